// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Answers that come late, out of order, broken or not at all: the right thing
 * is shown, and it is announced once.
 */
import { assert, check } from './check.mjs';
import { open, parts, waitForResults } from './pages.mjs';

/* The longest rest before something is announced, and some more. */
const SPOKEN_MS = 1900;

async function spoken(page) {
	await page.waitForTimeout(SPOKEN_MS);
	return page.evaluate(() => noted.spoken);
}

async function saysOnce(page, pattern) {
	const said = await spoken(page);
	assert(said.length === 1 && pattern.test(said[0]),
		`announced ${said.length} times: ${JSON.stringify(said)}`);
	return `"${said[0]}"`;
}

/** Lets the test answer each search when it wants. */
async function holdSearches(page) {
	const held = [];
	await page.route('**/api/v1/search?*', (route) => {
		held.push({
			q: new URL(route.request().url()).searchParams.get('q'),
			go: () => route.continue().catch(() => {}),
		});
	});
	return held;
}

async function until(condition) {
	const end = Date.now() + 10_000;
	while (!condition()) {
		assert(Date.now() < end, 'waited for 10 s');
		await new Promise((resolve) => {
			setTimeout(resolve, 20);
		});
	}
}

check('trouble: answers out of order, the newest question wins',
	async (context) => {
		const page = await context.page();
		await page.addInitScript(() => {
			AbortController.prototype.abort = () => {};
		});
		const held = await holdSearches(page);
		await page.goto(context.mock);
		await parts.box(page).fill('diplomasi');
		await until(() => held.length === 1);
		await parts.box(page).fill('ancaman');
		await until(() => held.length === 2);
		await held[1].go();
		await waitForResults(page);
		const marks = () => page.getByRole('main').locator('mark')
			.allTextContents();
		const before = await marks();
		await held[0].go();
		const line = await saysOnce(page, /\d esai/);
		const after = await marks();
		assert(after.length > 0 && after.every((text) => /ancam/i.test(text))
			&& after.join() === before.join(), after.join());
		return line;
	});

check('trouble: a newer question aborts the older', async (context) => {
	const page = await context.page();
	const failed = [];
	page.on('requestfailed', (request) => failed.push(request.url()));
	const held = await holdSearches(page);
	await page.goto(context.mock);
	await parts.box(page).fill('diplomasi');
	await until(() => held.length === 1);
	await parts.box(page).fill('ancaman');
	await until(() => held.length === 2);
	await until(() => failed.some((url) => url.includes('diplomasi')));
	await held[1].go();
	await waitForResults(page);
	return saysOnce(page, /\d esai/);
});

check('trouble: old results stay while new ones are awaited',
	async (context) => {
		const page = await context.page();
		await page.goto(`${context.mock}/?q=diplomasi`);
		await waitForResults(page);
		await holdSearches(page);
		await parts.box(page).fill('ancaman');
		await page.getByText(/Mencari/).first().waitFor();
		assert(await page.getByRole('main').locator('mark').count() > 0,
			'the old results are gone');
	});

for (const [name, pattern] of [['server error', /bermasalah/],
	['offline', /tidak terjangkau/], ['time-out', /belum menjawab/],
	['bad query', /tidak dapat dibaca/], ['none', /Tidak ada esai/]]) {
	check(`trouble: ${name} is announced once`, async (context) => {
		const page = await context.page();
		await open(page, context.mock, name);
		return saysOnce(page, pattern);
	});
}

check('trouble: an answer that is not JSON, calm words', async (context) => {
	const page = await context.page();
	await page.goto(`${context.mock}/?q=rusak`);
	await page.getByText(/bermasalah/).first().waitFor();
	return saysOnce(page, /bermasalah/);
});

check('trouble: an answer of another shape, calm words', async (context) => {
	const page = await context.page();
	await page.goto(context.real);
	await page.route('**/api/v1/search?*', (route) =>
		route.fulfill({ contentType: 'application/json', body: '{}' }));
	await parts.box(page).fill('siber');
	await parts.retry(page).waitFor();
	return saysOnce(page, /bermasalah/);
});

check('trouble: 10,000 letters in the address and in the box',
	async (context) => {
		const page = await context.page();
		await page.goto(`${context.real}/?q=${'a'.repeat(10_000)}`);
		await page.getByText(/terlalu panjang/).first().waitFor();
		const line = await saysOnce(page, /terlalu panjang/);
		await parts.box(page).fill('siber');
		await waitForResults(page);
		await parts.box(page).fill('kata '.repeat(2000));
		await page.getByText(/terlalu panjang/).first().waitFor();
		return line;
	});

check('trouble: an address of nonsense is read as far as it makes sense',
	async (context) => {
		const page = await context.page();
		for (const odd of ['halaman=-5&urut=xx&tampilan=yy&tahun=abc',
			'tahun=2022..2019x', 'mode=zzz&halaman=1e9']) {
			await page.goto(`${context.real}/?q=siber&${odd}`);
			await parts.hits(page).or(page.getByText(/melewati/)).first()
				.waitFor();
		}
		await page.goto(`${context.real}/?q=siber&jenis=zzz`);
		await page.getByRole('link', { name: 'Cari tanpa saringan' }).click();
		await waitForResults(page);
	});

check('trouble: offline, then "Coba lagi" brings the results, said once',
	async (context) => {
		const page = await context.page();
		await page.goto(context.mock);
		await page.getByText(/\d esai/).first().waitFor();
		await page.route('**/api/v1/search?*', (route) => route.abort());
		await parts.box(page).fill('keamanan');
		await parts.retry(page).waitFor();
		await saysOnce(page, /tidak terjangkau/);
		await page.unroute('**/api/v1/search?*');
		await page.evaluate(() => {
			noted.spoken = [];
		});
		await parts.retry(page).click();
		await waitForResults(page);
		const line = await saysOnce(page, /\d esai/);
		const box = await parts.box(page).inputValue();
		assert(box === 'keamanan', `the box holds "${box}"`);
		return line;
	});

check('trouble: the reader without its essay has a way on', async (context) => {
	const page = await context.page();
	await page.goto(`${context.mock}/baca?id=tiada`);
	await page.getByText(/tidak ada dalam koleksi/).first().waitFor();
	const ways = await page.getByRole('main').getByRole('link').count();
	assert(ways > 0, 'no link leads on');
	return saysOnce(page, /tidak ada dalam koleksi/);
});
