/*
 * The words of the interface. Owns: which language is in use, the look-up of
 * a string, and the part of the Indonesian table that the start page needs;
 * words.js adds the rest. English is in en.js with the same keys and is
 * fetched only when chosen. A value may hold {names} to fill in, and
 * "singular|plural", told apart by {n}.
 */
export const id = {
	skipResults: 'Langsung ke hasil',
	skipText: 'Langsung ke teks',
	site: 'Situs',
	help: 'Bantuan',
	switchTo: 'English',
	query: 'Kata yang dicari',
	search: 'Cari',
	keys: 'Tombol pintas / ? n p',
	about: 'Telusur membaca esai apa adanya dan tidak mencatat pencarian Anda.',
	collection: '{n} esai, {words} kata.\nTemukan kata, bentukan, dan kalimatnya.',
	collectionEmpty: 'Koleksi ini belum berisi esai.',
	examples: 'Misalnya:',
	allEssays: 'Lihat semua esai',
	results: 'Hasil pencarian',
	searching: 'Mencari…',
	retry: 'Coba lagi',
	serverError: 'Server sedang bermasalah.',
	serverHint: 'Bukan salah Anda. Tunggu sebentar, lalu coba lagi.',
	offlineError: 'Server tidak terjangkau.',
	offlineHint: 'Periksa sambungan Anda. Yang sudah Anda tulis tetap ada di sini.',
	timeoutError: 'Server belum menjawab setelah delapan detik.',
	timeoutHint: 'Mungkin sedang sibuk. Coba lagi, atau pakai kata yang lebih khusus.',
	queryError: 'Pencarian ini tidak dapat dibaca.',
	queryHint: 'Tulis lebih singkat atau lebih sederhana; halaman Bantuan memuat contohnya.',
	queryPlain: 'Cari tanpa saringan',
	queryNear: 'Yang tidak terbaca mulai di sini: “{text}”',
	longError: 'Pencarian ini terlalu panjang.',
	longHint: 'Paling panjang sekitar 1.000 huruf. Ambil beberapa kata yang paling penting saja.',
};

const tables = { id };
export let language = 'id';

/** Adds Indonesian words. */
export function addWords(words) {
	Object.assign(id, words);
}

/** Chooses a language: fetches its table if need be, remembers the choice. */
export async function chooseLanguage(code) {
	if (code === 'en' && !tables.en)
		tables.en = (await import('./en.js')).en;
	language = code === 'en' ? 'en' : 'id';
}

/** A string as pieces; values may be strings, numbers or nodes. */
export function pieces(key, values = {}) {
	const forms = (tables[language][key] ?? key).split('|');
	const form = forms.length > 1 && values.n !== 1 ? forms[1] : forms[0];
	return form.split(/\{(\w+)\}/).map((piece, index) => {
		if (index % 2 === 0)
			return piece;
		const value = values[piece] ?? '';
		return typeof value === 'number' ? count(value) : value;
	});
}

/** A string as text. */
export function t(key, values) {
	return pieces(key, values).join('');
}

/**
 * A whole number in the manner of the language. Intl knows how, too, but takes
 * some 30 ms of the first page's time to begin with.
 */
export function count(number) {
	return String(number).replace(/\B(?=(\d{3})+$)/g,
		language === 'en' ? ',' : '.');
}

/** Puts the words of the language into the page's own markup. */
export function translatePage() {
	document.documentElement.lang = language;
	for (const node of document.querySelectorAll('[data-t]'))
		node.textContent = t(node.dataset.t);
	for (const node of document.querySelectorAll('[data-label]'))
		node.setAttribute('aria-label', t(node.dataset.label));
	for (const node of document.querySelectorAll('[data-in]'))
		node.hidden = node.dataset.in !== language;
}
