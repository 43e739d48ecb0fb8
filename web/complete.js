/*
 * Completions of the word being typed. Owns: asking for them where a search
 * found nothing, and showing them as plain links, so that no list opens over
 * the results and no key changes its meaning.
 */
import { addressOf, ask } from './api.js';
import { readerAddress } from './essay.js';
import { t } from './i18n.js';
import { el } from './page.js';

const MOST = 6;

function item(state, { text, kind, id, documents }) {
	const href = kind === 'title' ? readerAddress({}, id)
		: addressOf({ ...state, q: text, page: 1, exclude: '' });
	return el('li', null,
		el('a', { href, lang: 'id' }, el('bdi', null, text)), ' ',
		el('span', { class: 'count' }, kind === 'title' ? t('titleOf')
			: t('essays', { n: documents })));
}

/** Nodes, none where the collection has nothing to offer. */
export async function drawCompletions(state) {
	const { completions = [] } = await ask('suggest',
		{ q: state.q, limit: MOST });
	return completions.length ? [
		el('p', { id: 'completions' }, t('completions')),
		el('ul', { role: 'list', 'aria-labelledby': 'completions' },
			completions.map((one) => item(state, one)))] : [];
}
