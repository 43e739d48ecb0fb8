/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "title.h"

#include "title_line.h"
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#define BODY                                                              \
	"Diplomasi siber dilakukan oleh negara-negara yang bekerja sama " \
	"menjaga ruang siber Indonesia dan dunia.\n"

static void check(const char *text, bool markdown, const char *title)
{
	struct buf out = {0};
	bool found = title_find(slice_text(text), markdown, &out);
	buf_put_byte(&out, 0);
	if (found != (title != NULL) || (title && strcmp(out.bytes, title)))
		fail_msg("%.60s: got \"%s\", wanted \"%s\"", text, out.bytes,
			title ? title : "none");
	buf_free(&out);
}

static void test_plain(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"Judul Saya\n\n" BODY, "Judul Saya"},
		{"\xEF\xBB\xBFJudul Saya\r\n\r\n" BODY, "Judul Saya"},
		{"\n\n  Judul \t Saya  \n" BODY, "Judul Saya"},
		{"# Judul Saya #\n" BODY, "Judul Saya"},
		{"Apakah Itu Siber?\n" BODY, "Apakah Itu Siber?"},
		{BODY "Judul di Akhir\n", NULL},
		{"Sebuah kalimat.\nBaris Pendek\n" BODY, NULL},
		{"Syaratnya :\n- satu\n", NULL},
		{"- satu\n- dua\n" BODY, NULL},
		{"Judul tanpa teks\n", NULL},
		{"Judul tanpa teks\n\n \n***\n", NULL},
		{"", NULL},
		{"\n\n", NULL},
		{"Baca juga: Berita Lain\nJudul Saya\n" BODY, "Judul Saya"},
		{"LIHAT KE HALAMAN ASLI\nJudul Saya\n" BODY, "Judul Saya"},
		{"Oleh Budi Santoso\nJudul Saya\n" BODY, "Judul Saya"},
		{"12 Mei 2020\nJudul Saya\n" BODY, "Judul Saya"},
		{"Jakarta, Kamis 2/12/2021 22:24 WIB\nJudul\n" BODY, "Judul"},
		{"Pidato 17 Agustus 1945\n" BODY, "Pidato 17 Agustus 1945"},
		{"17 Agustus 1945: Hari Merdeka\n" BODY,
			"17 Agustus 1945: Hari Merdeka"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(rows[i][0], false, rows[i][1]);
}

/* The head of a saved page: author and title in either order. */
static void test_saved_page(void **state)
{
	(void)state;
	check("Lihat ke Halaman Asli\n\nSri Wahyuni\n\nmahasiswa di Palembang\n"
	      "\nCapaian Diplomasi Siber\n\nDiperbarui: 2 Desember 2021   22:24"
	      "\n\nIlmu Sosial\n\n" BODY,
		false, "Capaian Diplomasi Siber");
	check("Capaian Diplomasi Siber\nSri Wahyuni\n2 Desember 2021\n" BODY,
		false, "Capaian Diplomasi Siber");
	/* What stands below the date is none, much as the text says of it. */
	check("Malam Ini\n2 Desember 2021\nDiplomasi Siber Negara\n" BODY,
		false, "Malam Ini");
	check("Malam Ini\nSri Wahyuni\n2 Desember 2021\n" BODY, false,
		"Malam Ini");
}

static void test_markdown(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"Pengantar singkat.\n\n## Ruang *Siber*\n" BODY,
			"Ruang *Siber"},
		{"---\ntitle: X\n---\n\n# Judul\n" BODY, "Judul"},
		{"```\n# bukan judul\n```\n# Judul\n" BODY, "Judul"},
		{"Judul Setext\n===\n" BODY, "Judul Setext"},
		{"#tagar\nJudul Saya\n" BODY, "tagar"},
		{"Judul Saya\n" BODY, "Judul Saya"},
		{BODY, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(rows[i][0], true, rows[i][1]);
}

static void test_names(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"diplomasi-di-dunia_maya.txt", "Diplomasi di dunia maya"},
		{"a.b.txt", "A.b"},
		{"tanpa", "Tanpa"},
		{"---.txt", "---"},
		{"\xFF-rusak.md", "\xEF\xBF\xBD rusak"},
		{"\xC3\xA9tude.txt", "\xC3\xA9tude"},
		{"baris\nbaru\x1B[31m.txt", "Baris baru [31m"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		title_from_name(slice_text(rows[i][0]), &out);
		buf_put_byte(&out, 0);
		assert_string_equal(out.bytes, rows[i][1]);
		buf_free(&out);
	}
}

/* Cut between characters, appended behind what is there. */
static void test_clean_cuts(void **state)
{
	(void)state;
	struct buf given = {0}, out = {0};
	for (int i = 0; i < 200; i++)
		buf_put_text(&given, "\xC3\xA9\xE2\x82\xAC");
	buf_put_text(&out, "depan");
	title_clean(buf_slice(&given), &out);
	assert_true(out.length <= 5 + TITLE_MAX_BYTES);
	assert_true(out.length > 5 + TITLE_MAX_BYTES - 4);
	assert_true(unicode_valid(buf_slice(&out)));
	buf_free(&given);
	buf_free(&out);
}

static void test_lines(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		enum title_line kind;
	} rows[] = {
		{"", TITLE_LINE_BLANK},
		{"*** ---", TITLE_LINE_BLANK},
		{"Beri Nilai", TITLE_LINE_FURNITURE},
		{"Beri Nilai Baru", TITLE_LINE_OTHER},
		{"Simak Juga Video", TITLE_LINE_FURNITURE},
		{"2021-12-02", TITLE_LINE_DATE},
		{"02.12.2021 | 22:24", TITLE_LINE_DATE},
		{"Kamis, 2 Des 2021 22:24 WIB", TITLE_LINE_DATE},
		{"Kompas.com - 2/12/2021", TITLE_LINE_DATE},
		{"32 Desember 2021", TITLE_LINE_OTHER},
		{"2 Desember", TITLE_LINE_OTHER},
		{"2021", TITLE_LINE_OTHER},
		{"12/13", TITLE_LINE_OTHER},
		{"99999999999999999999 Mei 2020", TITLE_LINE_OTHER},
		{"Penulis: Budi", TITLE_LINE_BYLINE},
		{"Olehnya Ditulis", TITLE_LINE_OTHER},
		{"\xE2\x80\xA2 butir", TITLE_LINE_BODY},
		{"akhir;", TITLE_LINE_BODY},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (title_line(slice_text(rows[i].line)) != rows[i].kind)
			fail_msg("%s: %d", rows[i].line,
				title_line(slice_text(rows[i].line)));
}

/* A line of exactly the limit may be a title, one more may not. */
static void test_length(void **state)
{
	(void)state;
	char line[TITLE_MAX_LINE_CHARACTERS + 1];
	memset(line, 'a', sizeof line);
	assert_int_equal(title_line(slice_of(line, TITLE_MAX_LINE_CHARACTERS)),
		TITLE_LINE_OTHER);
	assert_int_equal(
		title_line(slice_of(line, sizeof line)), TITLE_LINE_BODY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_saved_page),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_clean_cuts),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_length),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
