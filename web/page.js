/*
 * What every page shares. Owns: making elements, the one live region, the
 * language and shortcut switches in header and footer, and the way on after an
 * error.
 */
import { chooseLanguage, language, t, translatePage } from './i18n.js';

/** An element; attributes that are null or false are left out. */
export function el(name, attributes, ...children) {
	const node = document.createElement(name);
	for (const [key, value] of Object.entries(attributes ?? {}))
		if (value !== null && value !== undefined && value !== false)
			node.setAttribute(key, value);
	node.append(...children.flat(2).filter((child) => child || child === 0));
	return node;
}

/** Shows the foot and the like, once what the page is about is there. */
export function settle() {
	for (const node of document.querySelectorAll('.later'))
		node.classList.remove('later');
}

const live = document.getElementById('live');
let speaking;

/** Says one thing politely once the reader rests; a newer one replaces it. */
export function announce(text, rest_ms = 1200) {
	clearTimeout(speaking);
	live.textContent = '';
	speaking = setTimeout(() => {
		live.textContent = text;
	}, rest_ms);
}

function recall(key) {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

function remember(key, value) {
	try {
		localStorage.setItem(key, value);
	} catch {
		/* Storage is closed to us: the choice lasts for this page. */
	}
}

const redraws = [];

/** Calls draw after every change of language. */
export function onLanguage(draw) {
	redraws.push(draw);
}

async function switchLanguage(code) {
	await chooseLanguage(code);
	translatePage();
	document.getElementById('language').lang = language === 'id' ? 'en' : 'id';
}

const FIELDS = 'input:not([type=checkbox]), textarea, select, dialog';
const keysBox = document.getElementById('keys');

/** One-letter keys, quiet while a field has the focus or when switched off. */
export function shortcuts(actions) {
	document.addEventListener('keydown', (event) => {
		const action = actions[event.key];
		if (!action || !keysBox.checked || event.ctrlKey || event.metaKey
			|| event.altKey || event.defaultPrevented
			|| event.target.closest(FIELDS))
			return;
		event.preventDefault();
		action();
	});
}

/** What to do about an error, with a button where another try can help. */
export function wayOn({ kind }, retry) {
	const helps = retry && ['server', 'offline', 'timeout'].includes(kind);
	const again = helps ? el('button', { type: 'button' }, t('retry')) : null;
	again?.addEventListener('click', retry);
	return [el('p', null, t(`${kind}Hint`)), again && el('p', null, again)]
		.filter(Boolean);
}

/** A name for the window's title, without what could turn text around. */
export function titled(name) {
	const plain = name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
	document.title = plain ? `${plain} – Telusur` : 'Telusur';
}

const box = document.querySelector('input[type=search]');

keysBox.checked = recall('keys') !== 'off';
keysBox.addEventListener('change', () =>
	remember('keys', keysBox.checked ? 'on' : 'off'));

shortcuts({
	'/': () => {
		box.focus();
		box.select();
	},
	'?': () => location.assign('/bantuan'),
});

document.getElementById('language').addEventListener('click', async () => {
	const code = language === 'id' ? 'en' : 'id';
	try {
		await switchLanguage(code);
	} catch {
		announce(t('offlineError'), 300);
		return;
	}
	remember('language', code);
	for (const draw of redraws)
		draw();
});

if (recall('language') === 'en')
	await switchLanguage('en').catch(() => {});
