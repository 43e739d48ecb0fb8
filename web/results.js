/*
 * The essays that match. Owns: how an answer of the search becomes a list of
 * essays with their passages. It never asks the server; what stands around
 * the list is in frame.js, the keys along it in moves.js.
 */
import { valuesOf } from './api.js';
import { readerAddress, sourceLine } from './essay.js';
import { fold } from './fold.js';
import { drawFrame } from './frame.js';
import { t } from './i18n.js';
import './moves.js';
import { el } from './page.js';
import { marked, passageItem } from './passage.js';
import './words.js';

/** Of a book only a part is looked at before it is opened. */
function isCounted({ matchesTotalIsExact }) {
	return matchesTotalIsExact !== false;
}

function tallyOf(hit) {
	const { matchesTotal: n, passagesTotal: paragraphs } = hit;
	if (!n)
		return hit.titleSegments?.length > 1 ? t('inTitle') : null;
	const words = t('matches',
		{ n, paragraphs: t('paragraphs', { n: paragraphs }) });
	return isCounted(hit) ? words : t('atLeast', { words });
}

function whyFold(hit, context) {
	return fold(`why-${hit.id}`, t('why'), async () => {
		const { drawWhy } = await import('./why.js');
		return drawWhy(hit, context);
	}, { class: 'why' });
}

function hitItem(hit, context, index) {
	const { state } = context;
	const passages = hit.passages ?? [];
	const best = passages.reduce((a, b) =>
		(b.score > (a?.score ?? -Infinity) ? b : a), null);
	const seen = passages.reduce((n, passage) =>
		n + (passage.highlights?.length ?? 0), 0);
	const label = `hit-${index}`;
	return el('li', { class: 'hit' },
		el('h3', { lang: 'id' },
			el('a', {
				id: label, href: readerAddress(state, hit.id,
					{ paragraph: best?.paragraph, passage: best?.id }),
			}, el('bdi', null, marked(hit.titleSegments ?? [hit.title])))),
		el('p', { class: 'source' }, sourceLine(hit, tallyOf(hit))),
		passages.length > 0 && el('ul', { class: 'passages', role: 'list' },
			passages.map((passage) =>
				passageItem(state, hit, passage, label))),
		state.q && el('div', { class: 'below' },
			hit.matchesTotal > seen && el('a', {
				href: readerAddress(state, hit.id), 'aria-describedby': label,
			}, isCounted(hit) ? t('allMatches', { n: hit.matchesTotal })
				: t('everyMatch')),
			whyFold(hit, context)));
}

/** All results in a file, for other programs. */
function exportLine(state) {
	const to = (format, words) => el('a', {
		href: `/api/v1/export?${new URLSearchParams({
			...valuesOf(state), format })}`,
		download: '',
	}, words);
	return el('p', { class: 'export' }, `${t('export')} `,
		to('csv', t('exportTable')), ' · ',
		to('ndjson', t('exportData')));
}

/** An answer of the search as a page; context is {state, go}. */
export function drawPage(answer, context) {
	const { hits, query, offset } = answer;
	const page = { ...context, explained: null };
	return drawFrame(query, page, {
		unit: 'essays', offset, shown: hits.length,
		total: answer.estimatedTotalHits, isExact: answer.totalIsExact,
		nodes: [el('ol', { class: 'hits', role: 'list', start: offset + 1 },
			hits.map((hit, index) => hitItem(hit, page, index)))],
		below: [exportLine(context.state)],
	});
}
