/*
 * Going through the text of an essay. Owns: which mark and which paragraph is
 * the current one, moving from mark to mark, and the one Tab stop among the
 * paragraph numbers. The text itself is in paragraphs.js.
 */
import { Paragraphs } from './paragraphs.js';

export class MarkedText {
	/** settled(n) is called whenever paragraph n becomes the current one. */
	constructor(article, essay, settled) {
		this.article = article;
		this.text = new Paragraphs(article, essay);
		this.marks = this.text.marks;
		this.at = -0.5;
		this.here = null;
		this.settled = settled;
		article.addEventListener('click', (event) => this.#clicked(event));
		article.addEventListener('keydown', (event) => this.#pressed(event));
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
		const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		const number = event.target.closest('.number');
		const next = by && number
			&& this.text.beside(Number(number.hash.slice(2)), by);
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
	 * Makes a paragraph the current one, and its first mark that ends behind
	 * a byte too; where it has none, the place is between two marks. False
	 * when there is no such paragraph.
	 */
	choose(n, byte = 0) {
		const paragraph = this.text.node(n);
		if (!paragraph)
			return false;
		this.#settle(paragraph, n);
		const next = this.marks.findIndex((mark) =>
			mark.paragraph >= n && mark.to > byte);
		const there = this.marks[next]?.paragraph === n;
		this.#light(there ? next
			: (next < 0 ? this.marks.length : next) - 0.5);
		return true;
	}

	/**
	 * Brings the current paragraph into view; where it is too long for that,
	 * the range in it or its current mark.
	 */
	reveal(range = null) {
		this.#focus();
		this.here.scrollIntoView({ block: 'start' });
		const place = range ?? this.current?.node;
		const { top = 0, bottom = 0 } = place?.getBoundingClientRect() ?? {};
		if (bottom > innerHeight)
			scrollBy(0, (top + bottom - innerHeight) / 2);
	}

	/** The focus goes along, so that it is seen: to the mark, or the number. */
	#focus() {
		const mark = this.current?.node;
		mark?.setAttribute('tabindex', -1);
		(mark ?? this.here.querySelector('.number'))
			.focus({ preventScroll: true });
	}

	/** The current paragraph's number, or 1. */
	get paragraph() {
		return Number(this.here?.id.slice(1) ?? 1);
	}

	/** The current mark {node, paragraph, from, to}, or null between two. */
	get current() {
		return this.marks[this.at] ?? null;
	}

	/** Goes by one mark; says whether it went round the end or the start. */
	step(by) {
		const { length } = this.marks;
		const wanted = by > 0 ? Math.floor(this.at + 1) : Math.ceil(this.at - 1);
		this.goTo((wanted + length) % length);
		return wanted >= length || wanted < 0;
	}

	/** Goes to the mark with a number, counted from 0. */
	goTo(index) {
		const n = this.marks[index].paragraph;
		this.#settle(this.text.node(n), n);
		this.#light(index);
		this.current.node.scrollIntoView({ block: 'center' });
		if (this.article.contains(document.activeElement))
			this.#focus();
	}

	#settle(paragraph, n) {
		this.here?.classList.remove('here');
		this.here = paragraph;
		paragraph.classList.add('here');
		this.#stop(paragraph);
		this.settled(n);
	}

	#light(index) {
		this.current?.node.removeAttribute('aria-current');
		this.at = index;
		this.current?.node.setAttribute('aria-current', 'true');
	}
}
