// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The whole way by keyboard alone: search, reader, third hit, citation, Back;
 * and that nothing jumps on the way. Against the real server.
 */
import { assert, atMost, check } from './check.mjs';
import { parts, waitForResults } from './pages.mjs';

const MOST_TABS = 12;

/** Whether what has the focus shows it, and is in the window. */
function focusShows() {
	const element = document.activeElement;
	const box = element.getBoundingClientRect();
	const style = getComputedStyle(element);
	const ring = (style.outlineStyle !== 'none'
		&& Number.parseFloat(style.outlineWidth) >= 1)
		|| style.boxShadow !== 'none';
	const inside = box.bottom > 0 && box.top < innerHeight;
	return ring && inside && element.matches(':focus-visible') ? ''
		: `${element.tagName} "${element.textContent.trim().slice(0, 30)}"`;
}

/** Presses keys, counts them, and looks at the focus after each. */
class Hands {
	presses = 0;
	way = [];

	constructor(page) {
		this.page = page;
	}

	async press(key, { look = true } = {}) {
		this.presses++;
		this.way.push(key);
		await this.page.keyboard.press(key);
		const lost = look ? await this.page.evaluate(focusShows) : '';
		assert(!lost, `after ${this.way.join(' ')} the focus is not seen: ${lost}`);
	}

	/** Alt and arrow, which a headless browser does not know. */
	async back() {
		this.presses++;
		this.way.push('Back');
		await this.page.goBack();
	}

	/** Goes by Tab until the focus is on the part, forwards or backwards. */
	async reach(part) {
		const isBefore = await part.evaluate((node) => Boolean(document
			.activeElement.compareDocumentPosition(node)
				& Node.DOCUMENT_POSITION_PRECEDING));
		const key = isBefore ? 'Shift+Tab' : 'Tab';
		for (let n = 0; n < MOST_TABS; n++) {
			await this.press(key);
			if (await part.evaluate((node) => node === document.activeElement))
				return;
		}
		assert(false, `not reached: ${this.way.join(' ')}`);
	}
}

check('keyboard: search, reader, third hit, citation, Back', async (context) => {
	const page = await context.page(
		{ permissions: ['clipboard-read', 'clipboard-write'] });
	await page.goto(context.real);
	const hands = new Hands(page);
	await parts.box(page).focus();
	await page.keyboard.type('keamanan siber');
	await waitForResults(page);
	await hands.press('ArrowDown');
	await hands.press('Enter', { look: false });
	await page.waitForURL(/\/baca\?/);
	await parts.place(page).waitFor();
	for (let n = 0; n < 3; n++)
		await hands.press('n');
	await hands.reach(parts.copy(page));
	await hands.press('Enter');
	const dialog = page.getByRole('dialog');
	await page.getByText(/disalin/i).or(dialog).first().waitFor();
	if (await dialog.isVisible())
		await hands.press('Escape');
	await hands.back();
	await page.waitForURL(/\/\?q=/);
	await waitForResults(page);
	return `${atMost(hands.presses, 12, ' presses')}: ${hands.way.join(' ')}`;
});

check('keyboard: every stop of each page shows the focus', async (context) => {
	let stops = 0;
	for (const address of ['/', '/?q=keamanan', '/bantuan']) {
		const page = await context.page();
		await page.goto(context.real + address);
		await page.waitForLoadState('networkidle');
		const hands = new Hands(page);
		await page.evaluate(() => document.activeElement.blur());
		for (let n = 0; n < 25; n++) {
			await page.keyboard.press('Tab');
			if (await page.evaluate(() => document.activeElement === document.body))
				break;
			const lost = await page.evaluate(focusShows);
			assert(!lost, `${address}, stop ${n + 1}: ${lost}`);
			stops++;
		}
		assert(hands.presses === 0 && stops > 0, 'no stop');
	}
	return `${stops} stops`;
});

check('CLS over a session', async (context) => {
	const page = await context.page();
	let sum = 0;
	const add = async () => {
		sum += await page.evaluate(() => noted.shifted);
	};
	await page.goto(context.real);
	await page.getByText(/\d esai/).first().waitFor();
	await page.keyboard.type('keamanan siber', { delay: 40 });
	await waitForResults(page);
	await page.waitForTimeout(700);
	await add();
	await parts.hits(page).first().click();
	await page.waitForURL(/\/baca\?/);
	await parts.place(page).waitFor();
	await page.keyboard.press('n');
	await page.waitForTimeout(700);
	await add();
	await page.goBack();
	await waitForResults(page);
	await page.waitForTimeout(700);
	await add();
	await page.goto(`${context.real}/bantuan`);
	await page.waitForTimeout(700);
	await add();
	return atMost(sum, 0.01);
});
