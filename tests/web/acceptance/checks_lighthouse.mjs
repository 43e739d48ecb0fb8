// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Lighthouse over the three pages, mobile and desktop, against the real
 * server: the median of several runs of each.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHROMIUM, FLAGS } from './browser.mjs';
import { Slow, assert, check, median } from './check.mjs';
import { load } from './tools.mjs';

const RUNS = 3;
const FULL_RUNS = 5;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const START_MS = 20_000;

/** A Chromium with a port for its protocol, and what ends it. */
async function startChromium() {
	const profile = mkdtempSync(path.join(tmpdir(), 'telusur-lighthouse-'));
	const child = spawn(CHROMIUM, [...FLAGS, '--remote-debugging-port=0',
		`--user-data-dir=${profile}`, 'about:blank'],
	{ stdio: 'ignore', detached: true });
	/* Its whole group: a child that outlives it goes on writing. */
	const kill = () => process.kill(-child.pid, 'SIGKILL');
	process.on('exit', kill);
	const end = Date.now() + START_MS;
	let port;
	while (!port) {
		assert(Date.now() < end, 'Chromium did not start');
		await new Promise((resolve) => {
			setTimeout(resolve, 50);
		});
		try {
			port = Number(readFileSync(
				path.join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0]);
		} catch {
			port = 0;
		}
	}
	return { port, stop: () => new Promise((resolve) => {
		process.off('exit', kill);
		child.on('exit', () => {
			/* What its children still write goes with the folder, or stays
			 * for the system to tidy: no reason to fail. */
			try {
				rmSync(profile, { recursive: true, force: true,
					maxRetries: 20, retryDelay: 100 });
			} catch (error) {
				console.error(`left behind: ${profile} (${error.code})`);
			}
			resolve();
		});
		kill();
	}) };
}

/** The audits that kept a category below 100. */
function lost({ categories, audits }) {
	return CATEGORIES.flatMap((name) => categories[name].auditRefs)
		.filter(({ id, weight }) => weight > 0 && audits[id].score !== null
			&& audits[id].score < 0.9)
		.map(({ id }) => `${id} ${audits[id].displayValue ?? ''}`.trim());
}

/** Whether 100 is the median of each, whatever the runs to come. */
function decided(scores, most) {
	return scores.every((list) =>
		list.filter((score) => score === 100).length > most / 2);
}

async function runs(context, address, config) {
	const lighthouse = (await load('lighthouse')).default;
	const scores = CATEGORIES.map(() => []);
	let why = [];
	const most = context.full ? FULL_RUNS : RUNS;
	for (let n = 0; n < most && !decided(scores, most); n++) {
		const chromium = await startChromium();
		try {
			const { lhr } = await lighthouse(context.real + address,
				{ port: chromium.port, logLevel: 'silent',
					onlyCategories: CATEGORIES }, config);
			assert(!lhr.runtimeError, lhr.runtimeError?.message);
			CATEGORIES.forEach((name, at) =>
				scores[at].push(Math.round(lhr.categories[name].score * 100)));
			why = [...new Set([...why, ...lost(lhr)])];
		} finally {
			await chromium.stop();
		}
	}
	return { scores: scores.map(median), why };
}

for (const form of ['mobile', 'desktop']) {
	for (const [name, address] of [['search', () => '/?q=keamanan+siber'],
		['help', () => '/bantuan'], ['reader', async (base) => {
			const response = await fetch(`${base}/api/v1/search?q=siber`);
			const { hits } = await response.json();
			return `/baca?id=${hits[0].id}&q=siber`;
		}]]) {
		check(`lighthouse: ${name}, ${form}`, async (context) => {
			const config = form === 'desktop' ? (await load(
				'lighthouse/core/config/desktop-config.js')).default : undefined;
			const measure = async () =>
				runs(context, await address(context.real), config);
			let { scores, why } = await measure();
			/* Another program may have had the machine. */
			if (scores.some((score) => score < 100))
				({ scores, why } = await measure());
			const text = `${scores.join('/')} (median of ${context.full
				? FULL_RUNS : RUNS})`;
			/* Performance comes first; it is measured by the clock. */
			assert(scores.slice(1).every((score) => score === 100),
				`${text}: ${why.join('; ')}`);
			if (scores[0] < 100)
				throw new Slow(`${text}: ${why.join('; ')}`);
			return text;
		});
	}
}
