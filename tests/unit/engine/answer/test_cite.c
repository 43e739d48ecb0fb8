/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations: each style, with all that is known and with nothing. */
#include "cite.h"
#include "names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define LQ "\xE2\x80\x9C"
#define RQ "\xE2\x80\x9D"

static void expect(
	enum cite_style style, const struct cite *cite, const char *expected)
{
	struct buf out = {0};
	struct error err;
	assert_true(cite_write(style, cite, &out, &err));
	buf_put_byte(&out, '\0');
	assert_string_equal(out.bytes, expected);
	buf_free(&out);
}

static void test_all_is_known(void **state)
{
	struct essay essay = {.id = slice_text("keamanan~1"),
		.path = slice_text("esai/keamanan.txt"),
		.title = slice_text("Keamanan Siber"),
		.author = slice_text("Siti Rahma"),
		.date = slice_text("2021-03-04T10:00:00Z")};
	struct cite cite = {&essay, slice_text("Ruang siber\r\n tak berbatas."),
		12, slice_text("https://contoh.id/baca?id=keamanan~1")};
	(void)state;
	expect(CITE_PLAIN, &cite,
		"Siti Rahma. 2021. " LQ "Keamanan Siber." RQ
		" esai/keamanan.txt, paragraf 12. " LQ
		"Ruang siber tak berbatas." RQ
		" https://contoh.id/baca?id=keamanan~1\n");
	expect(CITE_BIBTEX, &cite,
		"@misc{rahma2021keamanan,\n"
		"  author = {{Siti Rahma}},\n"
		"  title = {{Keamanan Siber}},\n"
		"  year = {2021},\n"
		"  month = mar,\n"
		"  note = {esai/keamanan.txt, paragraf 12: " LQ
		"Ruang siber tak berbatas." RQ "},\n"
		"  url = {https://contoh.id/baca?id=keamanan~1},\n"
		"}\n");
	expect(CITE_RIS, &cite,
		"TY  - ELEC\r\nAU  - Siti Rahma\r\nTI  - Keamanan Siber\r\n"
		"PY  - 2021\r\nDA  - 2021/03/04\r\n"
		"UR  - https://contoh.id/baca?id=keamanan~1\r\n"
		"N1  - esai/keamanan.txt, paragraf 12: " LQ
		"Ruang siber tak berbatas." RQ "\r\nER  - \r\n");
	expect(CITE_CSL_JSON, &cite,
		"[{\"id\":\"rahma2021keamanan\",\"type\":\"webpage\","
		"\"title\":\"Keamanan Siber\",\"author\":[{\"literal\":"
		"\"Siti Rahma\"}],\"issued\":{\"date-parts\":[[2021,3,4]]},"
		"\"URL\":\"https://contoh.id/baca?id=keamanan~1\","
		"\"note\":\"esai/keamanan.txt, paragraf 12: " LQ
		"Ruang siber tak berbatas." RQ "\"}]\n");
	/* Its own address is before ours, and before a path. */
	essay.url = slice_text("https://x.id/a?b=1&c=50%25_{}");
	cite.quote.length = cite.paragraph = 0;
	expect(CITE_PLAIN, &cite,
		"Siti Rahma. 2021. " LQ "Keamanan Siber." RQ
		" https://x.id/a?b=1&c=50%25_%7B%7D\n");
}

static void test_little_is_known(void **state)
{
	struct essay essay = {.id = slice_text("a~1"),
		.path = slice_text("a.txt"),
		.title = slice_text("Apa itu?")};
	struct cite cite = {.essay = &essay};
	(void)state;
	expect(CITE_PLAIN, &cite, LQ "Apa itu?" RQ " a.txt.\n");
	expect(CITE_BIBTEX, &cite,
		"@misc{itu,\n  title = {{Apa itu?}},\n  note = {a.txt},\n}\n");
	expect(CITE_RIS, &cite,
		"TY  - GEN\r\nTI  - Apa itu?\r\nN1  - a.txt\r\nER  - \r\n");
	expect(CITE_CSL_JSON, &cite,
		"[{\"id\":\"itu\",\"type\":\"document\",\"title\":\"Apa itu?\","
		"\"note\":\"a.txt\"}]\n");
	essay.title = slice_text("Di Atas Awan!");
	expect(CITE_PLAIN, &cite, LQ "Di Atas Awan!" RQ " a.txt.\n");
	expect(CITE_CSL_JSON, &cite,
		"[{\"id\":\"atas\",\"type\":\"document\","
		"\"title\":\"Di Atas Awan!\",\"note\":\"a.txt\"}]\n");
	essay.title = slice_text("\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85");
	expect(CITE_BIBTEX, &cite,
		"@misc{a1,\n"
		"  title = {{\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85}},\n"
		"  note = {a.txt},\n}\n");
}

static void test_dates(void **state)
{
	static const struct {
		const char *date, *expected;
	} cases[] = {
		{"2021", "[[2021]]"},
		{"2021-12", "[[2021,12]]"},
		{"2021-13", "[[2021]]"},
		{"2021-02-30", "[[2021,2,30]]"},
		{"2021-02-3", "[[2021,2]]"},
		{"2021-02-41", "[[2021,2]]"},
	};
	struct essay essay = {.id = slice_text("a"), .title = slice_text("T")};
	struct cite cite = {.essay = &essay};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char expected[200];
		essay.date = slice_text(cases[i].date);
		snprintf(expected, sizeof expected,
			"[{\"id\":\"2021t\",\"type\":\"document\",\"title\":"
			"\"T\",\"issued\":{\"date-parts\":%s}}]\n",
			cases[i].expected);
		expect(CITE_CSL_JSON, &cite, expected);
	}
	static const char *const bad[] = {"", "kemarin", "21", "0000", "202"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		essay.date = slice_text(bad[i]);
		expect(CITE_PLAIN, &cite, LQ "T." RQ "\n");
	}
}

static void test_nothing_is_injected(void **state)
{
	struct essay essay = {.id = slice_text("a"),
		.path = slice_text("a\nER  - \r\n.txt"),
		.title = slice_text(
			"  \"A\" {b \\c} 5% & d_e\n@book{x,\t$#~^ "),
		.author = slice_text("X\r\nTI  - palsu\xE2\x80\xAE\xE2\x81\xA6"
				     "\xE2\x80\x8F\x01\xFF")};
	struct cite cite = {.essay = &essay};
	(void)state;
	expect(CITE_RIS, &cite,
		"TY  - GEN\r\nAU  - X TI - palsu\xEF\xBF\xBD\r\n"
		"TI  - \"A\" {b \\c} 5% & d_e @book{x, $#~^\r\n"
		"N1  - a ER - .txt\r\nER  - \r\n");
	expect(CITE_BIBTEX, &cite,
		"@misc{palsubookx,\n"
		"  author = {{X TI - palsu\xEF\xBF\xBD}},\n"
		"  title = {{\"A\" {\\textbraceleft}b {\\textbackslash}c"
		"{\\textbraceright} 5\\% \\& d\\_e @book{\\textbraceleft}x, "
		"\\$\\#{\\textasciitilde}{\\textasciicircum}}},\n"
		"  note = {a ER - .txt},\n}\n");
}

static void test_long_quotes(void **state)
{
	struct essay essay = {.id = slice_text("a"), .title = slice_text("T")};
	struct cite cite = {.essay = &essay, .paragraph = 1};
	struct buf quote = {0}, expected = {0};
	(void)state;
	buf_put_text(&expected, LQ "T." RQ " paragraf 1. " LQ);
	for (unsigned i = 0; i < 100; i++)
		buf_put_text(&quote, "k\xC3\xA9jut ");
	for (unsigned i = 0; i < 33; i++)
		buf_put_text(&expected, i ? " k\xC3\xA9jut" : "k\xC3\xA9jut");
	buf_put_text(&expected, " \xE2\x80\xA6" RQ "\n");
	buf_put_byte(&expected, '\0');
	cite.quote = buf_slice(&quote);
	expect(CITE_PLAIN, &cite, expected.bytes);
	buf_clear(&quote);
	buf_clear(&expected);
	buf_put_text(&expected, LQ "T." RQ " paragraf 1. " LQ);
	for (unsigned i = 0; i < 300; i++)
		buf_put_text(&quote, "k\xC3\xA9");
	for (unsigned i = 0; i < CITE_QUOTE_CHARACTERS / 2; i++)
		buf_put_text(&expected, "k\xC3\xA9");
	buf_put_text(&expected, "\xE2\x80\xA6" RQ "\n");
	buf_put_byte(&expected, '\0');
	cite.quote = buf_slice(&quote);
	expect(CITE_PLAIN, &cite, expected.bytes);
	buf_free(&quote);
	buf_free(&expected);
}

static void test_styles(void **state)
{
	unsigned style;
	(void)state;
	assert_true(names_find(cite_style_names, slice_text("ris"), &style));
	assert_int_equal(style, CITE_RIS);
	assert_true(
		names_find(cite_style_names, slice_text("csl-json"), &style));
	assert_int_equal(style, CITE_CSL_JSON);
	assert_false(names_find(cite_style_names, slice_text("RIS"), &style));
	assert_string_equal(cite_type(CITE_PLAIN), "text/plain; charset=utf-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_is_known),
		cmocka_unit_test(test_little_is_known),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_nothing_is_injected),
		cmocka_unit_test(test_long_quotes),
		cmocka_unit_test(test_styles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
