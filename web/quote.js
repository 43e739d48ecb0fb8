/*
 * The passage that a permalink quotes. Owns: what the reader is told of it
 * (unchanged, moved, changed, gone), and the ground it is set on in the text.
 */
import { t } from './i18n.js';

const NOTICES = { exact: 'noticeExact', moved: 'noticeMoved',
	changed: 'noticeChanged', gone: 'noticeGone', broken: 'noticeBroken' };

/** The sentence for a passage's status; '' where there is nothing to say, as
 * to those who come from the results of q to what they have just seen. */
export function noticeOf(passage, q) {
	const key = !(q && passage?.status === 'exact')
		&& NOTICES[passage?.status];
	return key ? t(key, { n: passage.paragraph }) : '';
}

/** The text node and offset at so many characters into a paragraph. */
function pointAt(paragraph, characters) {
	const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
	let left = characters;
	let node = walker.nextNode();
	while (node && left > node.length) {
		left -= node.length;
		node = walker.nextNode();
	}
	return node && [node, left];
}

/** The parts of a range outside the marks, which keep a ground of their own. */
function plainParts(range, paragraph) {
	return [...paragraph.childNodes].filter((node) =>
		node.nodeType === Node.TEXT_NODE && range.intersectsNode(node))
		.map((node) => {
			const part = new Range();
			part.selectNodeContents(node);
			if (node === range.startContainer)
				part.setStart(node, range.startOffset);
			if (node === range.endContainer)
				part.setEnd(node, range.endOffset);
			return part;
		});
}

/** The passage as a range, set on its ground in browsers that can. */
export function showQuote(text, { paragraph: n, byteStart, byteEnd }) {
	const node = text.node(n);
	if (!node)
		return null;
	const { from, to } = text.list[text.index.get(n)];
	const start = pointAt(node, text.cut(from, byteStart).length);
	const end = pointAt(node, text.cut(from, Math.min(byteEnd, to)).length);
	if (!start || !end)
		return null;
	const range = new Range();
	range.setStart(...start);
	range.setEnd(...end);
	if (globalThis.CSS?.highlights)
		CSS.highlights.set('quote', new Highlight(...plainParts(range, node)));
	return range;
}
