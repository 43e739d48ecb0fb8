// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Hostile strings as queries, titles, authors, texts, addresses and names of
 * files: they stay text. Against the real server and its real index.
 */
import { assert, check } from './check.mjs';
import { hostile, hostileNames } from './hostile.mjs';
import { parts } from './pages.mjs';

/** What no text of ours may become; runs in the page. */
function strangers() {
	const ours = new Set(['A', 'ARTICLE', 'ASIDE', 'B', 'BDI', 'BLOCKQUOTE',
		'BR', 'BUTTON', 'CAPTION', 'CITE', 'CODE', 'DD', 'DETAILS', 'DIALOG', 'DIV', 'DL', 'DT', 'EM',
		'FIELDSET', 'FOOTER', 'FORM', 'H1', 'H2', 'H3', 'H4', 'HEADER', 'I', 'INPUT', 'KBD', 'LABEL',
		'LEGEND', 'LI', 'MAIN', 'MARK', 'NAV', 'NOSCRIPT', 'OL', 'OPTGROUP', 'OPTION', 'OUTPUT', 'P', 'Q', 'SEARCH',
		'SECTION', 'SELECT', 'SMALL', 'SPAN', 'STRONG', 'SUMMARY', 'TABLE', 'TBODY', 'TD', 'TEXTAREA', 'TH', 'THEAD', 'TIME', 'TR', 'UL']);
	const header = document.querySelector('header');
	const found = [];
	for (const element of document.body.querySelectorAll('*')) {
		const drawn = element.closest('svg[aria-hidden=true]');
		if (!ours.has(element.tagName) && !header?.contains(element) && !drawn)
			found.push(element.tagName);
		for (const { name, value } of element.attributes) {
			const isAddress = ['href', 'src', 'action', 'formaction']
				.includes(name);
			/* The reader's own guess at the height of what is not drawn. */
			const isHeight = name === 'style'
				&& /^contain-intrinsic-block-size: auto [\d.]+rem;$/.test(value);
			if (/^on/.test(name) || (name === 'style' && !isHeight))
				found.push(`${element.tagName} ${name}`);
			if (isAddress && !/^(https?:)?[/?#]|^https?:/i.test(value))
				found.push(`${name}=${value}`);
		}
	}
	return [...found, ...noted.blocked];
}

async function expectTextAlone(page, what) {
	await page.evaluate(() => new Promise((done) => {
		requestAnimationFrame(() => setTimeout(done));
	}));
	const found = await page.evaluate(strangers);
	assert(found.length === 0 && page.dialogs.length === 0,
		`${JSON.stringify(what)}: ${[...found, ...page.dialogs].join('; ')}`);
}

check('hostile strings: enough of them, all different', () => {
	assert(new Set(hostile).size === hostile.length, 'some are the same');
	assert(hostile.length >= 100 && hostileNames.length >= 50,
		`${hostile.length}, ${hostileNames.length} names`);
	return `${hostile.length} strings, ${hostileNames.length} file names`;
});

check('hostile strings: as queries', async (context) => {
	const page = await context.page();
	await page.goto(context.real);
	for (const q of hostile) {
		await page.goto(`${context.real}/?q=${encodeURIComponent(q)}`);
		await page.getByRole('contentinfo').waitFor();
		await expectTextAlone(page, q);
	}
	await parts.box(page).fill(hostile[0]);
	await page.waitForTimeout(400);
	await expectTextAlone(page, hostile[0]);
	return `${hostile.length} queries, 0 dialogs, 0 elements, 0 reports`;
});

for (const [what, word, least] of [
	['titles, authors, texts and addresses', 'jahat', hostile.length],
	['names of files', 'namajahat', hostileNames.length]]) {
	check(`hostile strings: as ${what}, in the results`, async (context) => {
		const page = await context.page();
		let seen = 0;
		for (let number = 1; number <= Math.ceil(least / 10); number++) {
			await page.goto(`${context.real}/?q=${word}&halaman=${number}`);
			await parts.hits(page).first().waitFor();
			seen += await parts.hits(page).count();
			await expectTextAlone(page, `${word}, page ${number}`);
		}
		assert(seen >= least, `only ${seen} of ${least} were seen`);
		return `${seen} essays, 0 dialogs, 0 elements, 0 reports`;
	});
}

check('hostile strings: in the reader', async (context) => {
	const page = await context.page();
	for (let n = 0; n < hostile.length; n++) {
		await page.goto(`${context.real}/baca?id=jahat${n}&q=jahat`);
		await page.getByRole('article').locator('mark').first().waitFor();
		await expectTextAlone(page, hostile[n]);
	}
	return `${hostile.length} essays, 0 dialogs, 0 elements, 0 reports`;
});
