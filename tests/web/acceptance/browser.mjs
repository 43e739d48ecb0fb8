// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Debian's Chromium, driven by playwright-core. Owns: how it is started, the
 * pages that checks open (closed after each check), and what is noted in every
 * page: dialogs, blocked content, layout shifts, announcements.
 */
import { load } from './tools.mjs';

export const CHROMIUM = process.env.TELUSUR_CHROMIUM ?? '/usr/bin/chromium';
export const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu',
	'--disable-quic', '--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

/** Runs in each page before its own scripts. */
function watch() {
	window.noted = { blocked: [], shifted: 0, spoken: [] };
	window.hit = () => noted.blocked.push('a hostile string ran');
	document.addEventListener('securitypolicyviolation', (event) =>
		noted.blocked.push(`${event.violatedDirective} ${event.sample}`));
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries())
			noted.shifted += entry.hadRecentInput ? 0 : entry.value;
	}).observe({ type: 'layout-shift', buffered: true });
	new MutationObserver((records) => {
		for (const { target } of records) {
			const element = target.closest ? target : target.parentElement;
			const live = element?.closest('[role=status], [role=alert], [aria-live]');
			const text = live?.textContent.trim();
			if (text)
				noted.spoken.push(text);
		}
	}).observe(document, { subtree: true, childList: true, characterData: true });
}

export async function openBrowser(servers, options) {
	const { chromium } = (await load('playwright-core')).default;
	const browser = await chromium.launch({
		executablePath: CHROMIUM, args: FLAGS, chromiumSandbox: false });
	const contexts = [];
	return {
		...servers, ...options, browser,
		/** A page of its own profile; dialogs are noted and dismissed. */
		async page(more = {}) {
			const context = await browser.newContext({
				viewport: { width: 1000, height: 800 }, locale: 'id-ID', ...more });
			contexts.push(context);
			await context.addInitScript(watch);
			const page = await context.newPage();
			page.dialogs = [];
			page.on('dialog', (dialog) => {
				page.dialogs.push(dialog.message());
				dialog.dismiss();
			});
			page.setDefaultTimeout(15_000);
			return page;
		},
		async tidy() {
			for (const context of contexts.splice(0))
				await context.close();
		},
		async close() {
			await browser.close();
		},
	};
}
