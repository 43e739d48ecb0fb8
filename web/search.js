/*
 * The search page. Owns: the box, the address and the history, and when the
 * server is asked. Typing replaces the address, Enter and links push one; the
 * newest question wins, answers to older ones are dropped. What answers look
 * like is in results.js and concordance.js, fetched with the first question.
 */
import {
	addressOf, ApiError, ask, askPage, isQuestion, questionOf,
} from './api.js';
import { t } from './i18n.js';
import { announce, el, onLanguage, settle, titled, wayOn } from './page.js';

const REST_MS = 150;
const BUSY_AFTER_MS = 250;
const LEAST_LETTERS = 2;

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
let settled = addressOf(questionOf(location));

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
		el('a', { href: addressOf({ q }), lang: 'id' }, q)));
	start.replaceChildren(
		el('p', { class: 'collection' }, documents ? t('collection', {
			n: documents, words: tokens,
		}) : t('collectionEmpty')),
		links.length ? el('div', { class: 'examples' },
			el('p', { id: 'examples' }, t('examples')),
			el('ul', { role: 'list', 'aria-labelledby': 'examples' }, links))
			: '',
		documents ? el('p', { class: 'examples' },
			el('a', { href: addressOf({ sort: 'judul' }) }, t('allEssays'))) : '');
}

function drawBusy() {
	start.hidden = true;
	section.hidden = false;
	section.setAttribute('aria-busy', 'true');
	tally.textContent = t('searching');
}

/** Puts the nodes into the list; what has an id and the focus keeps it. */
function fill(nodes) {
	start.hidden = true;
	section.hidden = false;
	const { id } = document.activeElement;
	const inside = list.contains(document.activeElement);
	list.replaceChildren(...nodes);
	if (inside && id)
		document.getElementById(id)?.focus({ preventScroll: true });
}

function drawAnswer({ drawPage }, answer, state) {
	draw = () => {
		const view = drawPage(answer, { state, go });
		tally.textContent = view.tally;
		fill(view.nodes);
		return view;
	};
	const view = draw();
	announce(view.spoken, view.empty ? 300 : 1200);
}

function drawTrouble(error, state) {
	const bytes = new TextEncoder().encode(state.q);
	draw = () => {
		const near = error.position < bytes.length
			&& t('queryNear', { text: new TextDecoder()
				.decode(bytes.subarray(error.position)).slice(0, 40) });
		const plain = addressOf({ q: state.q });
		tally.textContent = '';
		fill([
			el('p', { class: 'lead' }, t(`${error.kind}Error`)),
			near ? el('p', null, near) : '',
			...wayOn(error, () => show(state, { focus: true })),
			error.kind === 'query' && plain !== addressOf(state) ? el('p',
				null, el('a', { href: plain }, t('queryPlain'))) : '']);
	};
	draw();
	announce(t(`${error.kind}Error`), 300);
}

async function loadView({ view }) {
	try {
		return await (view ? import('./concordance.js') : import('./results.js'));
	} catch {
		throw new ApiError('offline');
	}
}

/** Shows a state: the start view, or the answer once it is there. */
async function show(state, { focus = false, y = null } = {}) {
	stopAsking();
	titled(state.q.slice(0, 100));
	if (shown !== addressOf(state)) {
		shown = null;
		if (!isQuestion(state)) {
			draw = drawStart;
			draw();
		} else if (!await answerTo(state)) {
			return;
		}
	} else {
		draw();
	}
	settle();
	if (focus && !list.contains(document.activeElement)) {
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
		const [view, answer] = await Promise.all(
			[loadView(state), askPage(state, mine.signal)]);
		if (asking !== mine)
			return false;
		drawAnswer(view, answer, state);
		shown = addressOf(state);
	} catch (error) {
		if (asking !== mine)
			return false;
		drawTrouble(error.kind ? error : new ApiError('server'), state);
	}
	stopAsking();
	return true;
}

/** Goes to a state as a step of its own, that Back can undo. */
function go(state) {
	history.replaceState(history.state, '', settled);
	if (addressOf(state) !== settled) {
		settled = addressOf(state);
		history.pushState(null, '', settled);
	}
	box.value = state.q;
	show(state, { focus: isQuestion(state) });
}

let scrolling;

function keepScroll() {
	clearTimeout(scrolling);
	history.replaceState({ y: scrollY }, '');
}

/** What is in the box, asked in the way chosen; other words, all forms. */
function typed() {
	const now = questionOf(location);
	const q = box.value.trim();
	return questionOf(new URL(addressOf({
		...now, q, page: 1, exclude: q === now.q ? now.exclude : '',
	}), location));
}

box.addEventListener('input', () => {
	stopAsking();
	const state = typed();
	if (state.q && [...state.q].length < LEAST_LETTERS)
		return;
	loadView(state).catch(() => { /* asking will tell */ });
	resting = setTimeout(() => {
		history.replaceState(null, '', addressOf(state));
		show(state);
	}, state.q ? REST_MS : 0);
});

box.form.addEventListener('submit', (event) => {
	event.preventDefault();
	go(typed());
});

document.addEventListener('click', (event) => {
	const link = event.target.closest('main a[href^="/?"], main a[href="/"]');
	if (!link || event.button || event.ctrlKey || event.metaKey
		|| event.shiftKey || event.altKey)
		return;
	event.preventDefault();
	keepScroll();
	go(questionOf(link));
});

onLanguage(() => draw());

addEventListener('scroll', () => {
	clearTimeout(scrolling);
	scrolling = setTimeout(keepScroll, 200);
}, { passive: true });
addEventListener('pagehide', keepScroll);
addEventListener('popstate', () => {
	clearTimeout(scrolling);
	const state = questionOf(location);
	settled = addressOf(state);
	if (settled === shown && location.hash)
		return;
	box.value = state.q;
	show(state, { y: history.state?.y ?? 0 });
});
addEventListener('online', () => {
	if (!shown && isQuestion(questionOf(location)))
		show(questionOf(location));
});

history.scrollRestoration = 'manual';
const early = !questionOf(location).q && box.value.trim();
if (!early)
	box.value = questionOf(location).q;
show(questionOf(location), { y: history.state?.y ?? null });
if (!isQuestion(typed()))
	box.focus();
if (early) /* typed before this module ran */
	box.dispatchEvent(new Event('input'));
ask('stats', {}).then((answer) => {
	stats = answer;
	if (!start.hidden && !asking)
		drawStart();
}, () => { /* The start view does without figures and examples. */ });
