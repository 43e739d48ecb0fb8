/*
 * The list of results. Owns: how an answer of the search becomes words and
 * elements (essays, passages, notes, none found, page numbers), and the keys
 * that move along the list. It never asks the server.
 */
import { count, date, pieces, t } from './i18n.js';
import { dotted, el, marked, readerAddress, shortcuts } from './page.js';

const NOTES = ['openQuote', 'openParen', 'dangling', 'shortPrefix', 'badRange',
	'badDistance', 'noPhrase'];
const LAST_PAGE = 1000;
const SHORT_LETTERS = 120;

/** The query in quotation marks, kept apart from the text around it. */
function quoted(q) {
	return el('q', { lang: 'id' }, el('bdi', null, q));
}

function listed(words) {
	return words.flatMap((word, index) =>
		[index ? ', ' : '', el('i', { lang: 'id' }, word)]);
}

/**
 * A passage that seems cut out of its paragraph gets dots in front and behind.
 * A heading, too, ends without a full stop, but it is short.
 */
function passageClass(text) {
	const head = /^[\p{Ll},;)]/u.test(text) ? ' cut-head' : '';
	const open = /[\p{L}\p{N},;]\s*$/u.test(text);
	const tail = open && text.length > SHORT_LETTERS ? ' cut-tail' : '';
	return `passage${head}${tail}`;
}

function passageItem(hit, passage, q, label) {
	return el('li', null,
		el('blockquote', { class: passageClass(passage.text), lang: 'id' },
			marked(passage.segments)),
		' ',
		el('a', {
			class: 'where',
			href: readerAddress(hit.id, q, passage.paragraph),
			'aria-describedby': label,
		}, t('paragraph', { n: passage.paragraph })));
}

function tallyOf(hit) {
	const n = hit.matchesTotal ?? 0;
	if (!n)
		return hit.titleSegments?.length > 1 ? t('inTitle') : null;
	const paragraphs = hit.passagesTotal;
	return el('span', { class: 'keep' }, paragraphs
		? t('matches', { n, paragraphs: t('paragraphs', { n: paragraphs }) })
		: t('matchesHere', { n }));
}

function hitItem(hit, q, index) {
	const passages = hit.passages ?? [];
	const best = passages.reduce((a, b) =>
		(b.score > (a?.score ?? -Infinity) ? b : a), null);
	const seen = passages.reduce((n, passage) =>
		n + (passage.highlights?.length ?? 0), 0);
	const label = `hit-${index}`;
	return el('li', { class: 'hit' },
		el('h3', { lang: 'id' },
			el('a', { id: label, href: readerAddress(hit.id, q, best?.paragraph) },
				el('bdi', null, marked(hit.titleSegments ?? [hit.title])))),
		el('p', { class: 'source' }, dotted([
			hit.author && el('bdi', null, hit.author),
			hit.date && date(hit.date),
			el('bdi', { class: 'path' }, hit.path),
			tallyOf(hit)])),
		passages.length > 0 && el('ul', { class: 'passages', role: 'list' },
			passages.map((passage) => passageItem(hit, passage, q, label))),
		hit.matchesTotal > seen && el('p', { class: 'all' },
			el('a', { href: readerAddress(hit.id, q), 'aria-describedby': label },
				t('allMatches', { n: hit.matchesTotal }))));
}

/** How the words were read and which of them the collection lacks. */
function readingLines(terms) {
	const known = new Map(terms.map((term) => [term.input, term]));
	const unique = [...known.values()];
	const isThere = (term) => term.documents > 0 || term.synonyms?.length > 0;
	const absent = unique.filter((term) => !isThere(term));
	const present = unique.filter(isThere);
	const lines = present.map((term) => el('span', null, pieces(
		term.root && term.root !== term.input.toLowerCase() ? 'termRoot' : 'term',
		{
			word: el('i', { lang: 'id' }, term.input),
			root: el('i', { lang: 'id' }, term.root ?? ''),
			n: term.documents,
		}), term.synonyms?.length > 0 && pieces('termAlso',
		{ words: el('span', null, listed(term.synonyms)) })));
	return [
		absent.length > 0 && el('p', { class: 'absent' }, pieces('absent',
			{ words: el('span', null,
				listed(absent.map((term) => term.input))) })),
		lines.length > 0 && lines.length <= 6
			&& el('p', { class: 'reading' }, dotted(lines)),
	];
}

function noteLines(notes) {
	const kinds = new Set(notes.map((note) => note.kind));
	return [...kinds].map((kind) => el('p', { class: 'note' }, t(
		NOTES.includes(kind)
			? `note${kind[0].toUpperCase()}${kind.slice(1)}` : 'noteOther')));
}

function noneFound(query, q) {
	const terms = query.terms ?? [];
	const lacks = terms.some((term) => term.documents === 0);
	const hints = ['helpsSpelling',
		terms.length > 1 && 'helpsFewer',
		q.includes('"') && 'helpsQuotes',
		/(^|\s)([+-]|DAN\s|AND\s|BUKAN\s|NOT\s)/.test(q) && 'helpsOperators'];
	return el('div', { class: 'none' },
		el('p', { class: 'lead' },
			pieces(terms.length ? 'none' : 'noneWords', { q: quoted(q) })),
		readingLines(terms),
		terms.length > 1 && !lacks && el('p', null, t('noneTogether')),
		el('p', null, t('helps')),
		el('ul', null,
			hints.filter(Boolean).map((key) => el('li', null, t(key))),
			el('li', null, el('a', { href: '/bantuan' }, t('helpsPage')))));
}

function pager(state, last, address) {
	const { page } = state;
	const numbers = [1, page - 1, page, page + 1, last]
		.filter((n, index, all) =>
			n >= 1 && n <= last && all.indexOf(n) === index)
		.sort((a, b) => a - b);
	const to = (n, words, attributes) => el('a',
		{ href: address({ ...state, page: n }), ...attributes }, words);
	return el('nav', { class: 'pager', 'aria-label': t('pages') },
		page > 1 && to(page - 1, t('previous'), { rel: 'prev' }),
		el('ol', { role: 'list' }, numbers.map((n, index) => [
			index > 0 && n > numbers[index - 1] + 1
				&& el('li', { 'aria-hidden': 'true' }, '…'),
			el('li', null, to(n, count(n), {
				'aria-label': t('page', { n }),
				'aria-current': n === page && 'page',
			}))])),
		page < last && to(page + 1, t('next'), { rel: 'next' }));
}

/** How many essays; a page that is not full shows where they end. */
function tallyLine(answer, shown, pageSize) {
	const ended = shown < pageSize;
	const about = answer.totalIsExact === false && !ended ? 'About' : '';
	const seen = answer.offset + shown;
	const n = ended ? seen : Math.max(answer.estimatedTotalHits, seen);
	return n <= shown ? t(`essays${about}`, { n }) : t(`essays${about}Range`, {
		n, from: answer.offset + 1, to: seen });
}

/**
 * An answer as nodes, the line beside the heading, and the sentence to speak.
 * address turns a state {q, page} into a link.
 */
export function drawResults(answer, state, address, pageSize) {
	const { query, hits } = answer;
	const notes = noteLines(query.notes ?? []);
	const nodes = [...notes];
	if (query.suggestion) {
		nodes.push(el('p', { class: 'suggestion' }, pieces('suggestion', {
			q: el('a', {
				href: address({ q: query.suggestion, page: 1 }), lang: 'id',
			}, query.suggestion),
		})));
	}
	if (!hits.length && state.page > 1) {
		const home = el('a', { href: address({ ...state, page: 1 }) },
			t('pageFirst'));
		nodes.push(el('p', { class: 'lead' }, t('pageEmpty')),
			el('p', null, home));
		return { nodes, tally: '', spoken: t('pageEmpty'), empty: true };
	}
	if (!hits.length) {
		nodes.push(noneFound(query, state.q));
		return {
			nodes, tally: t('essays', { n: 0 }), empty: true,
			spoken: t('none', { q: state.q }),
		};
	}
	nodes.push(...readingLines(query.terms ?? []).filter(Boolean));
	const last = Math.min(LAST_PAGE,
		Math.ceil(answer.estimatedTotalHits / pageSize));
	const tally = tallyLine(answer, hits.length, pageSize);
	nodes.push(el('ol', {
		class: 'hits', role: 'list', start: answer.offset + 1,
	}, hits.map((hit, index) => hitItem(hit, state.q, index))));
	if (last > 1)
		nodes.push(pager(state, last, address));
	return { nodes, tally, spoken: tally, empty: false };
}

const box = document.querySelector('input[type=search]');
const section = document.getElementById('results');

/** Moves the focus along the titles; before the first one is the box. */
function step(by) {
	const links = [...section.querySelectorAll('h3 a')];
	const here = links.indexOf(
		document.activeElement?.closest('.hit')?.querySelector('h3 a'));
	const next = links[here < 0 && by < 0 ? links.length - 1 : here + by];
	(next ?? (by < 0 ? box : null))?.focus();
}

document.addEventListener('keydown', (event) => {
	const inside = section.contains(event.target);
	if (event.key === 'ArrowDown' && (inside || event.target === box))
		step(1);
	else if (event.key === 'ArrowUp' && event.target.closest('.hit'))
		step(-1);
	else if (event.key === 'Escape' && inside)
		box.focus();
	else
		return;
	event.preventDefault();
});

shortcuts({ n: () => step(1), p: () => step(-1) });
