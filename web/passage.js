/*
 * A passage of an essay: its words with the matched ones marked, and the link
 * to where it stands. Owns: what a passage looks like, wherever it is shown.
 */
import { readerAddress } from './essay.js';
import { t } from './i18n.js';
import { el } from './page.js';

/** Text that alternates plain and matched, as the API's segments do. */
export function marked(segments) {
	return segments.map((text, index) =>
		(index % 2 ? el('mark', null, text) : text));
}

/** "Paragraf 12", with the page where the source has pages. */
export function placeOf({ paragraph, page }) {
	return page ? t('paragraphPage', { n: paragraph, page })
		: t('paragraph', { n: paragraph });
}

/** An item of a list; label is the id of the element that names the essay. */
export function passageItem(state, hit, passage, label) {
	const { cutBefore, cutAfter, paragraph, id } = passage;
	const cut = `${cutBefore ? ' cut-head' : ''}${cutAfter ? ' cut-tail' : ''}`;
	return el('li', null,
		el('blockquote', { class: `passage${cut}`, lang: 'id' },
			marked(passage.segments)),
		' ',
		el('a', {
			class: 'where',
			href: readerAddress(state, hit.id, { paragraph, passage: id }),
			'aria-describedby': label,
		}, placeOf(passage)));
}
