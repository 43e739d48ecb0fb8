/*
 * The filters. Owns: fetching how many essays each author, year, folder and
 * kind of file has among the results, the links that narrow to one of them,
 * a range of years, and the choice between all forms and exact ones.
 */
import { addressOf, ask, valuesOf } from './api.js';
import { count, t } from './i18n.js';
import { el } from './page.js';

const FACETS = { author: 'author', year: 'year', folder: 'path', kind: 'kind' };
const MOST_SEEN = 8;

let last = { asked: null, answer: null };

async function facetsOf(state) {
	const values = valuesOf({ ...state, view: '', sort: '' });
	const asked = JSON.stringify(values);
	if (last.asked !== asked)
		last = { asked, answer: await ask('search', {
			...values, limit: 1, facets: Object.keys(FACETS).join(','),
		}) };
	return last.answer;
}

function valueItem(state, name, { value, count: n }) {
	const wanted = name === 'path' ? `${value}/` : String(value);
	const isSet = state[name] === wanted;
	return el('li', null, el('a', {
		href: addressOf({ ...state, [name]: isSet ? '' : wanted, page: 1 }),
		'aria-current': isSet && 'true',
	}, el('bdi', null, String(value))), ' ', el('span', { class: 'count' }, count(n)));
}

function group(state, facet, values) {
	const name = FACETS[facet];
	const known = values.filter(({ value }) => value !== '');
	if (facet === 'year')
		known.sort((a, b) => b.value - a.value);
	if (!known.length || (facet === 'kind' && known.length < 2 && !state.kind))
		return null;
	const items = known.map((value) => valueItem(state, name, value));
	return el('div', { class: 'facet' },
		el('h3', { id: `facet-${facet}` }, t(`${name}Filter`)),
		el('ul', { role: 'list', 'aria-labelledby': `facet-${facet}` },
			items.slice(0, MOST_SEEN)),
		items.length > MOST_SEEN && el('details', null,
			el('summary', null, t('facetMore', { n: items.length - MOST_SEEN })),
			el('ul', { role: 'list', 'aria-labelledby': `facet-${facet}` },
				items.slice(MOST_SEEN))));
}

function yearField(value) {
	return el('input', { type: 'number', min: 1, max: 9999, value });
}

function yearRange({ state, go }) {
	const [first, second] = state.year.includes('..')
		? state.year.split('..') : [state.year, state.year];
	const from = yearField(first);
	const to = yearField(second);
	const form = el('form', { class: 'years' },
		el('label', null, t('yearFrom'), from),
		el('label', null, t('yearTo'), to),
		el('button', { type: 'submit' }, t('apply')));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const [low, high] = from.value && to.value
			? [from.value, to.value].sort((a, b) => a - b)
			: [from.value, to.value];
		const year = low === high ? low : `${low}..${high}`;
		go({ ...state, year, page: 1 });
	});
	return form;
}

function modeChoice(state) {
	const to = (mode, words) => el('li', null, el('a', {
		href: addressOf({ ...state, mode, page: 1 }),
		'aria-current': state.mode === mode && 'true',
	}, words));
	return state.q && el('div', { class: 'facet' },
		el('h3', { id: 'facet-mode' }, t('modes')),
		el('ul', { role: 'list', 'aria-labelledby': 'facet-mode' },
			to('', t('stemMode')), to('exact', t('exactMode'))));
}

/** The inside of the fold, once it is known. */
export async function drawFilters(context) {
	const { state } = context;
	const { facets = {}, facetsAreExact } = await facetsOf(state);
	const groups = Object.keys(FACETS)
		.map((facet) => group(state, facet, facets[facet] ?? []));
	const years = groups[1];
	years?.append(yearRange(context));
	const isAny = groups.some(Boolean);
	return [
		el('div', { class: 'facets' }, groups, modeChoice(state)),
		!isAny && el('p', null, t('facetsNone')),
		isAny && facetsAreExact === false && el('p', null, t('facetsAbout')),
	].filter(Boolean);
}
