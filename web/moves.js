/*
 * Keys along the results. Owns: the arrow keys, Esc, n and p between the box
 * and the links of the results, whichever view they are in.
 */
import { shortcuts } from './page.js';

const ITEMS = '.hit, .line';
const LINKS = '.hit h3 a, .line > a';

const box = document.querySelector('input[type=search]');
const section = document.getElementById('results');

/** Moves the focus along the links; before the first one is the box. */
function step(by) {
	const links = [...section.querySelectorAll(LINKS)];
	const item = document.activeElement?.closest(ITEMS);
	const here = links.findIndex((link) => link.closest(ITEMS) === item);
	const next = links[here < 0 && by < 0 ? links.length - 1 : here + by];
	(next ?? (by < 0 ? box : null))?.focus();
}

/* Lists of choices need the arrow keys themselves. */
function isOurs(target) {
	return !target.closest('select, input:not([type=search])');
}

document.addEventListener('keydown', (event) => {
	const inside = section.contains(event.target);
	if (event.key === 'Escape' && inside)
		box.focus();
	else if (!isOurs(event.target) || event.altKey || event.ctrlKey)
		return;
	else if (event.key === 'ArrowDown' && (inside || event.target === box))
		step(1);
	else if (event.key === 'ArrowUp' && event.target.closest(ITEMS))
		step(-1);
	else
		return;
	event.preventDefault();
});

shortcuts({ n: () => step(1), p: () => step(-1) });
