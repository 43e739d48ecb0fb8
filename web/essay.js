/*
 * An essay as the pages point to it. Owns: the address where it is read, and
 * the line below its title (author, date, path and the like).
 */
import { parametersOf } from './api.js';
import { language } from './i18n.js';
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
	if (!/^\d{4}-\d\d-\d\d/.test(text))
		return text;
	const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
	if (Number.isNaN(day.getTime()))
		return text;
	return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'id', {
		dateStyle: 'long', timeZone: 'UTC',
	}).format(day);
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
