/*
 * The search page. Owns: the box, the address and the history, and when the
 * server is asked. Typing replaces the address, Enter and links push one; the
 * newest question wins, answers to older ones are dropped. What results look
 * like is in results.js, fetched with the first question.
 */
import { ApiError, readStats, searchEssays } from './api.js';
import { t } from './i18n.js';
import { announce, el, onLanguage, settleFoot, wayOn } from './page.js';

const REST_MS = 150;
const BUSY_AFTER_MS = 250;
const LEAST_LETTERS = 2;
const PAGE_SIZE = 10;
const LAST_PAGE = 1000;

const box = document.getElementById('q');
const start = document.getElementById('start');
const section = document.getElementById('results');
const heading = document.getElementById('results-heading');
const tally = document.getElementById('tally');
const list = document.getElementById('list');

let resting;
let busy;
let asking = null;
let shown = null;
let draw = () => drawStart();
let stats = null;
let settled = address(stateOf(location));

function stateOf(url) {
	const values = new URLSearchParams(url.search);
	const page = Number.parseInt(values.get('halaman'), 10);
	return {
		q: (values.get('q') ?? '').trim(),
		page: Math.min(Math.max(page || 1, 1), LAST_PAGE),
	};
}

function address({ q, page }) {
	const values = new URLSearchParams();
	if (q)
		values.set('q', q);
	if (page > 1)
		values.set('halaman', page);
	return values.size ? `/?${values}` : '/';
}

function stopAsking() {
	clearTimeout(resting);
	clearTimeout(busy);
	asking?.abort();
	asking = null;
	section.removeAttribute('aria-busy');
}

function drawStart() {
	start.hidden = false;
	section.hidden = true;
	if (!stats)
		return;
	const { documents = 0, tokens = 0, examples } = stats;
	const links = (examples ?? []).slice(0, 5).map((q) => el('li', null,
		el('a', { href: address({ q, page: 1 }), lang: 'id' }, q)));
	start.replaceChildren(
		el('p', { class: 'collection' }, documents ? t('collection', {
			n: documents, words: tokens,
		}) : t('collectionEmpty')),
		links.length ? el('div', { class: 'examples' },
			el('p', { id: 'examples' }, t('examples')),
			el('ul', { role: 'list', 'aria-labelledby': 'examples' }, links))
			: '');
}

function drawBusy() {
	start.hidden = true;
	section.hidden = false;
	section.setAttribute('aria-busy', 'true');
	tally.textContent = t('searching');
}

function drawAnswer({ drawResults }, answer, state) {
	draw = () => {
		section.removeAttribute('aria-busy');
		start.hidden = true;
		section.hidden = false;
		const view = drawResults(answer, state, address, PAGE_SIZE);
		tally.textContent = view.tally;
		list.replaceChildren(...view.nodes);
		return view;
	};
	const view = draw();
	announce(view.spoken, view.empty ? 300 : 1200);
}

function drawTrouble(error, state) {
	draw = () => {
		start.hidden = true;
		section.hidden = false;
		tally.textContent = '';
		const bytes = new TextEncoder().encode(state.q);
		const near = error.position < bytes.length
			&& t('queryNear', { text: new TextDecoder()
				.decode(bytes.subarray(error.position)).slice(0, 40) });
		list.replaceChildren(
			el('p', { class: 'lead' }, t(`${error.kind}Error`)),
			near ? el('p', null, near) : '',
			...wayOn(error, error.kind !== 'query'
				&& (() => show(state, { focus: true }))));
	};
	draw();
	announce(t(`${error.kind}Error`), 300);
}

function ask(state, signal) {
	return Promise.all([
		import('./results.js').catch(() => {
			throw new ApiError('offline');
		}),
		searchEssays(state.q, (state.page - 1) * PAGE_SIZE, PAGE_SIZE, signal),
	]);
}

/** Shows a state: the start view, or the answer once it is there. */
async function show(state, { focus = false, y = null } = {}) {
	stopAsking();
	document.title = state.q ? `${state.q} – Telusur` : 'Telusur';
	if (shown !== address(state)) {
		shown = null;
		if (!state.q) {
			draw = drawStart;
			draw();
		} else if (!await answerTo(state)) {
			return;
		}
	} else {
		draw();
	}
	settleFoot();
	if (focus) {
		heading.focus({ preventScroll: true });
		heading.scrollIntoView({ block: 'nearest' });
	}
	if (y !== null)
		scrollTo(0, y);
}

/** Asks and draws; false when a newer question came in between. */
async function answerTo(state) {
	const mine = new AbortController();
	asking = mine;
	busy = setTimeout(drawBusy, BUSY_AFTER_MS);
	try {
		const [results, answer] = await ask(state, mine.signal);
		if (asking !== mine)
			return false;
		stopAsking();
		drawAnswer(results, answer, state);
		shown = address(state);
	} catch (error) {
		if (asking !== mine)
			return false;
		stopAsking();
		drawTrouble(error.kind ? error : new ApiError('server'), state);
	}
	return true;
}

/** Goes to a state as a step of its own, that Back can undo. */
function go(state) {
	history.replaceState(history.state, '', settled);
	if (address(state) !== settled) {
		settled = address(state);
		history.pushState(null, '', settled);
	}
	box.value = state.q;
	show(state, { focus: Boolean(state.q) });
}

let scrolling;

function keepScroll() {
	clearTimeout(scrolling);
	history.replaceState({ y: scrollY }, '');
}

box.addEventListener('input', () => {
	stopAsking();
	const state = { q: box.value.trim(), page: 1 };
	if (state.q && [...state.q].length < LEAST_LETTERS)
		return;
	resting = setTimeout(() => {
		history.replaceState(null, '', address(state));
		show(state);
	}, state.q ? REST_MS : 0);
});

box.form.addEventListener('submit', (event) => {
	event.preventDefault();
	go({ q: box.value.trim(), page: 1 });
});

document.addEventListener('click', (event) => {
	const link = event.target.closest('main a[href^="/?"], main a[href="/"]');
	if (!link || event.button || event.ctrlKey || event.metaKey
		|| event.shiftKey || event.altKey)
		return;
	event.preventDefault();
	keepScroll();
	go(stateOf(link));
});

onLanguage(() => draw());

addEventListener('scroll', () => {
	clearTimeout(scrolling);
	scrolling = setTimeout(keepScroll, 200);
}, { passive: true });
addEventListener('pagehide', keepScroll);
addEventListener('popstate', () => {
	clearTimeout(scrolling);
	const state = stateOf(location);
	settled = address(state);
	if (settled === shown && location.hash)
		return;
	box.value = state.q;
	show(state, { y: history.state?.y ?? 0 });
});
addEventListener('online', () => {
	if (!shown && box.value.trim())
		show(stateOf(location));
});

history.scrollRestoration = 'manual';
const early = !stateOf(location).q && box.value.trim();
if (!early)
	box.value = stateOf(location).q;
show(stateOf(location), { y: history.state?.y ?? null });
if (!box.value)
	box.focus();
if (early) /* typed before this module ran */
	box.dispatchEvent(new Event('input'));
readStats().then((answer) => {
	stats = answer;
	if (!start.hidden)
		drawStart();
}, () => { /* The start view does without figures and examples. */ });
