/*
 * The text of an essay as paragraphs. Owns: cutting the text (the server's
 * offsets count UTF-8 bytes) into paragraphs p1, p2, ... with their marks and
 * numbers, in chunks that are filled from where the reader is outwards, so
 * that a book is there as soon as a page.
 */
import { t } from './i18n.js';
import { el } from './page.js';

const CHUNK_BYTES = 6000;
const SLICE_MS = 8;
/* For the height of a chunk not yet laid out: a line, and the space around. */
const LINE_BYTES = 72;
const LINE_REM = 1.96;
const SPACE_REM = 1.19;

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
	for (const { paragraph: n, byteStart: from, byteEnd: to } of paragraphs) {
		const last = whole.at(-1);
		if (last?.n === n)
			last.to = to;
		else
			whole.push({ n, from, to, marks: [], node: null });
	}
	return whole;
}

/** Gives each paragraph its marks, in order, none over the one before. */
function place(highlights, paragraphs) {
	const marks = [];
	const sorted = [...highlights].sort((a, b) =>
		a.byteStart - b.byteStart || b.byteEnd - a.byteEnd);
	let at = 0;
	let end = 0;
	for (const { byteStart: from, byteEnd: to } of sorted) {
		while (paragraphs[at]?.to <= from)
			at++;
		if (from < end || !(paragraphs[at]?.from <= from))
			continue;
		end = to;
		const mark = { from, to, paragraph: paragraphs[at].n, node: null };
		paragraphs[at].marks.push(mark);
		marks.push(mark);
	}
	return marks;
}

export class Paragraphs {
	/** Fills article from essay, as /documents/{id} gives it. */
	constructor(article, essay) {
		this.bytes = encoder.encode(essay.text);
		this.list = joined(essay.paragraphs);
		this.marks = place(essay.highlights ?? [], this.list);
		this.index = new Map(this.list.map(({ n }, index) => [n, index]));
		this.chunks = this.#chunks();
		article.replaceChildren(...this.chunks.map(({ node }) => node));
		addEventListener('beforeprint', () =>
			this.chunks.forEach((chunk) => this.#fill(chunk)));
	}

	#chunks() {
		const chunks = [];
		let bytes = Infinity;
		for (const paragraph of this.list) {
			if (bytes > CHUNK_BYTES) {
				chunks.push({ list: [], rem: 0, filled: false,
					node: el('div', { class: 'chunk' }) });
				bytes = 0;
			}
			const length = paragraph.to - paragraph.from;
			const chunk = chunks.at(-1);
			chunk.list.push(paragraph);
			chunk.rem += Math.ceil(length / LINE_BYTES) * LINE_REM + SPACE_REM;
			paragraph.chunk = chunk;
			bytes += length;
		}
		for (const { node, rem } of chunks)
			node.style.containIntrinsicBlockSize = `auto ${rem.toFixed(1)}rem`;
		return chunks;
	}

	/** The text between two bytes. */
	cut(from, to) {
		return decoder.decode(this.bytes.subarray(from, to));
	}

	/** The own words of paragraph n. */
	textOf(n) {
		const { from, to } = this.list[this.index.get(n)];
		return this.cut(from, to);
	}

	/** The bytes that characters start..end of paragraph n are. */
	bytesOf(n, start, end) {
		const text = this.textOf(n);
		const byteAt = (at) => this.list[this.index.get(n)].from
			+ encoder.encode(text.slice(0, at)).length;
		return { byteStart: byteAt(start), byteEnd: byteAt(end) };
	}

	#paragraph(paragraph) {
		const { n, from, to, marks } = paragraph;
		const content = [];
		let at = from;
		for (const mark of marks) {
			mark.node = el('mark', null, this.cut(mark.from, mark.to));
			content.push(this.cut(at, mark.from), mark.node);
			at = mark.to;
		}
		content.push(this.cut(at, to));
		paragraph.node = el('p', {
			id: `p${n}`, class: layoutOf(this.cut(from, to)),
		}, content, ' ', el('a', {
			class: 'number', href: `#p${n}`,
			'aria-label': t('paragraph', { n: String(n) }),
			tabindex: paragraph === this.list[0] ? null : -1,
		}, n));
		return paragraph.node;
	}

	#fill(chunk) {
		if (!chunk.filled)
			chunk.node.replaceChildren(
				...chunk.list.map((paragraph) => this.#paragraph(paragraph)));
		chunk.filled = true;
	}

	/** The element of paragraph n, or undefined. */
	node(n) {
		const paragraph = this.list[this.index.get(n)];
		if (paragraph)
			this.#fill(paragraph.chunk);
		return paragraph?.node;
	}

	/** The element of the paragraph so many after paragraph n. */
	beside(n, by) {
		const other = this.list[this.index.get(n) + by];
		return other && this.node(other.n);
	}

	/** Fills what is left, a slice at a time, the nearest to paragraph n first. */
	fillFrom(n) {
		const paragraph = this.list[this.index.get(n)] ?? this.list[0];
		const middle = this.chunks.indexOf(paragraph?.chunk);
		const rest = this.chunks
			.map((chunk, index) => ({ chunk, far: Math.abs(index - middle) }))
			.sort((a, b) => a.far - b.far).map(({ chunk }) => chunk);
		const fill = () => {
			const end = performance.now() + SLICE_MS;
			while (rest.length && performance.now() < end)
				this.#fill(rest.shift());
			if (rest.length)
				setTimeout(fill);
		};
		fill();
	}
}
