/*
 * The reader page. Owns: fetching the essay of the address, its head (title,
 * source), the bar that goes from match to match and copies a citation, and
 * the keys n and p. The text itself is in marks.js, citations in cite.js.
 */
import { ApiError, readEssay } from './api.js';
import { date, t } from './i18n.js';
import {
	announce, dotted, el, onLanguage, settleFoot, shortcuts, wayOn,
} from './page.js';
import { MarkedText } from './marks.js';

const BUSY_AFTER_MS = 250;

const values = new URLSearchParams(location.search);
const id = values.get('id') ?? '';
const q = (values.get('q') ?? '').trim();
const searchAddress = q ? `/?${new URLSearchParams({ q })}` : '/';

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
let failure = null;

/** A link only for addresses of the web; anything else stays text. */
function sourcePage(url) {
	return /^https?:\/\//i.test(url ?? '')
		&& el('a', { href: url, rel: 'noreferrer' }, t('sourcePage'));
}

function drawHead() {
	title.lang = 'id';
	title.replaceChildren(el('bdi', null, essay.title));
	document.title = `${essay.title} – Telusur`;
	source.replaceChildren(...dotted([
		essay.author && el('bdi', null, essay.author),
		essay.date && date(essay.date),
		el('bdi', { class: 'path' }, essay.path),
		sourcePage(essay.url)]));
	if (essay.extracted)
		source.append(' ', t('extracted'));
	printed.textContent = new URL(
		`/baca?id=${encodeURIComponent(essay.id)}`, location.href).href;
}

function drawPlace() {
	const total = marked.marks.length;
	place.textContent = !q ? '' : total === 0 ? t('hitNone')
		: marked.current ? t('hitOf', { n: marked.at + 1, total })
			: t('hitCount', { n: total });
	for (const button of bar.querySelectorAll('[data-step]'))
		button.hidden = total === 0;
}

function draw() {
	back.parentElement.hidden = Boolean(failure);
	back.textContent = t(q ? 'backToResults' : 'toSearch');
	if (failure) {
		const retry = ['offline', 'server', 'timeout'].includes(failure.kind);
		title.textContent = t(`${failure.kind}Error`);
		message.replaceChildren(...wayOn(failure, retry && load),
			el('p', null, el('a', { href: searchAddress },
				t(q ? 'backToResults' : 'newSearch'))));
	} else if (marked) {
		drawHead();
		drawPlace();
		said.textContent = '';
		for (const number of article.querySelectorAll('.number'))
			number.setAttribute('aria-label',
				t('paragraph', { n: Number(number.textContent) }));
	}
}

/** Goes to the paragraph of the address once the text is there. */
function arrive() {
	const n = Number(/^#p(\d+)$/.exec(location.hash)?.[1]);
	if (n && marked.choose(n))
		marked.reveal();
	drawPlace();
}

function step(by) {
	if (!marked?.marks.length)
		return;
	const wrapped = marked.step(by);
	drawPlace();
	const spoken = t('hitSpoken', {
		n: marked.at + 1, total: marked.marks.length,
		paragraph: marked.current.paragraph,
		form: marked.current.node.textContent,
	});
	said.textContent = wrapped ? t(by > 0 ? 'wrapFirst' : 'wrapLast') : '';
	announce(wrapped ? `${said.textContent} ${spoken}` : spoken, 300);
}

async function copy() {
	try {
		const { citation, copyText, quoteFrom } = await import('./cite.js');
		if (!await copyText(citation(essay, quoteFrom(marked))))
			return;
		said.textContent = t('copied');
	} catch {
		said.textContent = t('offlineError');
	}
	announce(said.textContent, 300);
}

async function load() {
	failure = null;
	message.replaceChildren();
	const busy = setTimeout(() => {
		message.replaceChildren(el('p', null, t('loading')));
	}, BUSY_AFTER_MS);
	try {
		essay = await readEssay(id, q);
		marked = new MarkedText(article, essay);
	} catch (error) {
		failure = error.kind ? error : new ApiError('server');
	}
	clearTimeout(busy);
	message.replaceChildren();
	bar.hidden = !marked;
	draw();
	settleFoot();
	if (failure)
		announce(t(`${failure.kind}Error`), 300);
	else
		arrive();
}

bar.addEventListener('click', (event) => {
	const button = event.target.closest('button');
	if (button?.dataset.step)
		step(Number(button.dataset.step));
	else if (button)
		copy();
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
addEventListener('hashchange', () => marked && arrive());
shortcuts({ n: () => step(1), p: () => step(-1) });
onLanguage(draw);
load();
