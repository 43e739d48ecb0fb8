/*
 * "Why this result?" Owns: fetching the explanations of a page of results,
 * once and only when the first is opened, and putting one into words.
 */
import { ask, pageSizeOf, valuesOf } from './api.js';
import { language, pieces, t } from './i18n.js';
import { el } from './page.js';

/* Less than this is shown as nothing. */
const LEAST_SCORE = 0.05;
const FIELDS = { author: 'whyAuthor', path: 'whyPath' };
const KINDS = ['exact', 'window', 'stretch', 'name', 'first'];

function explanationsOf(context) {
	const { state } = context;
	const limit = pageSizeOf(state);
	context.explained ??= ask('search', {
		...valuesOf(state), limit, offset: (state.page - 1) * limit,
		explain: 'true',
	}).catch((error) => {
		context.explained = null;
		throw error;
	});
	return context.explained;
}

function points(score) {
	return new Intl.NumberFormat(language, {
		minimumFractionDigits: 1, maximumFractionDigits: 1,
	}).format(score);
}

function word(text) {
	return el('i', { lang: 'id' }, text);
}

function wordsOf(part) {
	const { kind, field, forms } = part;
	if (kind === 'word' && forms)
		return forms.flatMap(({ form, count }, index) => [
			index ? ', ' : '',
			...pieces('whyForm', { form: word(form), n: count })]);
	if (kind === 'word' || kind === 'title')
		return pieces(kind === 'title' ? 'whyTitle'
			: FIELDS[field] ?? 'whyTitleAlone', { word: word(part.word) });
	return KINDS.includes(part.kind)
		? pieces(`why${part.kind[0].toUpperCase()}${part.kind.slice(1)}`)
		: [part.kind];
}

function partRow(part) {
	return el('tr', null, el('td', null, wordsOf(part)),
		el('td', null, points(part.score)));
}

/** The inside of the fold of one hit. */
export async function drawWhy(hit, context) {
	const { hits } = await explanationsOf(context);
	const explanation = hits.find(({ id }) => id === hit.id)?.explanation;
	if (!explanation)
		return [el('p', null, t('whyNone'))];
	const parts = [...explanation.parts].sort((a, b) => b.score - a.score);
	const total = parts.reduce((sum, { score }) => sum + score, 0);
	return [
		language === 'id' && el('p', { lang: 'id' }, explanation.sentence),
		el('table', null,
			el('thead', null, el('tr', null,
				el('th', { scope: 'col' }, t('whyFound')),
				el('th', { scope: 'col' }, t('whyPoints')))),
			el('tbody', null, parts.filter(({ score }) =>
				score >= LEAST_SCORE).map(partRow)),
			el('tfoot', null, el('tr', null,
				el('th', { scope: 'row' }, t('whyTotal')),
				el('td', null, points(total))))),
	].filter(Boolean);
}
