/*
 * What stands above the results. Owns: the switch between the two views, the
 * choice of order, the fold of the filters, and the list of what narrows the
 * results now, each with a way to take it off.
 */
import { addressOf, CONCORDANCE, FILTERS, sortsOf } from './api.js';
import { t } from './i18n.js';
import { fold } from './fold.js';
import { el } from './page.js';

/* How what narrows the results is written, where not as it is asked for. */
const WRITTEN = {
	year: (range) => range.replace('..', '–'),
	path: (folder) => folder.replace(/\/$/, ''),
};

function viewSwitch(state) {
	const to = (view, words) => el('a', {
		id: `view-${view || 'petikan'}`,
		href: addressOf({ ...state, view, sort: '', page: 1 }),
		'aria-current': state.view === view && 'true',
	}, words);
	return state.q && el('nav', { class: 'views', 'aria-label': t('views') },
		to('', t('passages')), to(CONCORDANCE, t('concordance')));
}

function wordsOfSort(state, name) {
	if (name)
		return t(`sort${name[0].toUpperCase()}${name.slice(1)}`);
	return t(state.q ? 'sortBest' : 'sortPath');
}

function sortChoice({ state, go }) {
	const select = el('select', { id: 'sort' },
		['', ...Object.keys(sortsOf(state))].map((name) => el('option', {
			value: name, selected: name === state.sort && '',
		}, wordsOfSort(state, name))));
	select.addEventListener('change', () =>
		go({ ...state, sort: select.value, page: 1 }));
	return el('label', { class: 'sort' }, el('span', null, t('sort')), ' ',
		select);
}

function filterFold(context) {
	return fold('filters', t('filters'), async () => {
		const { drawFilters } = await import('./filters.js');
		return drawFilters(context);
	}, { class: 'filters' });
}

function chip(words, state) {
	return el('li', null, el('a', { href: addressOf({ ...state, page: 1 }) },
		el('span', { class: 'unseen' }, `${t('takeOff')} `),
		el('span', null, words),
		el('span', { 'aria-hidden': 'true', class: 'cross' }, '×')));
}

/** What narrows the results now, as links that take it off. */
export function drawChips(state) {
	const chips = FILTERS.filter((name) => state[name]).map((name) =>
		chip([`${t(`${name}Filter`)}: `,
			el('bdi', null, WRITTEN[name]?.(state[name]) ?? state[name])],
		{ ...state, [name]: '' }));
	if (state.mode === 'exact' || state.mode === 'family')
		chips.push(chip(t(`${state.mode}Mode`), { ...state, mode: '' }));
	const out = state.exclude.split(',').filter(Boolean);
	for (const form of out)
		chips.push(chip([`${t('without')} `, el('i', { lang: 'id' }, form)], {
			...state, exclude: out.filter((other) => other !== form).join(','),
		}));
	return chips.length ? [el('ul', {
		class: 'chips', role: 'list', 'aria-label': t('narrowed'),
	}, chips)] : [];
}

export function drawTools(context) {
	return el('div', { class: 'tools' }, viewSwitch(context.state),
		sortChoice(context), filterFold(context));
}
