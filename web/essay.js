/*
 * An essay as the pages point to it. Owns: the address where it is read, the
 * line below its title (author, date, path and the like), and the link to the
 * page that it came from.
 */
import { parametersOf } from './api.js';
import { t } from './i18n.js';
import { el } from './page.js';

/**
 * Where an essay is read: at a paragraph, or at a byte of it. With a
 * passage's token it is a permalink.
 */
export function readerAddress(state, id, { paragraph, byte, passage } = {}) {
	const values = new URLSearchParams({ id });
	for (const [name, value] of parametersOf(state, ['q', 'mode', 'exclude']))
		values.set(name, value);
	if (passage)
		values.set('passage', passage);
	const place = byte ? `${paragraph}.${byte}` : paragraph;
	return `/baca?${values}${place ? `#p${place}` : ''}`;
}

/** "2021-12-02" in words; anything else as it came. */
function dateOf(text) {
	const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
	const name = t('months').split(' ')[month - 1];
	return name ? `${Number(day)} ${name} ${Number(year)}` : text;
}

/** Author, date, path and more; the style sheet sets dots between them. */
export function sourceLine({ author, date, path }, ...more) {
	return [
		author && el('bdi', null, author),
		date && dateOf(date),
		el('bdi', { class: 'path' }, path),
		...more,
	].filter(Boolean).flatMap((node) => [el('span', null, node), ' ']);
}

/** A link to the page that an essay came from: only to addresses of the web. */
export function sourcePage(url) {
	return /^https?:\/\//i.test(url ?? '')
		&& el('a', { href: url, rel: 'noreferrer' }, t('sourcePage'));
}
