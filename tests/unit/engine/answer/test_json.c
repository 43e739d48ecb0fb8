/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What programs print and read as JSON. */
#include "index_support.h"
#include "json_analysis.h"
#include "json_document.h"
#include "json_line.h"
#include "json_part.h"
#include "json_problem.h"
#include "json_search.h"
#include "json_stats.h"
#include "morphology.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_segments(void **state)
{
	static const struct {
		const char *text;
		struct highlight highlight[3];
		size_t count;
		const char *expected;
	} cases[] = {
		{"abcdef", {{0}}, 0, "[\"abcdef\"]"},
		{"", {{0}}, 0, "[\"\"]"},
		{"abcdef", {{.start = 12, .end = 14}}, 1,
			"[\"ab\",\"cd\",\"ef\"]"},
		{"abcdef", {{.start = 10, .end = 12}}, 1,
			"[\"\",\"ab\",\"cdef\"]"},
		{"abcdef", {{.start = 14, .end = 16}}, 1, "[\"abcd\",\"ef\"]"},
		{"abcdef", {{.start = 10, .end = 16}}, 1, "[\"\",\"abcdef\"]"},
		{"abcdef", {{.start = 10, .end = 12}, {.start = 12, .end = 14}},
			2, "[\"\",\"ab\",\"\",\"cd\",\"ef\"]"},
		/* What overlaps, is empty or leaves the text is not marked. */
		{"abcdef",
			{{.start = 11, .end = 14}, {.start = 13, .end = 15},
				{.start = 15, .end = 17}},
			3, "[\"a\",\"bcd\",\"ef\"]"},
		{"abcdef", {{.start = 9, .end = 12}, {.start = 12, .end = 12}},
			2, "[\"abcdef\"]"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = {0}, expected = {0};
		struct json_writer json = {&out, false};
		json_part_segments(&json, "s", slice_text(cases[i].text), 10,
			cases[i].highlight, cases[i].count);
		buf_put_format(&expected, "\"s\":%s", cases[i].expected);
		buf_put_byte(&expected, 0);
		support_equal(&out, expected.bytes);
		buf_free(&expected);
	}
}

static const char answer_text[] =
	"{\"query\":{\"q\":\"keamanan -siber \\\"ruang\","
	"\"mode\":\"exact\",\"terms\":[{\"input\":\"keamanan\","
	"\"root\":\"aman\",\"via\":[\"ke-\",\"-an\"],\"documents\":4,"
	"\"kind\":\"word\",\"synonyms\":[\"sentosa\",\"\\\"\"]},"
	"{\"input\":\"-siber\",\"root\":\"siber\","
	"\"via\":[],\"documents\":3,\"kind\":\"word\","
	"\"forms\":[{\"form\":\"siber\",\"documents\":2,"
	"\"occurrences\":5},{\"form\":\"sibernya\",\"documents\":1,"
	"\"occurrences\":1,\"excluded\":true}],\"formsTotal\":3,"
	"\"excluded\":true}],\"suggestion\":null,\"notes\":[{\"kind\":"
	"\"openQuote\",\"position\":16}]},\"hits\":[{\"id\":\"x1\","
	"\"path\":\"a\xEF\xBF\xBD.txt\",\"title\":\"Aman\","
	"\"titleSegments\":[\"\",\"Aman\"],\"date\":\"2021\","
	"\"kind\":\"md\",\"score\":2.25,\"passages\":[{\"id\":\"QB-_\","
	"\"text\":\"Dan "
	"Keamanan!\","
	"\"segments\":[\"Dan \",\"Keamanan\",\"!\"],\"byteStart\":10,"
	"\"byteEnd\":23,\"lineStart\":5,\"lineEnd\":5,\"paragraph\":3,"
	"\"score\":1.5,\"cutBefore\":false,\"cutAfter\":true,"
	"\"prefix\":\"\",\"suffix\":\" Lalu\","
	"\"highlights\":[{\"byteStart\":14,"
	"\"byteEnd\":22,\"form\":\"Keamanan\",\"exact\":\"keamanan\","
	"\"match\":\"exact\"}]}],\"passagesTotal\":4,"
	"\"matchesTotal\":7,\"matchesTotalIsExact\":true}],\"sort\":"
	"\"relevance\",\"offset\":20,"
	"\"limit\":10,"
	"\"estimatedTotalHits\":21,\"totalIsExact\":true,"
	"\"processingTimeMs\":0.8124,\"generation\":\"1-2\"}";

static void test_answer(void **state)
{
	struct error err;
	struct query *query = query_parse(
		slice_text("keamanan -siber \"ruang"), false, &err);
	struct slice also[] = {slice_text("sentosa"), slice_text("\"")};
	struct search_form forms[] = {{slice_text("siber"), 2, 5, false},
		{slice_text("sibernya"), 1, 1, true}};
	struct search_term terms[] = {
		{slice_text("keamanan"), slice_text("aman"), "ke- -an", 4,
			"word", false, also, COUNT(also), NULL, 0, 0},
		{slice_text("-siber"), slice_text("siber"), "", 3, "word", true,
			NULL, 0, forms, COUNT(forms), 3},
	};
	struct highlight marks[] = {{14, 22, slice_text("Keamanan"),
		slice_text("keamanan"), "exact", 3}};
	struct highlight title_marks[] = {
		{0, 4, slice_text("Aman"), slice_text("aman"), "root", 0}};
	struct passage passage = {.text = slice_text("Dan Keamanan!"),
		.token = slice_text("QB-_"),
		.suffix = slice_text(" Lalu"),
		.start = 10,
		.end = 23,
		.first_line = 5,
		.last_line = 5,
		.paragraph = 3,
		.score = 1.5,
		.cut_after = true,
		.highlight = marks,
		.highlight_count = 1};
	struct search_hit hits[] = {
		{.essay = {.id = slice_text("x1"),
			 .path = slice_text("a\xFF.txt"),
			 .title = slice_text("Aman"),
			 .date = slice_text("2021"),
			 .kind = slice_text("md")},
			.title_highlight = title_marks,
			.title_highlight_count = 1,
			.score = 2.25,
			.passages = {&passage, 1, 7, 4, true}},
	};
	struct search_answer answer = {.query = query,
		.request = {.mode = PLAN_MODE_EXACT, .offset = 20, .limit = 10},
		.term = terms,
		.term_count = 2,
		.hit = hits,
		.hit_count = 1,
		.total = 21,
		.total_exact = true,
		.time_ms = 0.81237,
		.generation = "1-2"};
	struct buf out = {0};
	(void)state;
	assert_non_null(query);
	assert_true(json_search_answer(&answer, &out, &err));
	support_equal(&out, answer_text);
	query_free(query);
}

static void test_document(void **state)
{
	struct highlight marks[] = {
		{0, 4, slice_text("Aman"), slice_text("aman"), "root", 1}};
	struct layout_paragraph paragraphs[] = {
		{0, 5, 1, 1, 1, false}, {7, 10, 3, 4, 2, false}};
	struct search_document document = {
		.essay = {.id = slice_text("x1"),
			.path = slice_text("a.txt"),
			.title = slice_text("A"),
			.author = slice_text("B"),
			.url = slice_text("https://c/"),
			.kind = slice_text("txt"),
			.text = slice_text("Aman.\n\nb\nc"),
			.extracted = true},
		.layout = {paragraphs, 2, 2},
		.highlight = marks,
		.highlight_count = 1,
		.generation = "3-1"};
	struct error err;
	struct buf out = {0};
	(void)state;
	assert_true(json_document(&document, &out, &err));
	support_equal(&out,
		"{\"id\":\"x1\",\"path\":\"a.txt\",\"title\":\"A\","
		"\"author\":\"B\",\"url\":\"https://c/"
		"\",\"kind\":\"txt\",\"extracted\":true,"
		"\"lengthBytes\":10,\"text\":\"Aman.\\n\\nb\\nc\","
		"\"paragraphs\":[{\"byteStart\":0,\"byteEnd\":5,"
		"\"lineStart\":1,\"lineEnd\":1,\"paragraph\":1},"
		"{\"byteStart\":7,\"byteEnd\":10,\"lineStart\":3,"
		"\"lineEnd\":4,\"paragraph\":2}],\"highlights\":["
		"{\"byteStart\":0,\"byteEnd\":4,\"form\":\"Aman\","
		"\"exact\":\"aman\",\"match\":\"root\",\"paragraph\":1}],"
		"\"generation\":\"3-1\"}");
}

static void test_stats(void **state)
{
	struct error err;
	struct index index = {.generation = "1-9",
		.documents = 4,
		.totals = {.tokens = 10, .text_bytes = 99},
		.morphology = morphology_build(NULL, NULL, 0, &err)};
	struct examples none = {0};
	char first[] = "dunia maya", second[] = "caf\xC3\xA9";
	struct examples two = {.text = {first, second}, .count = 2};
	struct buf out = {0};
	(void)state;
	assert_non_null(index.morphology);
	assert_true(json_stats(&index, &two, "1.2.3", &out, &err));
	buf_put_byte(&out, 0);
	assert_non_null(strstr(out.bytes,
		"{\"documents\":4,\"tokens\":10,\"textBytes\":99,"
		"\"meanTokens\":2.5,\"dictionary\":false,\"roots\":0,"
		"\"examples\":[\"dunia maya\",\"caf\xC3\xA9\"],"
		"\"generation\":\"1-9\","));
	assert_non_null(strstr(out.bytes, ",\"version\":\"1.2.3\"}"));
	buf_clear(&out);
	index.documents = 0;
	assert_true(json_stats(&index, &none, "1.2.3", &out, &err));
	buf_put_byte(&out, 0);
	assert_non_null(strstr(out.bytes, "\"meanTokens\":0,"));
	assert_non_null(strstr(out.bytes, "\"examples\":[],"));
	buf_free(&out);
	morphology_free(index.morphology);
}

static void test_analysis(void **state)
{
	struct word words[] = {
		{.form = slice_text("keamanan"),
			.root = slice_text("aman"),
			.via = "ke- -an"},
		{.form = slice_text("covid"),
			.root = slice_text("covid"),
			.via = ""},
		{.form = slice_text("covid-19"),
			.root = slice_text("covid19"),
			.via = ""},
		{.form = slice_text("\"\xFF"),
			.root = slice_text("x"),
			.via = ""},
	};
	struct token token[] = {
		{0, 8, &words[0], false},
		{9, 14, &words[1], false},
		{9, 17, &words[2], true},
		{20, 22, &words[3], false},
	};
	struct tokens tokens = {token, COUNT(token), COUNT(token)};
	struct error err;
	struct buf out = {0};
	(void)state;
	assert_true(json_analysis(&tokens, "2-7", &out, &err));
	support_equal(&out,
		"{\"tokens\":[{\"byteStart\":0,\"byteEnd\":8,"
		"\"form\":\"keamanan\",\"root\":\"aman\","
		"\"via\":[\"ke-\",\"-an\"],\"terms\":[\"aman\"]},"
		"{\"byteStart\":9,\"byteEnd\":14,\"form\":\"covid\","
		"\"root\":\"covid\",\"via\":[],"
		"\"terms\":[\"covid\",\"covid19\"]},"
		"{\"byteStart\":20,\"byteEnd\":22,"
		"\"form\":\"\\\"\xEF\xBF\xBD\",\"root\":\"x\","
		"\"via\":[],\"terms\":[\"x\"]}],"
		"\"generation\":\"2-7\"}");
	tokens.count = 0;
	out = (struct buf){0};
	assert_true(json_analysis(&tokens, "2-7", &out, &err));
	support_equal(&out, "{\"tokens\":[],\"generation\":\"2-7\"}");
}

static void test_problem(void **state)
{
	struct json_problem problem = {400, "Bad Request", "badQuery",
		slice_text("a \"quote\""), slice_text("/x"), true, 7};
	struct error err;
	struct buf out = {0};
	(void)state;
	assert_true(json_problem(&problem, &out, &err));
	support_equal(&out, "{\"type\":\"about:blank\",\"title\":\"Bad "
			    "Request\",\"status\":400,\"detail\":\"a "
			    "\\\"quote\\\"\",\"instance\":\"/x\","
			    "\"code\":\"badQuery\",\"position\":7}");
	problem.positioned = false;
	assert_true(json_problem(&problem, &out, &err));
	buf_put_byte(&out, 0);
	assert_null(strstr(out.bytes, "position"));
	buf_free(&out);
}

static void test_line(void **state)
{
	static const char line[] =
		"{\"id\":\"a-1\",\"title\":\"J\\u0075dul\",\"text\":\"satu\\n"
		"dua\\u0000\",\"author\":\"P\",\"date\":null,"
		"\"url\":\"https://x/"
		"\",\"lain\":[1,2.5e3,null,true,\"x\",{\"id\":2}]} \r";
	struct arena arena = {0};
	struct essay essay;
	struct error err;
	(void)state;
	assert_true(json_line(slice_text(line), &arena, &essay, &err));
	assert_true(slice_equal(essay.id, slice_text("a-1")));
	assert_true(slice_equal(essay.title, slice_text("Judul")));
	assert_true(slice_equal(essay.text, slice_of("satu\ndua\0", 9)));
	assert_true(slice_equal(essay.author, slice_text("P")));
	assert_int_equal(essay.date.length, 0);
	assert_true(slice_equal(essay.url, slice_text("https://x/")));
	assert_int_equal(essay.path.length, 0);
	assert_int_equal(essay.source, 0);
	assert_false(essay.extracted || essay.titled);
	arena_free(&arena);
}

static void test_bad_lines(void **state)
{
	static const struct {
		const char *line, *reason;
	} cases[] = {
		{"", "not JSON"},
		{"x", "not JSON"},
		{"{\"id\":\"a\"", "not JSON"},
		{"{\"id\":\"a\",\"title\":\"b\",\"text\":\"c\"} {}",
			"not JSON"},
		{"{\"id\":\"a\",\"id\":\"b\",\"title\":\"c\",\"text\":\"d\"}",
			"not JSON"},
		{"{\"id\":\"\\ud800\",\"title\":\"b\",\"text\":\"c\"}",
			"not JSON"},
		{"{\"id\":\"\xFF\",\"title\":\"b\",\"text\":\"c\"}",
			"not JSON"},
		{"[]", "not an object"},
		{"{}", "no \"id\""},
		{"{\"id\":null,\"title\":\"b\",\"text\":\"c\"}", "no \"id\""},
		{"{\"id\":\"a\",\"text\":\"c\"}", "no \"title\""},
		{"{\"id\":\"a\",\"title\":\"b\"}", "no \"text\""},
		{"{\"id\":7,\"title\":\"b\",\"text\":\"c\"}",
			"\"id\" of the line is not a string"},
		{"{\"id\":\"a\",\"title\":\"b\",\"text\":\"c\",\"date\":2021}",
			"\"date\" of the line is not a string"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena arena = {0};
		struct essay essay;
		struct error err = {0};
		assert_false(json_line(
			slice_text(cases[i].line), &arena, &essay, &err));
		assert_int_equal(err.code, ERROR_SYNTAX);
		if (!strstr(err.text, cases[i].reason))
			fail_msg("%s: %s", cases[i].line, err.text);
		arena_free(&arena);
	}
}

static void test_deep_line(void **state)
{
	struct buf line = {0};
	struct arena arena = {0};
	struct essay essay;
	struct error err = {0};
	(void)state;
	buf_put_text(&line, "{\"x\":");
	for (size_t i = 0; i < 1000000; i++)
		buf_put_byte(&line, '[');
	assert_false(json_line(buf_slice(&line), &arena, &essay, &err));
	assert_int_equal(err.code, ERROR_SYNTAX);
	buf_free(&line);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_segments),
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_document),
		cmocka_unit_test(test_stats),
		cmocka_unit_test(test_analysis),
		cmocka_unit_test(test_problem),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_bad_lines),
		cmocka_unit_test(test_deep_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
