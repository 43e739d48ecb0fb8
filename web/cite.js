/*
 * Citing a passage. Owns: which words are quoted (the selection, else the
 * sentence of the current match, else the paragraph), the form of a citation
 * in plain text, and its way to the clipboard.
 */
import { t } from './i18n.js';

function tidy(text) {
	return text.replace(/\s+/g, ' ').trim();
}

/** Where the sentence of text that holds a character begins and ends. */
function sentenceAt(text, position) {
	const found = Intl.Segmenter && new Intl.Segmenter('id',
		{ granularity: 'sentence' }).segment(text).containing(position);
	return found ? [found.index, found.index + found.segment.length]
		: [0, text.length];
}

/** How many characters of a paragraph stand before a place in it. */
function charactersTo(paragraph, node, offset = 0) {
	const range = new Range();
	range.setStart(paragraph, 0);
	range.setEnd(node, offset);
	return range.toString().length;
}

/** Characters from..to of a paragraph as {quote, n, byteStart, byteEnd}. */
function quoteOf(marked, n, from, to) {
	const text = marked.text.textOf(n);
	const part = text.slice(from, to);
	const start = from + part.length - part.trimStart().length;
	const quote = part.trim();
	return { n, quote: tidy(quote),
		...marked.text.bytesOf(n, start, start + quote.length) };
}

/** The selection, as far as it stands in the paragraph it begins in. */
function selected(marked) {
	const selection = getSelection();
	if (selection.isCollapsed || !selection.rangeCount)
		return null;
	const { startContainer, startOffset, endContainer, endOffset,
		commonAncestorContainer: around } = selection.getRangeAt(0);
	const paragraph = startContainer.parentElement?.closest('p[id]');
	if (!paragraph || !marked.article.contains(around))
		return null;
	const from = charactersTo(paragraph, startContainer, startOffset);
	const to = paragraph.contains(endContainer)
		? charactersTo(paragraph, endContainer, endOffset) : undefined;
	const found = quoteOf(marked, Number(paragraph.id.slice(1)), from, to);
	return found.quote && { ...found, quote: tidy(selection.toString()) };
}

/**
 * What to quote, the number of the paragraph it begins in, and which bytes of
 * the essay it is there.
 */
export function quoteFrom(marked) {
	const n = marked.paragraph;
	const { current } = marked;
	return selected(marked) || quoteOf(marked, n, ...current?.paragraph === n
		? sentenceAt(marked.text.textOf(n), charactersTo(
			document.getElementById(`p${n}`), current.node.firstChild))
		: [0]);
}

/** Author, title and year, as far as they are known. */
function nameOf({ author, title, date }) {
	const year = /^\d{4}/.exec(date ?? '');
	return [author, year ? `${title} (${year})` : title]
		.filter(Boolean).join(', ');
}

/** The citation as one line of plain text; address leads to the passage. */
export function citation(essay, { quote, n }, address) {
	return t('citation', {
		quote, title: nameOf(essay), path: essay.path, n: String(n),
		url: address,
	});
}

/** Copies the text; false where the clipboard is closed to us. */
export async function copyText(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
