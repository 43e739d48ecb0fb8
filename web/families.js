/*
 * The family of one word of the question. Owns: the tick boxes of its forms,
 * which of them a question leaves out, and fetching the rest of a family that
 * is larger than a search tells.
 */
import { ask } from './api.js';
import { count, pieces, t } from './i18n.js';
import { el } from './page.js';

const rest = new Map(); /* root -> all of its forms, once they were fetched */

function leftOut(state) {
	return state.exclude.split(',').filter(Boolean);
}

/** The state with one form put in or left out. */
function toggled(state, form, wanted) {
	const others = leftOut(state).filter((word) => word !== form);
	return {
		...state, page: 1,
		exclude: (wanted ? others : [...others, form]).join(','),
	};
}

function formItem({ form, documents, excluded }, { state, go }) {
	const tick = el('input', { type: 'checkbox', id: `form-${form}` });
	tick.checked = !(excluded || leftOut(state).includes(form));
	tick.addEventListener('change', () =>
		go(toggled(state, form, tick.checked)));
	return el('li', null, el('label', null, tick, ' ',
		el('i', { lang: 'id' }, form), ' ', el('span', { class: 'count' },
			count(documents), el('span', { class: 'unseen' },
				` ${t('essays', { n: documents }).replace(/^\S+ /, '')}`))));
}

async function fetchRest(term) {
	const { families } = await ask('families', { word: term.input });
	const own = families.find(({ root }) => root === term.root);
	rest.set(term.root, own?.forms ?? term.forms);
}

function moreButton(term, context, list) {
	const more = el('button', { type: 'button', class: 'plain' },
		t('formsAll', { n: term.formsTotal }));
	more.addEventListener('click', async () => {
		try {
			await fetchRest(term);
		} catch (error) {
			more.textContent = `${t(`${error.kind ?? 'offline'}Error`)} ${
				t('retry')}`;
			return;
		}
		const first = list.children.length;
		list.replaceChildren(...itemsOf(term, context));
		more.remove();
		list.children[first]?.querySelector('input').focus();
	});
	return more;
}

function itemsOf(term, context) {
	const forms = rest.get(term.root) ?? term.forms;
	return forms.map((form) => formItem(form, context));
}

/** The inside of a word's fold. */
export function drawForms(term, context) {
	const { state, go } = context;
	const list = el('ul', { role: 'list', class: 'forms' },
		itemsOf(term, context));
	const whole = el('button', { type: 'button', class: 'plain' },
		t('formsReset'));
	whole.addEventListener('click', () =>
		go({ ...state, page: 1, exclude: '' }));
	const isMore = term.formsTotal > term.forms.length && !rest.has(term.root);
	return [el('fieldset', null,
		el('legend', null, pieces('formsOf', {
			root: el('i', { lang: 'id' }, term.root ?? term.input) })),
		list, el('p', { class: 'more' },
			isMore && moreButton(term, context, list),
			state.exclude && whole))];
}
