// SPDX-License-Identifier: GPL-3.0-or-later
/* Chromium moves on while playwright-core is pinned: does it drive at all? */
import { assert, check } from './check.mjs';
import { parts } from './pages.mjs';

check('driver: opens, types, presses, reads', async (context) => {
	const page = await context.page();
	await page.goto(context.mock);
	await parts.box(page).fill('siber');
	await page.keyboard.press('End');
	await page.keyboard.type(' a');
	const value = await parts.box(page).inputValue();
	assert(value === 'siber a', `typed "siber a", it holds "${value}"`);
	const snapshot = await page.locator('body').ariaSnapshot();
	assert(snapshot.includes('searchbox'), snapshot);
	return `Chromium ${context.browser.version()}`;
});

check('driver: a script that is put into a page is noted as blocked',
	async (context) => {
		const page = await context.page();
		await page.goto(context.mock);
		await page.evaluate(() => {
			document.body.append(Object.assign(document.createElement('img'),
				{ src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }));
		});
		await page.waitForFunction(() => noted.blocked.length > 0);
	});
