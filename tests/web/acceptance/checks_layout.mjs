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

/** A stylesheet that the page's policy has no say in. */
function addStyle(page, css) {
	return page.evaluate((text) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text);
		document.adoptedStyleSheets.push(sheet);
	}, css);
}

for (const [name, { width, height, css }] of Object.entries(layouts)) {
	check(`layout: ${name}, no sideways scroll in any state`, async (context) => {
		const wide = [];
		for (const state of Object.keys(states)) {
			const page = await context.page({ viewport: { width, height } });
			await open(page, context.mock, state);
			if (css)
				await addStyle(page, css);
			const [whole, seen] = await page.evaluate(() => [
				document.documentElement.scrollWidth,
				document.documentElement.clientWidth]);
			if (whole > seen)
				wide.push(`${state}: ${whole} px in ${seen}`);
			await context.tidy();
		}
		assert(wide.length === 0, wide.join(', '));
		return `${Object.keys(states).length} states`;
	});
}

check('layout: the longest words of a hostile essay fit into 320 px',
	async (context) => {
		const page = await context.page({ viewport: { width: 320, height: 640 } });
		for (const address of ['/?q=jahat', '/?q=namajahat', '/baca?id=jahat40']) {
			await page.goto(context.real + address);
			await page.getByRole('main').getByText(/jahat/).first().waitFor();
			const [whole, seen] = await page.evaluate(() => [
				document.documentElement.scrollWidth,
				document.documentElement.clientWidth]);
			assert(whole <= seen, `${address}: ${whole} px in ${seen}`);
		}
	});
