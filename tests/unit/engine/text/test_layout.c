/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where paragraphs and sentences are. */
#include "layout.h"
#include "layout_sentence.h"
#include "text_support.h"
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* What must hold of any layout of the text. */
static void check(struct slice text, const struct layout *layout)
{
	uint32_t end = 0, line = 1, number = 0;
	for (size_t i = 0; i < layout->count; i++) {
		struct layout_paragraph p = layout->paragraph[i];
		assert_true(end <= p.start && p.start < p.end &&
			    p.end <= text.length);
		assert_true(
			line <= p.first_line && p.first_line <= p.last_line);
		assert_true(p.number == number || p.number == number + 1);
		assert_true(p.end - p.start <= LAYOUT_PIECE_BYTES);
		assert_int_equal(unicode_space_at(text, p.start), 0);
		assert_int_equal(unicode_space_before(text, p.end), 0);
		end = p.end;
		line = p.last_line;
		number = p.number;
	}
}

/* "first-last:text" of each paragraph, a bar between them, line feeds shown as
 * slashes. */
static void describe(struct slice text, struct buf *out)
{
	struct layout layout = {0};
	struct error err = {0};
	assert_true(layout_read(text, &layout, &err));
	check(text, &layout);
	for (size_t i = 0; i < layout.count; i++) {
		struct layout_paragraph p = layout.paragraph[i];
		buf_put_format(out, "%s%u-%u:", i ? "|" : "", p.first_line,
			p.last_line);
		for (uint32_t at = p.start; at < p.end; at++)
			if (text.bytes[at] != '\r')
				buf_put_byte(out, text.bytes[at] == '\n'
							  ? '/'
							  : (unsigned char)text
								    .bytes[at]);
	}
	buf_put_byte(out, 0);
	layout_free(&layout);
}

/* Lines as a program wraps them at 72 columns. */
#define WRAP_1 \
	"Ruang siber memberikan banyak manfaat bagi perkembangan manusia di"
#define WRAP_2                                                          \
	"berbagai bidang dan juga mempermudah manusia dalam melakukan " \
	"kegiatan"
#define WRAP_3 "sehari-hari."
#define WRAP_4                                                            \
	"Namun semakin cepatnya perkembangan globalisasi membuat banyak " \
	"ancaman"
#define WRAP_5 "siber berkembang di dunia."
#define LINK                                   \
	"https://www.example.org/berita/2021/" \
	"diplomasi-siber-di-kawasan-asean-dan-dunia"

static const char *const paragraph_rows[][2] = {
	{"", ""},
	{" \n\t\r\n\f\n\u00A0\n\u3000", ""},
	{"\uFEFF", ""},
	{"satu", "1-1:satu"},
	{"satu\n", "1-1:satu"},
	{"satu\ndua\n\ntiga", "1-1:satu|2-2:dua|4-4:tiga"},
	{"satu\r\ndua\r\n\r\ntiga\r\n", "1-1:satu|2-2:dua|4-4:tiga"},
	{"\uFEFFJudul\n\nIsi", "1-1:Judul|3-3:Isi"},
	{"\uFEFF \u00A0Judul", "1-1:Judul"},
	{"  masuk \u00A0\n\u00A0\u00A0\nlagi\u200B", "1-1:masuk|3-3:lagi"},
	{"akhir\n\n\fAwal", "1-1:akhir|3-3:Awal"},
	/* wrapped lines are one paragraph, up to one that is short */
	{WRAP_1 "\n" WRAP_2 "\n" WRAP_3, "1-3:" WRAP_1 "/" WRAP_2 "/" WRAP_3},
	{WRAP_1 "\r\n" WRAP_2 "\r\n" WRAP_3,
		"1-3:" WRAP_1 "/" WRAP_2 "/" WRAP_3},
	{WRAP_1 "\n" WRAP_2 "\n" WRAP_3 "\n" WRAP_4 "\n" WRAP_5,
		"1-3:" WRAP_1 "/" WRAP_2 "/" WRAP_3 "|4-5:" WRAP_4 "/" WRAP_5},
	{"Manfaat\n" WRAP_1 "\n" WRAP_2 "\n" WRAP_3,
		"1-1:Manfaat|2-4:" WRAP_1 "/" WRAP_2 "/" WRAP_3},
	{WRAP_1 "\n" LINK "\n" WRAP_2 "\n" WRAP_3,
		"1-4:" WRAP_1 "/" LINK "/" WRAP_2 "/" WRAP_3},
	{WRAP_1 "\n" WRAP_2 "\n\n" WRAP_4 "\n" WRAP_5,
		"1-2:" WRAP_1 "/" WRAP_2 "|4-5:" WRAP_4 "/" WRAP_5},
	/* one sentence a line is not wrapped */
	{WRAP_1 " dunia.\n" WRAP_4 ".\n" WRAP_5,
		"1-1:" WRAP_1 " dunia.|2-2:" WRAP_4 ".|3-3:" WRAP_5},
	/* verses and addresses are short lines */
	{"Aku ini binatang jalang\nDari kumpulannya terbuang",
		"1-1:Aku ini binatang jalang|2-2:Dari kumpulannya "
		"terbuang"},
	/* items, also where their lines are wrapped */
	{"- satu\n- dua\n", "1-1:- satu|2-2:- dua"},
	{WRAP_1 "\n" WRAP_2 "\n- " WRAP_4 "\n  " WRAP_5 "\n2) " WRAP_2,
		"1-2:" WRAP_1 "/" WRAP_2 "|3-4:- " WRAP_4 "/  " WRAP_5
		"|5-5:2) " WRAP_2},
	{WRAP_1 "\n\u2022 " WRAP_2 "\n(3) " WRAP_4 "\na. " WRAP_2,
		"1-1:" WRAP_1 "|2-2:\u2022 " WRAP_2 "|3-3:(3) " WRAP_4
		"|4-4:a. " WRAP_2},
	{WRAP_1 "\n* " WRAP_2 "\n  " WRAP_5 "\n1. " WRAP_4 "\n   " WRAP_5
		"\n12) " WRAP_2,
		"1-1:" WRAP_1 "|2-3:* " WRAP_2 "/  " WRAP_5 "|4-5:1. " WRAP_4
		"/   " WRAP_5 "|6-6:12) " WRAP_2},
	/* what hangs under an item belongs to it, short lines too */
	{"1. Beras\n   merah\n2. Gula\n\tpasir\n- Kopi\n  - manis\n    sekali"
	 "\n  - pahit\n- Teh",
		"1-2:1. Beras/   merah|3-4:2. Gula/\tpasir|5-5:- Kopi"
		"|6-7:- manis/    sekali|8-8:- pahit|9-9:- Teh"},
	{"- Kopi\nTeh\n# Bab\n  Isi\nSatu\n  dua",
		"1-1:- Kopi|2-2:Teh|3-3:# Bab|4-4:Isi|5-5:Satu|6-6:dua"},
	{"- " WRAP_1 "\n  kopi\n  " WRAP_2 "\n  " WRAP_5,
		"1-4:- " WRAP_1 "/  kopi/  " WRAP_2 "/  " WRAP_5},
	/* a book's paragraphs begin with a space, not with a blank line */
	{"    " WRAP_1 "\n" WRAP_2 "\n    " WRAP_4 "\n" WRAP_1 "\n" WRAP_3,
		"1-2:" WRAP_1 "/" WRAP_2 "|3-5:" WRAP_4 "/" WRAP_1 "/" WRAP_3},
	/* an entry of a bibliography has it in all lines but the first */
	{WRAP_1 "\n    " WRAP_2 "\n    " WRAP_4 "\n    " WRAP_3,
		"1-4:" WRAP_1 "/    " WRAP_2 "/    " WRAP_4 "/    " WRAP_3},
	/* headings, of Markdown and of capitals, right above wrapped lines */
	{"# Bab\n" WRAP_1 "\n" WRAP_2 "\n" WRAP_3,
		"1-1:# Bab|2-4:" WRAP_1 "/" WRAP_2 "/" WRAP_3},
	{"BAB I PENDAHULUAN\n" WRAP_1 "\n" WRAP_2 "\n## Lain\n" WRAP_4
	 "\n" WRAP_5,
		"1-1:BAB I PENDAHULUAN|2-3:" WRAP_1 "/" WRAP_2
		"|4-4:## Lain|5-6:" WRAP_4 "/" WRAP_5},
	/* a word that is cut by a hyphen at the line's end stays together */
	{WRAP_1 " perju-\n" WRAP_2 "\n" WRAP_3,
		"1-3:" WRAP_1 " perju-/" WRAP_2 "/" WRAP_3},
	{WRAP_1 "\nA. Yani " WRAP_5 " " WRAP_3 " dan",
		"1-2:" WRAP_1 "/A. Yani " WRAP_5 " " WRAP_3 " dan"},
};

static void test_paragraphs(void **state)
{
	(void)state;
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof paragraph_rows / sizeof *paragraph_rows;
		i++) {
		struct buf got = {0};
		describe(slice_text(paragraph_rows[i][0]), &got);
		if (strcmp(got.bytes, paragraph_rows[i][1]) != 0) {
			print_error("%s\n  is   %s\n  want %s\n",
				paragraph_rows[i][0], got.bytes,
				paragraph_rows[i][1]);
			wrong++;
		}
		buf_free(&got);
	}
	assert_int_equal(wrong, 0);
}

/* A text without any break is cut behind sentences, or spaces, or characters;
 * nothing but the white space between is left out. */
static void test_pieces(void **state)
{
	(void)state;
	static const struct {
		const char *unit;
		bool sentences, spaces;
	} rows[] = {
		{"Ini kalimat pendek tentang siber. ", true, true},
		{"kata tanpa akhir kalimat ", false, true},
		{"kata\u00A0\u00A0", false, true},
		{"xyz", false, false},
		{"\u00E9", false, false},
		{"\U0001F600", false, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf text = {0};
		struct layout layout = {0};
		struct error err = {0};
		while (text.length < 5 * LAYOUT_PIECE_BYTES)
			buf_put_text(&text, rows[i].unit);
		assert_true(layout_read(buf_slice(&text), &layout, &err));
		check(buf_slice(&text), &layout);
		assert_in_range(layout.count, 5, 11);
		for (size_t p = 0; p < layout.count; p++) {
			struct layout_paragraph *piece = &layout.paragraph[p];
			assert_int_equal(piece->number, 1);
			assert_int_equal(piece->first_line, 1);
			if (rows[i].sentences)
				assert_int_equal(
					text.bytes[piece->end - 1], '.');
			assert_true(unicode_valid(
				slice_of(text.bytes + piece->start,
					piece->end - piece->start)));
			uint32_t next = p + 1 < layout.count
						? piece[1].start
						: (uint32_t)text.length;
			if (rows[i].spaces)
				assert_true(next > piece->end);
			for (size_t at = piece->end; at < next;) {
				size_t space = unicode_space_at(
					buf_slice(&text), at);
				assert_true(space > 0);
				at += space;
			}
		}
		layout_free(&layout);
		buf_free(&text);
	}
}

static void test_lines_of_pieces(void **state)
{
	(void)state;
	struct buf text = {0};
	struct layout layout = {0};
	struct error err = {0};
	buf_put_text(&text, "\n\n");
	for (int i = 0; i < 200; i++)
		buf_put_text(&text, WRAP_2 "\n");
	assert_true(layout_read(buf_slice(&text), &layout, &err));
	check(buf_slice(&text), &layout);
	assert_in_range(layout.count, 4, 8);
	assert_int_equal(layout.paragraph[0].first_line, 3);
	assert_int_equal(layout.paragraph[layout.count - 1].last_line, 202);
	for (size_t i = 0; i < layout.count; i++) {
		uint32_t line = 1;
		for (uint32_t at = 0; at < layout.paragraph[i].start; at++)
			line += text.bytes[at] == '\n';
		assert_int_equal(layout.paragraph[i].first_line, line);
	}
	layout_free(&layout);
	buf_free(&text);
}

/* The sentences are parted by bars. */
static const char *const sentence_rows[] = {
	"",
	"Satu",
	"Satu.",
	"Satu. |Dua. |Tiga",
	"Apa? |Ya! |Sungguh?! |Oh... |Begitu\u2026 |Baik.",
	"Ia ragu\u2026 lalu pergi. |Ia kembali.",
	"Ia ragu... lalu pergi.",
	"Benarkah\u2026? |Ya.",
	"Percaya.\u00A0 |Hal ini.\u00A0",
	"Baris satu.\n|Baris dua.",
	/* abbreviations */
	"Menurut Prof. Dr. Ir. Sutomo, itu benar. |Jadi begitu.",
	"Jend. Sudirman, Letjen. Ahmad, Kol. Untung dan Kapt. Tendean. |Lalu.",
	"Ust. Ali, Pdt. Budi, Tn. Chan, Ny. Dewi dan Sdr. Eko. |Mereka.",
	"Kantornya di Jl. Merdeka No. 5, Kec. Beji. |Ia di sana.",
	"Jawabannya: tidak ada no. |Semua setuju.",
	"Lihat hal. 5, gbr. 2 dan hlm. 7. |Itu satu hal. |Ada lagi.",
	"Sayur, buah, dll. |Selain itu ikan, dsb. yang lain.",
	"Budi dkk. (2019) menulis. |Kami membaca.",
	"Saham PT. Telkom Tbk. naik. |Harganya Rp. 500 saja.",
	"Dibuat a.n. Ketua. |Lalu dikirim u.p. Kepala Biro.",
	"Ia menemui dr. Sutomo di sana. |Lalu pulang.",
	"Drs. H. Ahmad Dahlan, M.Si. hadir. |Ia duduk.",
	"Bapak Ir. Soekarno dan Drs. Moh. Hatta. |Merdeka.",
	"PT. Bank Asia Tbk. membukukan laba. |Naik.",
	"CV. Maju Jaya di Jl. Sudirman No. 12, hlm. 3. |Lihat tgl. 5 Mei.",
	"Surat a.n. Budi dikirim s.d. Jumat. |Selesai.",
	"Barang itu (beras, gula, dll.) dijual. |Laku.",
	"Ia makan nasi, dll. |Lalu tidur.",
	"Sdr. Budi, Sdri. Ani, dan Ny. Tuti. |Mereka datang.",
	"Kol. Inf. Budi naik KA. Argo. |Ia tegas.",
	"Kepada Yth. Bapak Rektor. |Dengan hormat.",
	"HR. Bukhari dan Muslim. |Sahih.",
	"Prov. Jawa Barat, Kab. Bandung. |Dingin.",
	"Tim itu vs. Malaysia. |Menang.",
	/* initials */
	"Kritikus H.B. Jassin menulisnya. |Chairil Anwar membaca.",
	"Gelar Prof. Dr. H. Abdul Malik, M.A., Ph.D. diberikan. |Baik.",
	"Ketua panitia, Budi Santoso, S.H. |Ia bicara.",
	"Menurut dia, J.P. Coen datang. |Benar.",
	"Sejak abad ke-7 M. para pedagang datang. |Mereka menetap.",
	"Pada tahun 622 M. |Sejak itu ramai.",
	"Suhunya 36,5 \u00B0C. |Normal.",
	"Karya J. K. Rowling dan J.P. Coen. |Itu saja.",
	"Budi Santoso, S.H., M.H. hadir. |Ia bicara.",
	"Buku \"A. Yani\" terbit. |Bagus.",
	/* numbers */
	"Nilainya 12.5 persen pada 10.30 WIB. |Itu tinggi.",
	"Lahir pada 2021. |Ia kecil. |Ada 7. |Semua.",
	"1. Pendahuluan. |Isi.",
	"IV. Hasil. |Isi.",
	"a. Tujuan. |Isi.",
	"Harganya Rp1.500.000,00 per unit. |Mahal.",
	"Pukul 10.30. |Semua hadir.",
	"Versi 2.0.1 dirilis. |Lahir di Solo, 17-8-1945. |Bagus.",
	"Pasal 28E ayat (3). |Bunyinya begini.",
	/* hosts */
	"Lihat www.ui.ac.id. |Di sana ada.",
	"Surat ke budi@ui.ac.id saja. |Ya.",
	"Media Kompas.com menulis. |Benar.",
	/* quotes and brackets */
	"Ia berkata, \"Pergi!\" |Lalu diam.",
	"\"Pergi?\" tanya Budi. |Diam.",
	"\"Saya pulang.\" |Ia pergi.",
	"\"Saya pulang,\" katanya. |Ia pergi.",
	"Ia bertanya, \"Mengapa?!\" |Tak ada jawab.",
	"Kata beliau: 'Pergi.' |Ia pergi.",
	"(Lihat bab 3.) |Selanjutnya begitu.",
	"\u201CIni benar.\u201D |\u201CItu salah.\u201D |Begitu.",
	"Itu benar (kata dia.) |Begitu.",
	"Itu benar.[1][23] |Begitu.[catatan] Ya.",
	"Itu **benar.** |Begitu.",
	"Mulai. |\"Kata\" itu. |(Catatan.) |Selesai.",
	/* a missing space */
	"Itu negara.|Hal ini baru.",
	"Itu benar?|Tentu saja.",
	"Kata prof.Budi dan Drs.Budi.",
	"Versi Asp.Net dan S.Pd itu.",
	/* no sentence at all */
	"... ... ...",
	"?!",
	". . . a",
	"Tunggu . . . ia datang. |Ya.",
	"Tunggu . . . |Ia datang.",
	"a.b.c.d",
};

static void test_sentences(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sentence_rows / sizeof *sentence_rows;
		i++) {
		struct buf text = {0}, got = {0};
		for (const char *c = sentence_rows[i]; *c; c++)
			if (*c != '|')
				buf_put_byte(&text, (unsigned char)*c);
		for (size_t at = 0; at < text.length;) {
			size_t end = layout_sentence_end(buf_slice(&text), at);
			assert_true(end > at && end <= text.length);
			if (at > 0)
				buf_put_byte(&got, '|');
			buf_put(&got, text.bytes + at, end - at);
			at = end;
		}
		buf_put_byte(&got, 0);
		assert_string_equal(got.bytes, sentence_rows[i]);
		buf_free(&text);
		buf_free(&got);
	}
}

/* Nothing but white space is left out of the paragraphs of any text, and a
 * sentence ends at white space or behind its mark. */
static void test_random(void **state)
{
	(void)state;
	static const char *const parts[] = {" ", "\n", "\n\n", "\r\n", "\t",
		"\u00A0", ".", "...", "?!", "\u2026", "\"", "\u201D", ")",
		"[12]", "- ", "* ", "1. ", "a) ", "# ", "dr", "Drs", "S.H",
		"dll", "H.B", "Jassin", "Rp1.500.000,00", "10.30", "WIB",
		"kata", "Kata", "\u00E9", "\U0001F600", "622 M", ", ", "tgl",
		WRAP_1, WRAP_2 " "};
	uint64_t chance = 12;
	struct buf text = {0};
	for (unsigned n = 0; n < 3000; n++) {
		struct layout layout = {0};
		struct error err = {0};
		buf_clear(&text);
		for (uint32_t i = support_random(&chance, 60); i > 0; i--)
			buf_put_text(
				&text, parts[support_random(&chance,
					       sizeof parts / sizeof *parts)]);
		struct slice all = buf_slice(&text);
		assert_true(layout_read(all, &layout, &err));
		check(all, &layout);
		size_t behind = 0;
		for (size_t i = 0; i <= layout.count; i++) {
			size_t next = i < layout.count
					      ? layout.paragraph[i].start
					      : all.length;
			for (size_t space; behind < next; behind += space) {
				space = unicode_space_at(all, behind);
				assert_true(space > 0);
			}
			if (i < layout.count)
				behind = layout.paragraph[i].end;
		}
		for (size_t at = 0; at < all.length;) {
			at = layout_sentence_end(all, at);
			assert_true(at == all.length ||
				    unicode_space_before(all, at) ||
				    strchr(".!?\xA6", all.bytes[at - 1]));
		}
		layout_free(&layout);
	}
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paragraphs),
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_lines_of_pieces),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
