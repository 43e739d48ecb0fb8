/*
 * Page numbers. Owns: how many pages there are to go to, and the links to
 * the first, the last and the ones around the current one.
 */
import { addressOf, lastPageOf, pageSizeOf } from './api.js';
import { count, t } from './i18n.js';
import { el } from './page.js';

export function drawPager(state, total) {
	const last = Math.min(Math.ceil(total / pageSizeOf(state)),
		lastPageOf(state));
	if (last < 2)
		return [];
	const { page } = state;
	const numbers = [1, page - 1, page, page + 1, last]
		.filter((n, index, all) =>
			n >= 1 && n <= last && all.indexOf(n) === index)
		.sort((a, b) => a - b);
	const to = (n, words, attributes) => el('a',
		{ href: addressOf({ ...state, page: n }), ...attributes }, words);
	return [el('nav', { class: 'pager', 'aria-label': t('pages') },
		page > 1 && to(page - 1, t('previous'), { rel: 'prev' }),
		el('ol', { role: 'list' }, numbers.map((n, index) => [
			index > 0 && n > numbers[index - 1] + 1
				&& el('li', { 'aria-hidden': 'true' }, '…'),
			el('li', null, to(n, count(n), {
				'aria-label': t('page', { n }),
				'aria-current': n === page && 'page',
			}))])),
		page < last && to(page + 1, t('next'), { rel: 'next' }))];
}
