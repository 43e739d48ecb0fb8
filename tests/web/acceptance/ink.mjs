// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How well what is seen stands out. Owns: the walk over all visible text of a
 * page and the contrast of each with what is behind it (WCAG 2.2, "contrast
 * ratio"), and of the line under each mark with the page.
 */

/** Runs in the page, so it is one function with all it needs. */
export function inkOf() {
	const canvas = document.createElement('canvas').getContext('2d');
	const seen = new Map();
	/** Red, green, blue from 0 to 255 and alpha from 0 to 1. */
	function rgba(colour) {
		if (!seen.has(colour)) {
			canvas.clearRect(0, 0, 1, 1);
			canvas.fillStyle = colour;
			canvas.fillRect(0, 0, 1, 1);
			const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
			seen.set(colour, [r, g, b, a / 255]);
		}
		return seen.get(colour);
	}
	const over = ([r, g, b, a], below) => [r, g, b].map((value, n) =>
		value * a + below[n] * (1 - a)).concat(1);
	function ground(element) {
		if (!element) /* what Chromium paints where a page paints nothing */
			return matchMedia('(prefers-color-scheme: dark)').matches
				? [18, 18, 18, 1] : [255, 255, 255, 1];
		return over(rgba(getComputedStyle(element).backgroundColor),
			ground(element.parentElement));
	}
	function light(colour) {
		const [r, g, b] = colour.slice(0, 3).map((value) => {
			const part = value / 255;
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	}
	function ratio(one, other) {
		const lights = [light(one) + 0.05, light(other) + 0.05];
		return Math.max(...lights) / Math.min(...lights);
	}
	function isSeen(element) {
		const box = element.getBoundingClientRect();
		return box.width > 1 && box.height > 1 && element
			.checkVisibility({ visibilityProperty: true });
	}
	const texts = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const element = walker.currentNode.parentElement;
		const what = walker.currentNode.textContent.trim().slice(0, 30);
		if (!what || !isSeen(element) || element.closest('[disabled]'))
			continue;
		const behind = ground(element);
		texts.push({ what, ratio: ratio(
			over(rgba(getComputedStyle(element).color), behind), behind) });
	}
	const lines = [...document.querySelectorAll('mark')].filter(isSeen)
		.map((mark) => {
			const style = getComputedStyle(mark);
			const colour = Number.parseFloat(style.borderBottomWidth) > 0
				? style.borderBottomColor : style.textDecorationColor;
			return { what: mark.textContent,
				ratio: ratio(rgba(colour), ground(mark.parentElement)) };
		});
	return { texts, lines };
}
