// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What travels: the first visit, the second, and what a browser is told about
 * searching here. Against the real server.
 */
import http from 'node:http';
import https from 'node:https';
import { gzipSync } from 'node:zlib';
import { assert, atMost, check } from './check.mjs';

const KB = 1024;
const SETTLED_MS = 600;

/** The length of a body as it comes over the wire. */
function bodyLength(url, coding) {
	const { get } = url.startsWith('https:') ? https : http;
	return new Promise((resolve, reject) => {
		get(url, { headers: { 'Accept-Encoding': coding } }, (response) => {
			let length = 0;
			response.on('data', (data) => {
				length += data.length;
			});
			response.on('end', () => resolve(length));
		}).on('error', reject);
	});
}

/** The addresses that the start page asks for until it rests. */
async function firstVisit(context) {
	const page = await context.page();
	const urls = [];
	page.on('request', (request) => urls.push(request.url()));
	await page.goto(context.real);
	await page.getByText(/\d esai/).first().waitFor();
	await page.waitForTimeout(SETTLED_MS);
	return urls;
}

async function weigh(urls, coding) {
	let sum = 0;
	for (const url of urls)
		sum += await bodyLength(url, coding);
	return sum;
}

check('first visit: requests', async (context) => {
	const urls = await firstVisit(context);
	return `${atMost(urls.length, 8)}: ${urls
		.map((url) => new URL(url).pathname.split('/').at(-1) || '/').join(' ')}`;
});

check('first visit: KB in gzip', async (context) => {
	const urls = await firstVisit(context);
	const brotli = await weigh(urls, 'br');
	return `${atMost(await weigh(urls, 'gzip') / KB, 16, ' KB')}, ${
		(brotli / KB).toFixed(2)} KB in brotli`;
});

check('first visit: KB of scripts in gzip', async (context) => {
	const urls = await firstVisit(context);
	return atMost(await weigh(urls.filter((url) => url.endsWith('.js')),
		'gzip') / KB, 8, ' KB');
});

check('second visit: KB over the wire, heads and all', async (context) => {
	const page = await context.page();
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await page.goto(context.real);
	await page.waitForTimeout(SETTLED_MS);
	let bytes = 0;
	session.on('Network.loadingFinished', (event) => {
		bytes += event.encodedDataLength;
	});
	await page.goto('about:blank');
	await page.goto(context.real);
	await page.getByText(/\d esai/).first().waitFor();
	await page.waitForTimeout(SETTLED_MS);
	assert(bytes > 0, 'nothing was asked after');
	return atMost(bytes / KB, 3, ' KB');
});

check('every asset: bytes plain, gzip, brotli', async (context) => {
	const urls = await firstVisit(context);
	const lines = [];
	for (const url of urls.filter((one) => !one.includes('/api/'))) {
		const plain = await (await fetch(url,
			{ headers: { 'Accept-Encoding': 'identity' } })).arrayBuffer();
		const gzip = await bodyLength(url, 'gzip');
		assert(gzip <= gzipSync(Buffer.from(plain)).length + 16
			|| gzip === plain.byteLength, `${url} is not compressed`);
		lines.push(`${new URL(url).pathname.split('/').at(-1) || '/'} ${
			plain.byteLength} ${gzip} ${await bodyLength(url, 'br')}`);
	}
	return lines.join(', ');
});

check('opensearch: found by the page, read as XML, leads to a search',
	async (context) => {
		const page = await context.page();
		await page.goto(context.real);
		const found = await page.evaluate(async () => {
			const link = document.querySelector('link[rel=search]');
			/* The page's policy lets no string be parsed, but an answer. */
			const request = new XMLHttpRequest();
			request.open('GET', link.href);
			request.responseType = 'document';
			request.overrideMimeType('text/xml');
			await new Promise((done) => {
				request.onloadend = done;
				request.send();
			});
			const tree = request.responseXML;
			return {
				kind: link.type,
				sent: request.getResponseHeader('Content-Type'),
				error: tree.querySelector('parsererror')?.textContent,
				name: tree.querySelector('ShortName').textContent,
				html: tree.querySelector('Url[type="text/html"]')
					.getAttribute('template'),
			};
		});
		assert(!found.error && found.kind === found.sent, JSON.stringify(found));
		await page.goto(found.html.replace('{searchTerms}', 'keamanan%20siber'));
		await page.getByRole('main').locator('mark').first().waitFor();
		return found.name;
	});
