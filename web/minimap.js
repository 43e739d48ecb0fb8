/*
 * The map of the marks along the right edge of the reader: a decoration for
 * those who see and point, hidden from all others. Owns: its drawing, and
 * going to the mark nearest to where it is clicked.
 */
const SPACE = 'http://www.w3.org/2000/svg';
const HEIGHT = 1000;

function path(className) {
	const node = document.createElementNS(SPACE, 'path');
	node.setAttribute('class', className);
	return node;
}

export class Minimap {
	/** go(index) is called with the mark that was clicked at. */
	constructor(marks, length_bytes, go) {
		this.heights = marks.map(({ from }) =>
			Math.round((from / length_bytes) * HEIGHT));
		this.current = path('now');
		const all = path('all');
		all.setAttribute('d', this.#ticks([...new Set(this.heights)]));
		this.node = document.createElementNS(SPACE, 'svg');
		this.node.setAttribute('class', 'minimap');
		this.node.setAttribute('aria-hidden', 'true');
		this.node.setAttribute('viewBox', `0 0 10 ${HEIGHT}`);
		this.node.setAttribute('preserveAspectRatio', 'none');
		this.node.append(all, this.current);
		this.node.addEventListener('click', (event) => {
			const box = this.node.getBoundingClientRect();
			go(this.#nearest((event.clientY - box.top) / box.height * HEIGHT));
		});
	}

	#ticks(heights) {
		return heights.map((height) => `M0 ${height}H10`).join('');
	}

	#nearest(height) {
		const far = this.heights.map((other) => Math.abs(other - height));
		return far.indexOf(Math.min(...far));
	}

	/** Shows which mark is the current one, none when null. */
	show(index) {
		const height = this.heights[index];
		this.current.setAttribute('d',
			height === undefined ? '' : this.#ticks([height]));
	}
}
