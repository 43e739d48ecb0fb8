// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The pages as their readers know them. Owns: every selector (roles and labels
 * as in the design, none of today's class names where a role will do), the
 * states that are looked at, and how each is reached.
 */
const SLOW_MS = 8000;

export const parts = {
	box: (page) => page.getByRole('searchbox'),
	results: (page) => page.getByRole('region', { name: /Hasil pencarian/ }),
	hits: (page) => parts.results(page).getByRole('heading', { level: 3 })
		.getByRole('link'),
	place: (page) => page.getByText(/^\d[\d.]* dari \d[\d.]*$/).first(),
	copy: (page) => page.getByRole('button', { name: /Salin kutipan/ }),
	retry: (page) => page.getByRole('button', { name: 'Coba lagi' }),
	status: (page) => page.locator('[role=status]').first(),
};

/** Words that tell a state has come, in Indonesian. */
const words = {
	start: /esai/, some: /\d kecocokan/, busy: /Mencari/, none: /Tidak ada esai/,
	server: /bermasalah/, offline: /tidak terjangkau/, late: /belum menjawab/,
	bad: /tidak dapat dibaca/, perhaps: /Mungkin maksud Anda/,
};

/** Changes the answers of the search before the page sees them. */
function changing(change) {
	return (page) => page.route('**/api/v1/search?*', async (route) => {
		const response = await route.fetch();
		const answer = await response.json();
		change(answer);
		await route.fulfill({ response, json: answer });
	});
}

const onlyOne = changing((answer) => {
	answer.hits.length = 1;
	answer.estimatedTotalHits = 1;
});

const noneButSuggestion = changing((answer) => {
	answer.query.suggestion = 'keamanan';
});

/** Time limits of the page pass twenty times as fast. */
async function hurry(page) {
	await page.addInitScript((slow) => {
		const later = window.setTimeout;
		window.setTimeout = (run, wait, ...rest) =>
			later(run, wait === slow ? slow / 20 : wait, ...rest);
	}, SLOW_MS);
}

const essay = 'ruang-siber-dan-penggunaan-diplomasi';

/** name: [address, words to wait for, what to do before, after loading]. */
export const states = {
	empty: ['/', words.start],
	typing: ['/', words.start, null, (page) => parts.box(page).fill('k')],
	loading: ['/?q=macet', words.busy],
	results: ['/?q=keamanan+siber', words.some],
	'one result': ['/?q=diplomasi', words.some, onlyOne],
	'did you mean': ['/?q=kemanan+siber', words.perhaps],
	none: ['/?q=xyzzyq', words.none],
	'none and suggestion': ['/?q=xyzzyq', words.perhaps, noneButSuggestion],
	'bad query': ['/?q=sepuluhribu', words.bad],
	'server error': ['/?q=galat', words.server],
	offline: ['/?q=putus', words.offline],
	'time-out': ['/?q=macet', words.late, hurry],
	'last page': ['/?q=banyak&halaman=44', words.some],
	reader: [`/baca?id=${essay}&q=siber#p2`, /siber/],
	help: ['/bantuan', /Cara mencari/],
};

/** Opens a state of the mock server's pages and waits until it is there. */
export async function open(page, base, name) {
	const [address, text, before, after] = states[name];
	await before?.(page);
	await page.goto(base + address);
	await page.getByRole('main').getByText(text).filter({ visible: true })
		.first().waitFor();
	await after?.(page);
	await page.evaluate(() => new Promise((done) => {
		requestAnimationFrame(() => requestAnimationFrame(done));
	}));
}

/** Waits until results with marked words stand there. */
export async function waitForResults(page) {
	await parts.results(page).locator('mark').first().waitFor();
}
