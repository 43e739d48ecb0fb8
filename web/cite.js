/*
 * Citing a passage. Owns: which words are quoted (the selection, else the
 * sentence of the current match, else the paragraph), the form of a citation
 * in plain text, and its way to the clipboard.
 */
import { t } from './i18n.js';

function tidy(text) {
	return text.replace(/\s+/g, ' ').trim();
}

/** The sentence of text that holds the character at position. */
function sentenceAt(text, position) {
	if (!Intl.Segmenter)
		return text;
	const sentences = new Intl.Segmenter('id', { granularity: 'sentence' });
	return sentences.segment(text).containing(position)?.segment ?? text;
}

/** A paragraph's own words, without its number. */
function textOf(paragraph) {
	const range = document.createRange();
	range.selectNodeContents(paragraph);
	range.setEndBefore(paragraph.querySelector('.number'));
	return range;
}

/** What to quote, and the number of the paragraph it stands in. */
export function quoteFrom(marked) {
	const selection = getSelection();
	if (!selection.isCollapsed && selection.rangeCount) {
		const range = selection.getRangeAt(0);
		const paragraph = range.startContainer.parentElement?.closest('p[id]');
		if (paragraph && marked.article.contains(range.commonAncestorContainer))
			return {
				quote: tidy(selection.toString()),
				n: Number(paragraph.id.slice(1)),
			};
	}
	const n = marked.paragraph;
	const paragraph = document.getElementById(`p${n}`);
	const whole = textOf(paragraph);
	const text = whole.toString();
	if (marked.current?.paragraph !== n)
		return { quote: tidy(text), n };
	whole.setEndBefore(marked.current.node);
	return { quote: tidy(sentenceAt(text, whole.toString().length)), n };
}

/** The citation as one line of plain text; address leads to the passage. */
export function citation(essay, { quote, n }, address) {
	return t('citation', {
		quote, title: essay.title, path: essay.path, n: String(n), url: address,
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
