/*
 * How the question was read. Owns: the line of its words, each with its root
 * and how many essays hold it, that opens onto the word's family; the words
 * the collection lacks; and the notes on what could not be read.
 */
import { pieces, t } from './i18n.js';
import { fold } from './fold.js';
import { el } from './page.js';

const NOTES = ['openQuote', 'openParen', 'dangling', 'shortPrefix', 'badRange',
	'badDistance', 'noPhrase'];
const MOST_WORDS = 8;

let families = null;

/** Words of the collection one after another, with commas between. */
export function listed(words) {
	return el('span', null, words.flatMap((word, index) =>
		[index ? ', ' : '', el('i', { lang: 'id' }, word)]));
}

function unique(terms) {
	return [...new Map(terms.filter((term) => !term.excluded)
		.map((term) => [term.input, term])).values()];
}

/** What was written, without the sign that the word must be there. */
function written({ input }) {
	return input.replace(/^\+/, '');
}

function isThere(term) {
	return term.documents > 0 || term.synonyms?.length > 0;
}

/** The words that no essay holds. */
export function lacking(terms) {
	return unique(terms).filter((term) => !isThere(term));
}

function summaryOf(term) {
	const { kind, root, documents: n, synonyms, forms } = term;
	const input = written(term);
	const isOther = root && kind === 'word' && !input.includes(':')
		&& root !== input.toLowerCase();
	const out = forms?.filter((form) => form.excluded).length;
	return [
		pieces(isOther ? 'termRoot' : 'term', {
			word: el('i', { lang: 'id' }, input),
			root: el('i', { lang: 'id' }, root), n }),
		synonyms?.length > 0
			&& pieces('termAlso', { words: listed(synonyms) }),
		out > 0 && ` · ${t('formsOut', { n: out })}`];
}

function familyOf(term, context) {
	if (families)
		return families.drawForms(term, context);
	return import('./families.js').then((module) => {
		families = module;
		return families.drawForms(term, context);
	});
}

function wordItem(term, context) {
	return el('li', null, term.forms?.length
		? fold(`word-${term.input}`, summaryOf(term),
			() => familyOf(term, context))
		: el('span', null, summaryOf(term)));
}

export function drawReading(terms, context) {
	const absent = lacking(terms).map(written);
	const present = unique(terms).filter(isThere);
	return [
		absent.length > 0 && el('p', { class: 'absent' },
			pieces('absent', { words: listed(absent) })),
		present.length > 0 && present.length <= MOST_WORDS
			&& el('ul', {
				class: 'reading', role: 'list', 'aria-label': t('reading'),
			}, present.map((term) => wordItem(term, context))),
	].filter(Boolean);
}

export function drawNotes(notes) {
	const kinds = new Set(notes.map((note) => note.kind));
	return [...kinds].map((kind) => el('p', { class: 'note' }, t(
		NOTES.includes(kind)
			? `note${kind[0].toUpperCase()}${kind.slice(1)}` : 'noteOther')));
}
