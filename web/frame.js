/*
 * A page of results, whichever view it is in. Owns: what stands around the
 * results themselves (how the question was read, tools, page numbers), the
 * line that counts them, and what is shown where there are none.
 */
import { addressOf, FILTERS, pageSizeOf } from './api.js';
import { pieces, t } from './i18n.js';
import { el } from './page.js';
import { drawPager } from './pager.js';
import { drawNotes, drawReading, lacking } from './reading.js';
import { drawChips, drawTools } from './tools.js';

/** The query kept apart from the text around it: in quotation marks, where it
 * has none of its own. */
function quoted(q) {
	return el(q.includes('"') ? 'i' : 'q', { lang: 'id' },
		el('bdi', null, q));
}

function suggestionLine(query, state) {
	return query.suggestion ? [el('p', { class: 'suggestion' },
		pieces('suggestion', { q: el('a', {
			href: addressOf({ ...state, q: query.suggestion, page: 1,
				exclude: '' }),
			lang: 'id',
		}, el('bdi', null, query.suggestion)) }))] : [];
}

function hintsFor({ q }, terms) {
	return ['helpsSpelling',
		terms.length > 1 && 'helpsFewer',
		q.includes('"') && 'helpsQuotes',
		/(^|\s)([+-]|DAN\s|AND\s|BUKAN\s|NOT\s)/.test(q) && 'helpsOperators',
	].filter(Boolean).map((key) => el('li', null, t(key)));
}

/** Completions of the word being typed go where nothing stands below them. */
function completions(state) {
	const place = el('div', { class: 'completions' });
	import('./complete.js')
		.then(({ drawCompletions }) => drawCompletions(state))
		.then((nodes) => place.replaceChildren(...nodes))
		.catch(() => { /* The page does without. */ });
	return place;
}

function noneFound(query, context) {
	const { state } = context;
	const terms = query.terms ?? [];
	const narrowed = FILTERS.some((name) => state[name]);
	return el('div', { class: 'none' },
		el('p', { class: 'lead' }, pieces(
			!state.q ? 'noneFiltered' : terms.length ? 'none' : 'noneWords',
			{ q: quoted(state.q) })),
		drawReading(terms, context),
		(terms.length > 1 || terms[0]?.kind === 'phrase') && !narrowed
			&& !lacking(terms).length && el('p', null, t('noneTogether')),
		el('p', null, t('helps')),
		el('ul', null,
			narrowed && el('li', null, el('a', { href: addressOf({
				q: state.q, view: state.view, mode: state.mode }) },
			t('helpsFilters'))),
			state.q && hintsFor(state, terms),
			el('li', null, el('a', { href: '/bantuan' }, t('helpsPage')))),
		state.q && completions(state));
}

/** How many there are; a page that is not full shows where they end. */
function tallyLine({ unit, offset, shown, total, isExact }, pageSize) {
	const ended = shown < pageSize;
	const about = isExact === false && !ended ? 'About' : '';
	const seen = offset + shown;
	const n = ended ? seen : Math.max(total, seen);
	return n <= shown ? t(`${unit}${about}`, { n }) : t(`${unit}${about}Range`, {
		n, from: offset + 1, to: seen });
}

/**
 * Puts a page's results into their frame: the nodes, the line beside the
 * heading, and the sentence to speak. results is {unit, offset, shown, total,
 * isExact, nodes, below}, where unit is the key of their count's words.
 */
export function drawFrame(query, context, results) {
	const { state } = context;
	const nodes = [
		el('p', { class: 'printed' }, new URL(addressOf(state), location).href),
		...drawNotes(query.notes ?? []),
		...suggestionLine(query, state)];
	if (!results.shown && state.page > 1) {
		nodes.push(el('p', { class: 'lead' }, t('pageEmpty')), el('p', null,
			el('a', { href: addressOf({ ...state, page: 1 }) }, t('pageFirst'))));
		return { nodes, tally: '', spoken: t('pageEmpty'), empty: true };
	}
	if (!results.shown) {
		nodes.push(...drawChips(state), noneFound(query, context));
		return {
			nodes, tally: t(results.unit, { n: 0 }), empty: true,
			spoken: t(state.q ? 'none' : 'noneFiltered', { q: state.q }),
		};
	}
	const tally = tallyLine(results, pageSizeOf(state));
	nodes.push(...drawReading(query.terms ?? [], context), drawTools(context),
		...drawChips(state), ...results.nodes,
		...drawPager(state, results.total), ...results.below ?? []);
	return { nodes, tally, spoken: tally, empty: false };
}
