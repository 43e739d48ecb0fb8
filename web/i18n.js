/*
 * The words of the interface. Owns: the Indonesian table, which language is
 * in use, and the look-up of a string. English is in en.js with the same keys
 * and is fetched only when chosen. A value may hold {names} to fill in, and
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
	collection: '{n} esai, {words} kata. Temukan kata, bentukan, dan kalimatnya.',
	collectionEmpty: 'Koleksi ini belum berisi esai.',
	examples: 'Misalnya:',
	results: 'Hasil pencarian',
	searching: 'Mencari…',
	essays: '{n} esai',
	essaysAbout: 'sekitar {n} esai',
	essaysRange: '{from}–{to} dari {n} esai',
	essaysAboutRange: '{from}–{to} dari sekitar {n} esai',
	termRoot: '{word} (kata dasar {root}): {n} esai',
	term: '{word}: {n} esai',
	termAlso: ' (juga {words})',
	absent: 'Tidak ada dalam koleksi ini: {words}.',
	matches: '{n} kecocokan dalam {paragraphs}',
	paragraphs: '{n} paragraf',
	matchesHere: '{n} kecocokan',
	inTitle: 'cocok pada judul',
	allMatches: 'Semua {n} kecocokan',
	paragraph: 'Paragraf {n}',
	pages: 'Halaman hasil',
	page: 'Halaman {n}',
	previous: 'Sebelumnya',
	next: 'Berikutnya',
	pageEmpty: 'Halaman ini sudah melewati hasil terakhir.',
	pageFirst: 'Ke halaman pertama',
	suggestion: 'Mungkin maksud Anda: {q}',
	none: 'Tidak ada esai yang cocok dengan {q}.',
	noneWords: 'Tidak ada kata yang dapat dicari dalam {q}.',
	noneTogether: 'Setiap katanya ada dalam koleksi, tetapi tidak bersama-sama seperti yang diminta.',
	helps: 'Yang biasanya membantu:',
	helpsSpelling: 'Periksa ejaannya, atau coba bentuk lain dari kata itu.',
	helpsFewer: 'Pakai lebih sedikit kata, atau kata yang lebih umum.',
	helpsQuotes: 'Hapus tanda kutip agar kata-katanya boleh terpisah.',
	helpsOperators: 'Hapus tanda +, tanda -, DAN, atau BUKAN.',
	helpsPage: 'Baca cara menulis pencarian',
	noteOpenQuote: 'Tanda kutip belum ditutup, jadi kata-katanya dicari satu per satu.',
	noteOpenParen: 'Tanda kurung belum ditutup, jadi diabaikan.',
	noteDangling: 'Ada DAN, ATAU, BUKAN, + atau - tanpa kata di sebelahnya, jadi diabaikan.',
	noteShortPrefix: 'Awalan dengan * perlu paling sedikit tiga huruf, jadi dicari sebagai kata biasa.',
	noteBadRange: 'Rentang tahun ditulis seperti tahun:2019..2022; yang ini dibaca sebagai kata biasa.',
	noteBadDistance: 'Jarak kata ditulis seperti NEAR/5; yang ini dibaca sebagai kata biasa.',
	noteNoPhrase: 'Kutipan ini tidak ada dalam koleksi, jadi kata-katanya dicari satu per satu.',
	noteOther: 'Sebagian pencarian ini tidak terbaca, jadi dibaca sebagai kata biasa.',
	retry: 'Coba lagi',
	serverError: 'Server sedang bermasalah.',
	serverHint: 'Bukan salah Anda. Tunggu sebentar, lalu coba lagi.',
	offlineError: 'Server tidak terjangkau.',
	offlineHint: 'Periksa sambungan Anda. Yang sudah Anda tulis tetap ada di sini.',
	timeoutError: 'Server belum menjawab setelah delapan detik.',
	timeoutHint: 'Mungkin sedang sibuk. Coba lagi, atau pakai kata yang lebih khusus.',
	queryError: 'Pencarian ini tidak dapat dibaca.',
	queryHint: 'Tulis lebih singkat atau lebih sederhana; halaman Bantuan memuat contohnya.',
	queryNear: 'Yang tidak terbaca mulai di sini: “{text}”',
	goneError: 'Esai ini tidak ada dalam koleksi.',
	goneHint: 'Mungkin sudah dihapus atau diganti namanya. Coba cari judul atau kalimatnya.',
	newSearch: 'Cari dalam koleksi',
	loading: 'Memuat…',
	backToResults: 'Kembali ke hasil',
	toSearch: 'Ke pencarian',
	sourcePage: 'Halaman asal',
	extracted: 'Teks ini disalin dari berkas aslinya.',
	hits: 'Kecocokan',
	hitOf: '{n} dari {total}',
	hitCount: '{n} kecocokan',
	hitSpoken: '{n} dari {total}, paragraf {paragraph}: {form}',
	hitNone: 'Kata yang dicari tidak ada dalam esai ini.',
	wrapFirst: 'Kembali ke kecocokan pertama.',
	wrapLast: 'Ke kecocokan terakhir.',
	copy: 'Salin kutipan',
	copied: 'Kutipan disalin.',
	copyByHand: 'Salin kutipan ini',
	close: 'Tutup',
	citation: '“{quote}” – {title}, {path}, paragraf {n}. {url}',
};

const tables = { id };
export let language = 'id';

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

/** A number in the manner of the language. */
export function count(number) {
	return new Intl.NumberFormat(language).format(number);
}

/** "2021-12-02" in words; anything else as it came. */
export function date(text) {
	if (!/^\d{4}-\d\d-\d\d/.test(text))
		return text;
	const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
	if (Number.isNaN(day.getTime()))
		return text;
	return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'id', {
		dateStyle: 'long', timeZone: 'UTC',
	}).format(day);
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
