// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Each state of the pages, light and dark: axe finds nothing, text and marks
 * stand out, and what a screen reader is told is what it was told before.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assert, check } from './check.mjs';
import { inkOf } from './ink.mjs';
import { open, states } from './pages.mjs';
import { read } from './tools.mjs';

const SCHEMES = ['light', 'dark'];
const TEXT_RATIO = 7;
const LINE_RATIO = 3;

async function violations(page) {
	await page.evaluate(read('axe-core/axe.min.js'));
	const { violations: found } = await page.evaluate(() => axe.run(document, {
		resultTypes: ['violations'] }));
	return found.map(({ id, nodes }) =>
		`${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** The lowest contrast of a text, and of the line below a mark. */
async function contrast(page) {
	const { texts, lines } = await page.evaluate(inkOf);
	const worst = (list) => list.reduce((a, b) =>
		(b.ratio < a.ratio ? b : a), { ratio: 21 });
	const text = worst(texts);
	const line = worst(lines);
	const say = (one) => `${one.ratio.toFixed(2)}:1 ${one.what ?? ''}`;
	assert(texts.length > 0, 'no text was seen');
	assert(text.ratio >= TEXT_RATIO, `text ${say(text)}`);
	assert(line.ratio >= LINE_RATIO, `mark's line ${say(line)}`);
	return `text ${say(text)}${lines.length
		? `, mark's line ${say(line)}` : ''}`;
}

for (const name of Object.keys(states)) {
	for (const colorScheme of SCHEMES) {
		check(`axe and contrast: ${name}, ${colorScheme}`, async (context) => {
			const page = await context.page({ colorScheme });
			await open(page, context.mock, name);
			const figure = await contrast(page);
			const found = await violations(page);
			assert(found.length === 0, found.join('; '));
			return `0 violations, ${figure}`;
		});
	}
	check(`snapshot: ${name}`, async (context) => {
		const page = await context.page();
		await open(page, context.mock, name);
		const file = fileURLToPath(new URL(
			`snapshots/${name.replaceAll(' ', '-')}.yml`, import.meta.url));
		/* What is said comes some time after what is shown. */
		const seen = (await page.locator('body').ariaSnapshot())
			.replace(/^- status:.*$/m, '- status');
		const now = `${seen}\n`;
		if (context.update)
			writeFileSync(file, now);
		assert(existsSync(file), `${file} is missing (--update writes it)`);
		const golden = readFileSync(file, 'utf8').split('\n');
		const at = now.split('\n').findIndex((line, n) => line !== golden[n]);
		assert(golden.join('\n') === now, `line ${at + 1} was "${golden[at]
			?.trim()}", is "${now.split('\n')[at]?.trim()}"`);
		return `${golden.length - 1} lines`;
	});
}
