/*
 * A part of the page that is folded away. Owns: which parts the reader has
 * opened (they stay open when results are drawn anew, with their old inside
 * until the new one is there), and drawing an inside only once it is seen.
 */
import { ApiError } from './api.js';
import { t } from './i18n.js';
import { announce, el, wayOn } from './page.js';

const BUSY_AFTER_MS = 250;
const opened = new Set();
const drawn = new Map(); /* key -> what was fetched for it last */

function asError(error) {
	return error.kind ? error : new ApiError('offline');
}

/** What stands in place of the inside while it is fetched, and when it fails. */
async function fetchInto(inside, key, coming, again) {
	const busy = setTimeout(() => {
		inside.replaceChildren(el('p', null, t('loading')));
	}, BUSY_AFTER_MS);
	inside.replaceChildren(...drawn.get(key) ?? []);
	try {
		drawn.set(key, await coming);
		inside.replaceChildren(...drawn.get(key));
	} catch (reason) {
		const error = asError(reason);
		const said = t(`${error.kind}Error`);
		inside.replaceChildren(el('p', null, said), ...wayOn(error, again));
		announce(said, 300);
	} finally {
		clearTimeout(busy);
	}
}

/**
 * A details element. draw gives the nodes inside, or a promise of them; key
 * is unique on the page, the same for the same part of the next answer.
 */
export function fold(key, summary, draw, attributes) {
	const inside = el('div', { class: 'inside' });
	const details = el('details', {
		...attributes, open: opened.has(key) ? '' : null,
	}, el('summary', { id: `fold-${key}` }, summary), inside);
	let begun = false;
	const begin = () => {
		const nodes = draw();
		if (nodes instanceof Promise)
			fetchInto(inside, key, nodes, begin);
		else
			inside.replaceChildren(...nodes);
		begun = true;
	};
	details.addEventListener('toggle', () => {
		if (!details.open) {
			opened.delete(key);
			return;
		}
		opened.add(key);
		if (!begun)
			begin();
	});
	if (details.open)
		begin();
	return details;
}
