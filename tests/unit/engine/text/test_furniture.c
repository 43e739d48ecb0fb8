/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "furniture.h"

#include "layout.h"
#include "text_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_lines(void **state)
{
	static const struct {
		const char *line;
		enum furniture is;
	} rows[] = {
		{"Lihat ke Halaman Asli", FURNITURE_SURE},
		{"BERI NILAI", FURNITURE_SURE},
		{"  Beri   Nilai:", FURNITURE_SURE},
		{"Konten Terkait", FURNITURE_SURE},
		{"Lihat Semua Komentar (12)", FURNITURE_SURE},
		{"\xC2\xBB Halaman Selanjutnya", FURNITURE_SURE},
		{"Baca juga: Hujan di Bulan Juni", FURNITURE_SURE},
		{"Baca Juga Hujan di Bulan Juni", FURNITURE_SURE},
		{"Baca juga: Apakah Hujan Turun?", FURNITURE_SURE},
		{"Simak Video \"Banjir Lahar\"", FURNITURE_SURE},
		{"[Gambas:Video 20detik]", FURNITURE_SURE},
		{"Simak video itu sampai habis.", FURNITURE_NONE},
		{"Baca juga buku yang lain supaya adil.", FURNITURE_NONE},
		{"Lihat ke halaman asli buku itu.", FURNITURE_NONE},
		{"Ia menekan tombol beri nilai.", FURNITURE_NONE},
		{"Beri nilai tambah", FURNITURE_NONE},
		{"3 Komentar", FURNITURE_MAYBE},
		{"Terbaru", FURNITURE_MAYBE},
		{"Terbaru dari Timur", FURNITURE_NONE},
		{"", FURNITURE_NONE},
		{"12 / 3", FURNITURE_NONE},
		{"\xFF\xFE", FURNITURE_NONE},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (furniture_line(slice_text(rows[i].line)) != rows[i].is)
			fail_msg("%s", rows[i].line);
}

#define BODY                                                              \
	"Diplomasi siber dilakukan oleh negara-negara yang bekerja sama " \
	"menjaga ruang siber Indonesia dan dunia.\n\n"

/* Which paragraphs are furniture, a digit each. */
static void check(const char *text, const char *wanted)
{
	struct layout layout = {0};
	struct error err;
	support_ok(layout_read(slice_text(text), &layout, &err), err);
	assert_int_equal(layout.count, strlen(wanted));
	for (size_t i = 0; i < layout.count; i++) {
		if (layout.paragraph[i].furniture != (wanted[i] == '1'))
			fail_msg("paragraph %zu of %.60s", i, text);
		assert_int_equal(layout.paragraph[i].number, i + 1);
	}
	layout_free(&layout);
}

static void test_texts(void **state)
{
	(void)state;
	check("Lihat ke Halaman Asli\n\nJudul\n\n" BODY BODY
	      "BERI NILAI\n\nKirim\n\nTerbaru\n\nLain\n\n",
		"10001110");
	/* Nothing sure beside them: headings. */
	check("Komentar\n\n" BODY "Terbaru\n\n" BODY "Menu\n\n", "00000");
	/* In the middle only what is sure. */
	check(BODY "Terbaru\n\nBaca juga: Lain\n\n" BODY, "0010");
	check("---\ntitle: a\n---\n\n# Judul\n\n" BODY, "11100");
	check("---\n\nBukan bidang\n\n---\n\n", "000");
	check("BERI NILAI\n", "1");
	check("", "");
}

/* How many bytes of a text are fields before it. */
static void test_front_matter(void **state)
{
	static const struct {
		const char *text;
		size_t bytes;
	} rows[] = {
		{"---\ntitle: a\n---\nTeks", 17},
		{"\xEF\xBB\xBF---\ntitle: a\n---\nTeks", 20},
		{"---\ntitle: a\nIsi.\n---\nTeks", 0},
		{"---\n---\nTeks", 0},
		{"---\ntitle: a\nTeks", 0},
		{"+++\ntitle = 'a'\n+++\nTeks", 20},
		{"+++\n+++\nTeks", 0},
		{"title: a\nTeks", 0},
		{"", 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t bytes = furniture_front_matter(slice_text(rows[i].text));
		if (bytes != rows[i].bytes)
			fail_msg("%s: %zu, not %zu", rows[i].text, bytes,
				rows[i].bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_front_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
