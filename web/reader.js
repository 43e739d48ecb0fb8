/*
 * The reader page. Owns: fetching the essay of the address, its head (title,
 * source), the address as the reader goes through it, the bar that goes from
 * match to match and copies a citation, and the keys n and p.
 */
import { addressOf, ApiError, ask, questionOf } from './api.js';
import { readerAddress, sourceLine, sourcePage } from './essay.js';
import { t } from './i18n.js';
import {
	announce, el, onLanguage, settle, shortcuts, titled, wayOn,
} from './page.js';
import { MarkedText } from './marks.js';
import { Minimap } from './minimap.js';
import { noticeOf, showQuote } from './quote.js';
import './words.js';

const BUSY_AFTER_MS = 250;

const values = new URLSearchParams(location.search);
const id = values.get('id') ?? '';
const token = values.get('passage');
const { q, mode, exclude } = questionOf(location);
const searchAddress = addressOf({ q, mode, exclude });

const title = document.getElementById('title');
const source = document.getElementById('source');
const printed = document.getElementById('printed');
const bar = document.getElementById('bar');
const place = document.getElementById('place');
const said = document.getElementById('said');
const message = document.getElementById('message');
const article = document.getElementById('text');
const back = document.getElementById('back');

let essay = null;
let marked = null;
let minimap = null;
let failure = null;
let unmarked = null; /* why the essay is shown without its marks */

/** The token of the quoted passage, while its paragraph n is the current. */
function tokenAt(n) {
	return essay.passage?.paragraph === n ? token : null;
}

function drawHead() {
	title.lang = 'id';
	title.replaceChildren(el('bdi', null, essay.title));
	titled(essay.title);
	source.replaceChildren(...sourceLine(essay,
		sourcePage(essay.url), essay.extracted && t('extracted')));
	printed.textContent = new URL(readerAddress({}, essay.id), location).href;
	const notice = unmarked ? t(`${unmarked}Error`) : noticeOf(essay.passage, q);
	const hasPlace = essay.passage?.paragraph;
	message.replaceChildren(notice && !hasPlace
		? el('p', { class: 'note' }, notice) : '');
	said.textContent = hasPlace ? notice : '';
}

function drawPlace() {
	const total = marked.marks.length;
	place.textContent = !q || unmarked ? '' : total === 0 ? t('hitNone')
		: marked.current ? t('hitOf', { n: marked.at + 1, total })
			: t('hitCount', { n: total });
	for (const button of bar.querySelectorAll('[data-step]'))
		button.hidden = total === 0;
	minimap?.show(marked.at);
}

function drawFailure() {
	title.textContent = t(`${failure.kind}Error`);
	titled(title.textContent);
	message.replaceChildren(...wayOn(failure, load),
		el('p', null, el('a', { href: searchAddress },
			t(q ? 'backToResults' : 'newSearch'))));
}

function draw() {
	back.parentElement.hidden = Boolean(failure);
	back.textContent = t(q ? 'backToResults' : 'toSearch');
	if (failure) {
		drawFailure();
	} else if (marked) {
		drawHead();
		drawPlace();
		for (const number of article.querySelectorAll('.number'))
			number.setAttribute('aria-label',
				t('paragraph', { n: number.textContent }));
	}
}

/** The paragraph of the address, and the byte in it where it tells one. */
function addressed() {
	const [, n, byte] = /^#p(\d+)(?:\.(\d+))?$/.exec(location.hash) ?? [];
	return { n: Number(n), byte: Number(byte ?? 0) };
}

/** The address follows the reader; it quotes only what it stands at. */
function settled(n) {
	const before = addressed();
	history.replaceState(history.state, '', readerAddress(
		{ q, mode, exclude }, id, { paragraph: n, passage: tokenAt(n),
			byte: before.n === n && before.byte }));
}

/** Goes to the paragraph of the address. */
function follow() {
	const { n, byte } = addressed();
	if (n && marked.choose(n, byte))
		marked.reveal();
	drawPlace();
}

/** Goes to the quoted passage, where one is asked for; one that is gone has no
 * paragraph any more. */
function arrive() {
	const covered = getComputedStyle(bar).position === 'sticky'
		? bar.offsetHeight : 0;
	document.documentElement.style.scrollPaddingTop = `${covered + 20}px`;
	const { passage } = essay;
	if (!passage)
		follow();
	else if (marked.choose(passage.paragraph, passage.byteStart))
		marked.reveal(showQuote(marked.text, passage));
	drawPlace();
}

function sayPlace(wrapped) {
	drawPlace();
	const spoken = t('hitSpoken', {
		n: marked.at + 1, total: marked.marks.length,
		paragraph: marked.current.paragraph,
		form: marked.current.node.textContent,
	});
	said.textContent = wrapped;
	announce(wrapped ? `${wrapped} ${spoken}` : spoken, 300);
}

function step(by) {
	if (!marked?.marks.length)
		return;
	const wrapped = marked.step(by);
	sayPlace(wrapped ? t(by > 0 ? 'wrapFirst' : 'wrapLast') : '');
}

/** Copies the citation, or opens the dialog: at once, or as the way out. */
async function cite(atOnce) {
	try {
		const [{ citation, copyText, quoteFrom }, { openCitations }]
			= await Promise.all([import('./cite.js'), import('./styles.js')]);
		const quote = quoteFrom(marked);
		const passage = tokenAt(quote.n);
		const plain = citation(essay, quote, new URL(readerAddress({}, essay.id,
			{ paragraph: quote.n, passage }), location).href);
		if (!atOnce || !await copyText(plain)) {
			const { byteStart, byteEnd } = quote;
			openCitations({ id, plain,
				place: passage ? { passage } : { byteStart, byteEnd } },
			atOnce);
			return;
		}
		said.textContent = t('copied');
	} catch {
		said.textContent = t('offlineError');
	}
	announce(said.textContent, 300);
}

/** The essay; without marks or place where those cannot be read. */
async function fetchEssay() {
	const asked = { q, mode, exclude, passage: token };
	for (const name of Object.keys(asked))
		if (!asked[name])
			delete asked[name];
	const path = `documents/${encodeURIComponent(id)}`;
	try {
		return await ask(path, asked);
	} catch (error) {
		if (error.code === 'badPassage') {
			delete asked.passage;
			return { ...await ask(path, asked), passage: { status: 'broken' } };
		}
		if (!q || (error.kind !== 'query' && error.kind !== 'long'))
			throw error;
		unmarked = error.kind;
		return ask(path, {});
	}
}

async function load() {
	failure = null;
	message.replaceChildren();
	const busy = setTimeout(() => {
		message.replaceChildren(el('p', null, t('loading')));
	}, BUSY_AFTER_MS);
	try {
		essay = await fetchEssay();
		marked = new MarkedText(article, essay, settled);
		if (marked.marks.length) {
			minimap = new Minimap(marked.marks, marked.text.bytes.length,
				(index) => {
					marked.goTo(index);
					sayPlace('');
				});
			article.after(minimap.node);
		}
	} catch (error) {
		failure = error.kind ? error : new ApiError('server');
	}
	clearTimeout(busy);
	bar.hidden = !marked;
	draw();
	settle();
	if (failure) {
		announce(t(`${failure.kind}Error`), 300);
		return;
	}
	arrive();
	marked.text.fillFrom(marked.paragraph);
	if (message.textContent || said.textContent)
		announce(message.textContent || said.textContent);
}

bar.addEventListener('click', (event) => {
	const button = event.target.closest('button');
	if (button?.dataset.step)
		step(Number(button.dataset.step));
	else if (button)
		cite(button.id === 'copy');
});

back.href = searchAddress;
back.addEventListener('click', (event) => {
	const from = document.referrer && new URL(document.referrer);
	if (!from || from.origin !== location.origin || from.pathname !== '/'
		|| history.length < 2 || event.ctrlKey || event.metaKey || event.shiftKey)
		return;
	event.preventDefault();
	history.back();
});

document.querySelector('input[type=search]').value = q;
history.scrollRestoration = 'manual';
addEventListener('hashchange', () => marked && follow());
shortcuts({ n: () => step(1), p: () => step(-1) });
onLanguage(draw);
load();
