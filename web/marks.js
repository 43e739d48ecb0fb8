/*
 * The text of an essay with its marked words. Owns: the paragraphs p1, p2, …
 * with their numbers, the marks, and which mark and paragraph is the current
 * one. The server's offsets count UTF-8 bytes, so the text is cut as bytes.
 */
import { t } from './i18n.js';
import { el } from './page.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Hard-wrapped prose flows again; verse and addresses keep their lines. */
function layoutOf(text) {
	const lines = text.trimEnd().split('\n');
	if (/^\s*([-–—*•·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s/.test(text))
		return 'item';
	const wrapped = lines.slice(0, -1).every((line) =>
		line.length >= 50 && line.length <= 110);
	return lines.length > 1 && !wrapped ? 'lines' : null;
}

/** Pieces of a very long paragraph share its number: one paragraph again. */
function joined(paragraphs) {
	const whole = [];
	for (const paragraph of paragraphs) {
		const last = whole.at(-1);
		if (last?.paragraph === paragraph.paragraph)
			last.byteEnd = paragraph.byteEnd;
		else
			whole.push({ ...paragraph });
	}
	return whole;
}

/** The essay's marks in order, none overlapping the one before. */
function inOrder(highlights) {
	let end = 0;
	return [...highlights]
		.sort((a, b) => a.byteStart - b.byteStart || b.byteEnd - a.byteEnd)
		.filter((mark) => {
			if (mark.byteStart < end)
				return false;
			end = mark.byteEnd;
			return true;
		});
}

export class MarkedText {
	/** Fills article with the paragraphs of essay, as /documents/{id} gives. */
	constructor(article, essay) {
		this.article = article;
		this.marks = [];
		this.at = -0.5;
		this.here = null;
		const bytes = encoder.encode(essay.text);
		const cut = (from, to) => decoder.decode(bytes.subarray(from, to));
		const highlights = inOrder(essay.highlights ?? []);
		let next = 0;
		const nodes = joined(essay.paragraphs).map((paragraph, index) => {
			const content = [];
			let from = paragraph.byteStart;
			for (; highlights[next]?.byteStart < paragraph.byteEnd; next++) {
				const { byteStart, byteEnd } = highlights[next];
				if (byteStart < from)
					continue;
				const mark = el('mark', null, cut(byteStart, byteEnd));
				content.push(cut(from, byteStart), mark);
				this.marks.push({ node: mark, paragraph: paragraph.paragraph });
				from = byteEnd;
			}
			content.push(cut(from, paragraph.byteEnd));
			return this.#paragraph(paragraph, index, content, cut);
		});
		article.replaceChildren(...nodes);
		article.addEventListener('click', (event) => this.#clicked(event));
		article.addEventListener('keydown', (event) => this.#pressed(event));
	}

	#paragraph({ paragraph: n, byteStart, byteEnd }, index, content, cut) {
		return el('p', {
			id: `p${n}`, class: layoutOf(cut(byteStart, byteEnd)),
		}, content, ' ', el('a', {
			class: 'number', href: `#p${n}`, tabindex: index > 0 && -1,
			'aria-label': t('paragraph', { n }),
		}, n));
	}

	#clicked(event) {
		const number = event.target.closest('.number');
		if (!number || event.ctrlKey || event.metaKey || event.shiftKey)
			return;
		event.preventDefault();
		this.choose(Number(number.hash.slice(2)));
	}

	/** The numbers are one stop for Tab; arrows go from one to the next. */
	#pressed(event) {
		const here = event.target.closest('.number')?.parentElement;
		const next = {
			ArrowDown: here?.nextElementSibling,
			ArrowUp: here?.previousElementSibling,
		}[event.key];
		if (!next)
			return;
		event.preventDefault();
		this.#stop(next);
		next.querySelector('.number').focus();
	}

	#stop(paragraph) {
		this.article.querySelector('.number:not([tabindex])')
			?.setAttribute('tabindex', -1);
		paragraph.querySelector('.number').removeAttribute('tabindex');
	}

	/**
	 * Makes a paragraph the current one, and its first mark too; where it has
	 * none, the place is between two marks. False when there is none such.
	 */
	choose(n) {
		const paragraph = document.getElementById(`p${n}`);
		if (!paragraph || !this.article.contains(paragraph))
			return false;
		this.#settle(paragraph);
		const next = this.marks.findIndex((mark) => mark.paragraph >= n);
		const there = this.marks[next]?.paragraph === n;
		this.#light(there ? next
			: (next < 0 ? this.marks.length : next) - 0.5);
		return true;
	}

	/** Brings the current paragraph into view, and its mark if it is long. */
	reveal() {
		const number = this.here.querySelector('.number');
		number.focus({ preventScroll: true });
		this.here.scrollIntoView({ block: 'start' });
		const mark = this.current?.node;
		if (mark?.getBoundingClientRect().bottom > innerHeight)
			mark.scrollIntoView({ block: 'center' });
	}

	/** The current paragraph's number, or 1. */
	get paragraph() {
		return Number(this.here?.id.slice(1) ?? 1);
	}

	/** The current mark {node, paragraph}, or null between two marks. */
	get current() {
		return this.marks[this.at] ?? null;
	}

	/** Goes by one mark; says whether it went round the end or the start. */
	step(by) {
		const length = this.marks.length;
		const wanted = by > 0 ? Math.floor(this.at + 1) : Math.ceil(this.at - 1);
		this.#light((wanted + length) % length);
		this.#settle(this.current.node.parentElement);
		this.current.node.scrollIntoView({ block: 'center' });
		return wanted >= length || wanted < 0;
	}

	#settle(paragraph) {
		this.here?.classList.remove('here');
		this.here = paragraph;
		paragraph.classList.add('here');
		this.#stop(paragraph);
		history.replaceState(history.state, '', `#${paragraph.id}`);
	}

	#light(index) {
		this.current?.node.removeAttribute('aria-current');
		this.at = index;
		this.current?.node.setAttribute('aria-current', 'true');
	}
}
