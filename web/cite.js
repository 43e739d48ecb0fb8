/*
 * Citing a passage. Owns: which words are quoted (the selection, else the
 * sentence of the current match, else the paragraph), the form of a citation,
 * and its way to the clipboard or, where that is closed, into a dialog.
 */
import { t } from './i18n.js';
import { el } from './page.js';

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

/** The citation as one line of plain text. */
export function citation(essay, { quote, n }) {
	const url = new URL(`/baca?id=${encodeURIComponent(essay.id)}#p${n}`,
		location.href).href;
	return t('citation', {
		quote, title: essay.title, path: essay.path, n: String(n), url,
	});
}

function showByHand(text) {
	const field = el('textarea', { rows: 6, readonly: '', 'aria-label': t('copy') });
	const close = el('button', { type: 'button' }, t('close'));
	const dialog = el('dialog', { 'aria-labelledby': 'by-hand' },
		el('h2', { id: 'by-hand' }, t('copyByHand')), field, el('p', null, close));
	field.value = text;
	close.addEventListener('click', () => dialog.close());
	dialog.addEventListener('close', () => dialog.remove());
	document.body.append(dialog);
	dialog.showModal();
	field.select();
}

/** Copies the text; false when it had to be shown for copying by hand. */
export async function copyText(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		showByHand(text);
		return false;
	}
}
