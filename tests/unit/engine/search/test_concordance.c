/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a concordance: what stands on each side of a match, and what lines
 * are ordered by. */
#include "concordance_impl.h"
#include "search_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct {
	const char *text, *match;
	uint32_t width;
	const char *left, *right;
} cut_cases[] = {
	{"Keamanan siber itu penting", "siber", 50, "Keamanan ",
		" itu penting"},
	{"siber", "siber", 50, "", ""},
	{"(siber).", "siber", 50, "(", ")."},
	{"satu dua tiga x empat lima", "x", 8, "tiga ", " empat"},
	{"satu dua tiga x empat lima", "x", 9, "dua tiga ", " empat"},
	{"satu dua tiga x empat lima", "x", 6, "tiga ", " empat"},
	{"satu  dua\r\n tiga x\n\n\tempat  \xC2\xA0 lima\n", "x", 11,
		"dua tiga ", " empat lima"},
	/* A word longer than the width is cut, but no character is. */
	{"k\xC3\xA9k\xC3\xA9k\xC3\xA9-x-\xE6\xBC\xA2\xE5\xAD\x97"
	 "\xE6\xBC\xA2",
		"x", 3, "k\xC3\xA9-", "-\xE6\xBC\xA2\xE5\xAD\x97"},
};

static void test_sides(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cut_cases / sizeof *cut_cases; i++) {
		struct slice text = slice_text(cut_cases[i].text);
		const char *at = strstr(text.bytes, cut_cases[i].match);
		size_t length = strlen(cut_cases[i].match);
		uint32_t start = 100 + (uint32_t)(at - text.bytes);
		struct highlight highlight = {.start = start,
			.end = start + (uint32_t)length,
			.form = slice_of(at, length)};
		struct concordance_line line = {.rank = 0};
		struct arena arena = {0};
		assert_true(concordance_line_cut(text, 100, &highlight,
			cut_cases[i].width, &arena, &line));
		if (!slice_equal(line.left, slice_text(cut_cases[i].left)) ||
			!slice_equal(
				line.right, slice_text(cut_cases[i].right)))
			fail_msg("case %zu: [%.*s][%.*s]", i,
				(int)line.left.length, line.left.bytes,
				(int)line.right.length, line.right.bytes);
		assert_int_equal(line.start, start);
		arena_free(&arena);
	}
}

static void expect_key(const char *side, bool leftwards, const char *expected)
{
	struct buf key = {0};
	struct error err;
	assert_true(
		concordance_line_key(slice_text(side), leftwards, &key, &err));
	assert_true(slice_equal(buf_slice(&key), slice_text(expected)));
	buf_free(&key);
}

static void test_keys(void **state)
{
	(void)state;
	expect_key("", false, "");
	expect_key(" ...", true, "");
	expect_key(" Itu, PENTING!", false, "itu\x01penting\x01");
	expect_key("Itu, PENTING! ", true, "penting\x01itu\x01");
	expect_key("\xC3\x89kor", false, "\xC3\xA9kor\x01");
	expect_key("a b c d e f g h i j", false,
		"a\x01"
		"b\x01"
		"c\x01"
		"d\x01"
		"e\x01"
		"f\x01"
		"g\x01"
		"h\x01");
	expect_key("a b c d e f g h i j", true,
		"j\x01"
		"i\x01"
		"h\x01"
		"g\x01"
		"f\x01"
		"e\x01"
		"d\x01"
		"c\x01");
}

/* ---- paragraphs that are analysed in pieces ---- */

/* Every line of a paragraph is what the whole text would give. */
static void expect_whole_lines(
	struct index *index, struct slice text, uint32_t width, uint32_t lines)
{
	struct concordance_request request = {
		.search = {.q = slice_text("siber"), .limit = 5000},
		.width = width};
	struct error err;
	struct concordance *made = concordance_run(index, &request, &err);
	assert_non_null(made);
	assert_int_equal(made->total, lines);
	for (size_t i = 0; i < made->count; i++) {
		const struct concordance_line *line = &made->line[i];
		struct highlight highlight = {
			.start = line->start, .end = line->end};
		struct concordance_line whole = {.rank = 0};
		struct arena arena = {0};
		assert_true(slice_equal(slice_of(text.bytes + line->start, 5),
			slice_text("siber")));
		assert_true(concordance_line_cut(
			text, 0, &highlight, width, &arena, &whole));
		if (!slice_equal(line->left, whole.left) ||
			!slice_equal(line->right, whole.right))
			fail_msg("line %zu: [%.*s][%.*s], not [%.*s][%.*s]", i,
				(int)line->left.length, line->left.bytes,
				(int)line->right.length, line->right.bytes,
				(int)whole.left.length, whole.left.bytes,
				(int)whole.right.length, whole.right.bytes);
		arena_free(&arena);
	}
	concordance_free(made);
}

static void test_lines_reach_over_pieces(void **state)
{
	enum { LONG = 20000 };
	(void)state;
	for (unsigned stop = 0; stop < 2; stop++) {
		struct buf text = {0};
		uint32_t lines = 0;
		/* Every fifth word; 4-byte characters are a line's widest. */
		while (text.length < LONG + 3U * RECORD_BLOCK_BYTES * stop) {
			buf_put_format(&text, "%ssiber kata%u  dan\t",
				lines ? " " : "", lines);
			buf_put_text(&text, "\xF0\xA0\x80\x80\xF0\xA0\x80\x81");
			buf_put_text(&text, stop ? " itu. Lalu" : " itu lalu");
			lines++;
		}
		buf_put_byte(&text, '\0');
		struct essay essay = fixture_essay("a", "", false, text.bytes);
		struct fixture fixture;
		fixture_open(&fixture, NULL, NULL, &essay, 1);
		expect_whole_lines(fixture.index, essay.text, 20, lines);
		expect_whole_lines(fixture.index, essay.text, 200, lines);
		fixture_close(&fixture);
		buf_free(&text);
	}
}

/* A neighbour of the same block or of the next one is another paragraph. */
static void test_lines_end_with_their_paragraph(void **state)
{
	struct buf text = {0};
	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		for (unsigned k = 0; k < 100; k++)
			buf_put_text(&text, i % 3 ? "kata lain " : "katakata ");
		buf_put_text(&text, "akhir siber\n\nsiber awal ");
	}
	buf_put_byte(&text, '\0');
	struct essay essay = fixture_essay("a", "", false, text.bytes);
	struct fixture fixture;
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct concordance_request request = {
		.search = {.q = slice_text("siber"), .limit = 100},
		.width = 200};
	struct error err;
	struct concordance *made = concordance_run(
		fixture.index, &request, &err);
	assert_non_null(made);
	assert_int_equal(made->count, 80);
	for (size_t i = 0; i < made->count; i++) {
		const struct concordance_line *line = &made->line[i];
		struct slice side = i % 2 ? line->left : line->right;
		assert_int_equal(side.length, 0);
	}
	concordance_free(made);
	fixture_close(&fixture);
	buf_free(&text);
}

/* The numbers, in the file, of the lines that are found, in their order. */
static void expect_numbers(
	const char *text, enum concordance_sort sort, const uint32_t numbers[4])
{
	struct essay essay = fixture_essay("a", "", false, text);
	struct fixture fixture;
	struct error err;
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct concordance_request request = {
		.search = {.q = slice_text("siber"), .limit = 100},
		.sort = sort,
		.width = CONCORDANCE_MIN_WIDTH};
	struct concordance *made = concordance_run(
		fixture.index, &request, &err);
	support_ok(made != NULL, err);
	assert_int_equal(made->count, 4);
	for (size_t i = 0; i < made->count; i++)
		assert_int_equal(made->line[i].line, numbers[i]);
	concordance_free(made);
	fixture_close(&fixture);
}

static void test_numbers_and_order(void **state)
{
	/* Lines that are wrapped are one paragraph. */
	static const char inside[] =
		"kata siber yang berdiri pada baris pertama dari tulisan ini\n"
		"lalu kata lain yang berdiri pada baris kedua dari tulisan "
		"ini\n"
		"kata siber dan sekali lagi siber pada baris ketiga dari ini\n"
		"lalu kata lain yang mengakhiri paragraf itu.\n\n\nkata siber.";
	static const char alike[] = "kata siber a\n\nkata siber a\n\n"
				    "kata siber a\n\nkata siber a\n";
	static const uint32_t of_inside[] = {1, 3, 3, 7};
	static const uint32_t of_alike[] = {1, 3, 5, 7};
	(void)state;
	expect_numbers(inside, CONCORDANCE_BY_RELEVANCE, of_inside);
	expect_numbers(inside, CONCORDANCE_BY_POSITION, of_inside);
	/* Those with equal sides stay in order. */
	expect_numbers(alike, CONCORDANCE_BY_LEFT, of_alike);
	expect_numbers(alike, CONCORDANCE_BY_RIGHT, of_alike);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sides),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_lines_reach_over_pieces),
		cmocka_unit_test(test_lines_end_with_their_paragraph),
		cmocka_unit_test(test_numbers_and_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
