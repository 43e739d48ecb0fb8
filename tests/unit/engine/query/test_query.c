/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language.  argv[1]: the folder of golden pairs, whose format is
 * told at the top of each of its files. */
#include "query.h"
#include "query_print.h"

#include <dirent.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *golden_folder;

enum { GOLDEN_LEAST_PAIRS = 300 };

struct golden {
	char path[PATH_MAX];
	size_t line_number;
	size_t pairs, mismatches;
};

/* In place: \xHH and \\. */
static size_t unescape(char *text)
{
	size_t used = 0;
	for (char *at = text; *at; used++) {
		unsigned byte;
		if (at[0] == '\\' && sscanf(at, "\\x%2x", &byte) == 1) {
			text[used] = (char)byte;
			at += 4;
		} else {
			at += at[0] == '\\' && at[1] == '\\';
			text[used] = *at++;
		}
	}
	return used;
}

/* What a query gives, as the golden files write it. */
static char *describe(struct slice text)
{
	struct error err = {0};
	struct buf buf = {0};
	struct query *query = query_parse(text, false, &err);
	if (!query && err.code == ERROR_LIMIT) {
		buf_put_format(&buf, "limit@%u", err.position);
	} else if (!query) {
		buf_put_format(&buf, "error: %s", err.text);
	} else {
		char *tree = query_print(query);
		assert_non_null(tree);
		buf_put_text(&buf, tree);
		free(tree);
		for (size_t i = 0; i < query->note_count; i++)
			buf_put_format(&buf, "%s%s@%u", i ? " " : "\n",
				query_note_name(query->note[i].kind),
				query->note[i].position);
	}
	query_free(query);
	buf_put_byte(&buf, '\0');
	assert_false(buf.failed);
	return buf.bytes;
}

static void check_pair(struct golden *golden, char *query, const char *expected)
{
	char *got = describe(slice_of(query, unescape(query)));
	golden->pairs++;
	if (strcmp(got, expected) != 0) {
		golden->mismatches++;
		print_error("%s:%zu: expected\n%s\nbut got\n%s\n", golden->path,
			golden->line_number, expected, got);
	}
	free(got);
}

static void check_file(struct golden *golden)
{
	FILE *file = fopen(golden->path, "r");
	assert_non_null(file);
	char *line = NULL, *query = NULL;
	size_t room = 0, line_number = 0;
	struct buf expected = {0};
	for (bool more = true; more;) {
		ssize_t length = getline(&line, &room, file);
		more = length >= 0;
		line_number++;
		if (more && line[length - 1] == '\n')
			line[--length] = '\0';
		if (more && line[0] == '#' &&
			(line[1] == '\0' || line[1] == ' '))
			continue;
		if (more && length > 0 && !query) {
			query = line;
			line = NULL;
			room = 0;
			golden->line_number = line_number;
		} else if (more && length > 0) {
			buf_put_text(&expected, expected.length ? "\n" : "");
			buf_put_text(&expected, line);
		} else if (query) {
			buf_put_byte(&expected, '\0');
			check_pair(golden, query, expected.bytes);
			buf_clear(&expected);
			free(query);
			query = NULL;
		}
	}
	free(line);
	buf_free(&expected);
	fclose(file);
}

static void test_golden(void **state)
{
	(void)state;
	assert_non_null(golden_folder);
	DIR *folder = opendir(golden_folder);
	assert_non_null(folder);
	struct golden golden = {.pairs = 0};
	for (struct dirent *entry; (entry = readdir(folder));) {
		size_t length = strlen(entry->d_name);
		if (length < 5 || strcmp(entry->d_name + length - 4, ".txt"))
			continue;
		snprintf(golden.path, sizeof golden.path, "%s/%s",
			golden_folder, entry->d_name);
		check_file(&golden);
	}
	closedir(folder);
	print_message("# %zu golden pairs, %zu mismatches\n", golden.pairs,
		golden.mismatches);
	assert_int_equal(golden.mismatches, 0);
	assert_true(golden.pairs >= GOLDEN_LEAST_PAIRS);
}

static void test_empty(void **state)
{
	(void)state;
	struct error err = {0};
	struct query *query = query_parse(slice_of(NULL, 0), true, &err);
	assert_non_null(query);
	assert_null(query->root);
	assert_int_equal(query->note_count, 0);
	char *tree = query_print(query);
	assert_string_equal(tree, "()");
	free(tree);
	query_free(query);
	query_free(NULL);
}

/* The nodes' bytes, in the order of query_print. */
static void put_spans(struct buf *buf, const struct query_node *node)
{
	buf_put_format(buf, "(%u-%u", node->start, node->end);
	for (size_t i = 0; i < node->child_count; i++)
		put_spans(buf, node->child[i]);
	buf_put_byte(buf, ')');
}

static void test_positions(void **state)
{
	(void)state;
	static const struct {
		const char *query, *spans;
	} cases[] = {
		{"siber", "(0-5)"},
		{"  siber  ", "(2-7)"},
		{"a b", "(0-3(0-1)(2-3))"},
		{"=menulis", "(0-8)"},
		{"ekonom*", "(0-7)"},
		{"\"ruang maya\"", "(0-12)"},
		{"\"ruang maya\"~ x", "(0-15(0-13)(14-15))"},
		{"judul:siber", "(0-11)"},
		{"judul:\"ruang maya\"~", "(0-19)"},
		{"tahun:2019..2022", "(0-16)"},
		{"-a", "(0-2(1-2))"},
		{"BUKAN  a", "(0-8(7-8))"},
		{"+a b", "(0-4(0-2)(3-4))"},
		{"a +b", "(0-4(2-4)(0-1))"},
		{"a -b c", "(0-6(0-6(0-1)(5-6))(2-4(3-4)))"},
		{"a DAN b", "(0-7(0-1)(6-7))"},
		{"(a b)", "(0-5(1-2)(3-4))"},
		{" ( a ) ", "(1-6)"},
		{"(a b) c", "(0-7(1-2)(3-4)(6-7))"},
		{"-(a b)", "(0-6(1-6(2-3)(4-5)))"},
		{"judul:(a b)", "(0-11(7-8)(9-10))"},
		{"judul:(a)", "(0-9)"},
		{"a NEAR/5 b", "(0-10(0-1)(9-10))"},
		{"-a NEAR/5 b", "(0-11(1-11(1-2)(10-11)))"},
		{"a NEAR/3 b NEAR/5 c",
			"(0-19(0-10(0-1)(9-10))(9-19(9-10)(18-19)))"},
		{"a DAN", "(0-5(0-1)(2-5))"},
		{"(a b", "(0-4(1-2)(3-4))"},
		{"\"a", "(1-2)"},
		{"judul:\"a", "(0-8)"},
		{"\xe2\x80\x93"
		 "a",
			"(0-4(3-4))"},
		{"\xe2\x80\x9c"
		 "a b\xe2\x80\x9d",
			"(0-9)"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct query *query = query_parse(
			slice_text(cases[i].query), false, NULL);
		assert_non_null(query);
		assert_non_null(query->root);
		struct buf spans = {0};
		put_spans(&spans, query->root);
		buf_put_byte(&spans, '\0');
		if (strcmp(spans.bytes, cases[i].spans) != 0)
			print_error("of %s\n", cases[i].query);
		assert_string_equal(spans.bytes, cases[i].spans);
		buf_free(&spans);
		query_free(query);
	}
}

static void test_strict(void **state)
{
	(void)state;
	static const struct {
		const char *query;
		uint32_t position;
		const char *part; /* of the text */
	} cases[] = {
		{"hukum \"ruang", 6, "quote at byte 6 is never closed"},
		{"a (b", 2, "parenthesis at byte 2 is never closed"},
		{"a b) c", 3, "parenthesis at byte 3 is never opened"},
		{"a DAN", 2, "DAN at byte 2 needs a word"},
		{"OR a", 0, "OR at byte 0 needs a word"},
		{"a -judul: b", 3, "judul at byte 3 needs a word"},
		{"a NEAR/5 (b c)", 2, "NEAR at byte 2 needs a word"},
		{"a -ab*", 3, "prefix at byte 3 needs at least 3 letters"},
		{"a tahun:lalu", 2, "tahun: at byte 2 needs a year"},
		{"Year:2022..2019", 0, "Year: at byte 0 needs a year"},
		{"a NEAR/0 b", 2, "distance from 1 to 50"},
		{"a NEAR/x b", 2, "distance from 1 to 50"},
		/* The first of several counts. */
		{"DAN (ab* \"", 0, "DAN at byte 0"},
		{"ab* DAN (\"", 0, "prefix at byte 0"},
		{"a (b DAN \"", 2, "parenthesis at byte 2"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error err = {0};
		struct slice text = slice_text(cases[i].query);
		assert_null(query_parse(text, true, &err));
		assert_int_equal(err.code, ERROR_SYNTAX);
		assert_int_equal(err.position, cases[i].position);
		if (!strstr(err.text, cases[i].part))
			fail_msg("%s: %s", cases[i].query, err.text);
		assert_null(query_parse(text, true, NULL));
	}
}

static void test_strict_accepts(void **state)
{
	(void)state;
	static const char *const cases[] = {"", "...", "a - b", "\"\"", "()",
		"a (b) -\"c d\"~", "a NEAR/50 b NEAR c", "xyz:a", "=a ekonom*",
		"judul:(a tahun:..2020) ATAU BUKAN b", "dan near"};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error err = {0};
		struct query *query = query_parse(
			slice_text(cases[i]), true, &err);
		if (!query)
			fail_msg("%s: %s", cases[i], err.text);
		assert_int_equal(err.code, ERROR_NONE);
		assert_int_equal(query->note_count, 0);
		query_free(query);
	}
}

static void check_limit(struct slice text, uint32_t position, const char *part)
{
	for (int strict = 0; strict < 2; strict++) {
		struct error err = {0};
		assert_null(query_parse(text, strict, &err));
		assert_int_equal(err.code, ERROR_LIMIT);
		assert_int_equal(err.position, position);
		if (!strstr(err.text, part))
			fail_msg("%s", err.text);
		assert_null(query_parse(text, strict, NULL));
	}
}

static void test_limits(void **state)
{
	(void)state;
	char text[QUERY_MAX_BYTES + 1];
	memset(text, 'a', sizeof text);
	check_limit(slice_of(text, sizeof text), QUERY_MAX_BYTES, "1024 bytes");
	memset(text, '"', sizeof text);
	check_limit(slice_of(text, sizeof text), QUERY_MAX_BYTES, "1024 bytes");
	memset(text, '(', sizeof text);
	check_limit(slice_of(text, QUERY_MAX_BYTES), QUERY_MAX_DEPTH,
		"16 nested parentheses");
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = i % 2 ? ' ' : 'a';
	check_limit(slice_of(text, QUERY_MAX_BYTES), 2 * QUERY_MAX_TERMS,
		"64 words");
	check_limit(slice_text("abc* abc* abc* abc* abc*"), 20, "4 prefixes");
	/* A limit goes before what is broken in front of it. */
	check_limit(
		slice_text("DAN \"abc* abc* abc* abc* abc*"), 25, "4 prefixes");
}

/* The tree outlives the bytes it was made from. */
static void test_copy(void **state)
{
	(void)state;
	char text[] = "siber \"ruang maya\"";
	struct query *query = query_parse(
		slice_of(text, sizeof text - 1), false, NULL);
	memset(text, '#', sizeof text);
	char *tree = query_print(query);
	assert_string_equal(tree, "(or (word siber) (phrase \"ruang maya\"))");
	free(tree);
	assert_true(
		slice_equal(query->text, slice_text("siber \"ruang maya\"")));
	query_free(query);
}

static void test_invalid_utf8(void **state)
{
	(void)state;
	static const struct {
		const char *query, *expected;
	} cases[] = {
		{"\xff", "(word \xff)"},
		{"a\xc3 b", "(or (word a\xc3) (word b))"},
		{"\x80*", "(word \x80)\nshortPrefix@0"},
		{"\xc3\xc3\xc3*", "(prefix \xc3\xc3\xc3)"},
		{"a \xe2\x80", "(or (word a) (word \xe2\x80))"},
		{"\xe2\x80 a", "(or (word \xe2\x80) (word a))"},
		{"\"\xf0\x9f\"", "(phrase \xf0\x9f)"},
		{"judul:\xc2", "(word@title \xc2)"},
		{"\xe2\x80\x93", "()"},
		{"\xe2\x88\x92\xff", "(not (word \xff))"},
		{"\xc2\xab\xc2", "(word \xc2)\nopenQuote@0"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *got = describe(slice_text(cases[i].query));
		assert_string_equal(got, cases[i].expected);
		free(got);
	}
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Half random bytes, half pieces of the language. */
static size_t random_query(uint32_t *seed, char *text, size_t room)
{
	static const char *const pieces[] = {" ", " ", " ", "\"", "(", ")", "-",
		"+", "=", "*", "~", "DAN", "ATAU", "BUKAN", "NEAR", "NEAR/3",
		"NEAR/0", "judul:", "tahun:", "2019..", "2022", "siber", "a",
		"\xe2\x80\x9c", "\xe2\x80\x93", "\xc2\xab", ".", "ekonom"};
	size_t used = 0, wanted = next_random(seed) % room;
	bool language = next_random(seed) % 2;
	while (used < wanted) {
		char byte = (char)next_random(seed);
		struct slice piece = slice_of(&byte, 1);
		if (language)
			piece = slice_text(
				pieces[next_random(seed) %
					(sizeof pieces / sizeof *pieces)]);
		if (piece.length > room - used)
			break;
		memcpy(text + used, piece.bytes, piece.length);
		used += piece.length;
	}
	return used;
}

static void check_node(const struct query_node *node, uint32_t length)
{
	assert_true(node->start < node->end && node->end <= length);
	for (size_t i = 0; i < node->child_count; i++) {
		assert_true(node->child[i]->start >= node->start);
		assert_true(node->child[i]->end <= node->end);
		check_node(node->child[i], length);
	}
}

static void test_random(void **state)
{
	(void)state;
	uint32_t seed = 1;
	char text[160];
	size_t read = 0, mended = 0;
	for (int i = 0; i < 40000; i++) {
		size_t length = random_query(&seed, text, sizeof text);
		struct slice slice = slice_of(text, length);
		struct error err = {0};
		struct query *query = query_parse(slice, false, &err);
		struct query *strict = query_parse(slice, true, NULL);
		if (!query) {
			assert_int_equal(err.code, ERROR_LIMIT);
			assert_null(strict);
			continue;
		}
		assert_int_equal(strict != NULL, query->note_count == 0);
		if (query->root)
			check_node(query->root, (uint32_t)length);
		char *tree = query_print(query);
		assert_non_null(tree);
		read++;
		mended += query->note_count > 0;
		free(tree);
		query_free(strict);
		query_free(query);
	}
	assert_true(read > 30000 && mended > 10000 && mended < read);
}

static void test_note_names(void **state)
{
	(void)state;
	static const char *const names[] = {
		[QUERY_NOTE_OPEN_QUOTE] = "openQuote",
		[QUERY_NOTE_OPEN_PAREN] = "openParen",
		[QUERY_NOTE_DANGLING] = "dangling",
		[QUERY_NOTE_SHORT_PREFIX] = "shortPrefix",
		[QUERY_NOTE_BAD_RANGE] = "badRange",
		[QUERY_NOTE_NO_PHRASE] = "noPhrase",
		[QUERY_NOTE_BAD_DISTANCE] = "badDistance",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(
			query_note_name((enum query_note_kind)i), names[i]);
}

int main(int argc, char **argv)
{
	golden_folder = argc > 1 ? argv[1] : getenv("TELUSUR_GOLDEN_QUERY");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_positions),
		cmocka_unit_test(test_strict),
		cmocka_unit_test(test_strict_accepts),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_copy),
		cmocka_unit_test(test_invalid_utf8),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_note_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
