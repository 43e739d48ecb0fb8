// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Narrow windows, large type, wide spacing: nothing makes the page scroll
 * sideways.
 */
import { assert, check } from './check.mjs';
import { open, states } from './pages.mjs';

/* Zoom makes the window of 1280 x 1024 as many CSS pixels as it leaves. */
const layouts = {
	'320 px': { width: 320, height: 640 },
	'200 %': { width: 640, height: 512 },
	'400 %': { width: 320, height: 256 },
	'text at 200 %': { width: 1280, height: 1024, css: 'html{font-size:200%!important}' },
	'text spacing': { width: 320, height: 640, css: '*{line-height:1.5!important;'
		+ 'letter-spacing:.12em!important;word-spacing:.16em!important}'
		+ 'p{margin-bottom:2em!important}' },
};

/** Puts the page into a layout; the page's policy has no say in the style. */
async function layOut(page, { width, height, css = '' }) {
	await page.setViewportSize({ width, height });
	await page.evaluate((text) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text);
		document.adoptedStyleSheets = [sheet];
	}, css);
}

/** What the page is wider than its window by, in words; '' when it is not. */
function overflow() {
	const { scrollWidth, clientWidth } = document.documentElement;
	if (scrollWidth <= clientWidth)
		return '';
	const wide = [...document.body.querySelectorAll('*')].filter((element) =>
		element.getBoundingClientRect().right > clientWidth).at(-1);
	return `${scrollWidth} px in ${clientWidth}: ${wide?.tagName} "${
		wide?.textContent.slice(0, 30)}"`;
}

for (const state of Object.keys(states)) {
	check(`layout: ${state}, no sideways scroll`, async (context) => {
		const page = await context.page();
		await open(page, context.mock, state);
		const wide = [];
		for (const [name, layout] of Object.entries(layouts)) {
			await layOut(page, layout);
			const found = await page.evaluate(overflow);
			if (found)
				wide.push(`${name}: ${found}`);
		}
		assert(wide.length === 0, wide.join('; '));
		return Object.keys(layouts).join(', ');
	});
}

check('layout: the longest words of a hostile essay fit into 320 px',
	async (context) => {
		const page = await context.page({ viewport: { width: 320, height: 640 } });
		for (const address of ['/?q=jahat', '/?q=namajahat', '/baca?id=jahat40']) {
			await page.goto(context.real + address);
			await page.getByRole('main').getByText(/jahat/)
				.filter({ visible: true }).first().waitFor();
			const found = await page.evaluate(overflow);
			assert(!found, `${address}: ${found}`);
		}
	});
