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
/* Of phrases and of words with a * the server knows but a bound. */
const COUNTED = ['word', 'exact'];

let families = null;

/** Words of the collection one after another, with commas between. */
export function listed(words) {
	return el('span', null, words.flatMap((word, index) =>
		[index ? ', ' : '', el('i', { lang: 'id' }, word)]));
}

function keyOf({ input, root }) {
	return `${input}-${root}`;
}

function unique(terms) {
	return [...new Map(terms.filter((term) => !term.excluded)
		.map((term) => [keyOf(term), term])).values()];
}

/** What was written, without signs around it; of the parts of covid-19, which
 * are looked for one by one, the part. */
function written({ input, kind, root }, terms) {
	if (terms.some((term) => term.input === input && term.root !== root))
		return root;
	return input.replace(COUNTED.includes(kind)
		? /^[^\p{L}\p{N}=]+|[^\p{L}\p{N}]+$/gu : /^[+(]+|\)+$/g, '') || input;
}

function isThere(term) {
	return term.documents > 0 || term.synonyms?.length > 0;
}

/** The words that no essay holds. */
export function lacking(terms) {
	return unique(terms).filter((term) => !isThere(term));
}

function summaryOf(term, terms) {
	const { kind, root, documents: n, synonyms, forms } = term;
	const input = written(term, terms);
	const isOther = root && kind === 'word' && !input.includes(':')
		&& root !== input.toLowerCase();
	const out = forms?.filter((form) => form.excluded).length;
	const word = el('i', { lang: 'id' }, input);
	return [
		COUNTED.includes(kind) ? pieces(isOther ? 'termRoot' : 'term', {
			word, root: el('i', { lang: 'id' }, root), n }) : word,
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

function wordItem(term, terms, context) {
	const summary = summaryOf(term, terms);
	return el('li', null, term.forms?.length
		? fold(`word-${keyOf(term)}`, summary, () => familyOf(term, context))
		: el('span', null, summary));
}

export function drawReading(terms, context) {
	const absent = lacking(terms).map((term) => written(term, terms));
	const present = unique(terms).filter(isThere);
	return [
		absent.length > 0 && el('p', { class: 'absent' },
			pieces('absent', { words: listed(absent) })),
		present.length > 0 && present.length <= MOST_WORDS
			&& el('ul', {
				class: 'reading', role: 'list', 'aria-label': t('reading'),
			}, present.map((term) => wordItem(term, terms, context))),
	].filter(Boolean);
}

export function drawNotes(notes) {
	const kinds = new Set(notes.map((note) => note.kind));
	return [...kinds].map((kind) => el('p', { class: 'note' }, t(
		NOTES.includes(kind)
			? `note${kind[0].toUpperCase()}${kind.slice(1)}` : 'noteOther')));
}
