/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "cli_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_ARGS = 50, MAX_LINE = 400 };

static char words[MAX_LINE]; /* what the options point to */

/* Reads a command line given as words. */
static bool read_line(
	struct options *options, const char *line, struct error *err)
{
	static char name[] = "telusur-query";
	char *argv[MAX_ARGS] = {name}, *at = NULL;
	int argc = 1;
	assert_true(strlen(line) < sizeof words);
	strcpy(words, line);
	for (char *word = strtok_r(words, " ", &at); word;
		word = strtok_r(NULL, " ", &at)) {
		assert_true(argc + 1 < MAX_ARGS);
		argv[argc++] = word;
	}
	return options_read(options, argc, argv, err);
}

static void accept(struct options *options, const char *line)
{
	struct error err = {0};
	if (!read_line(options, line, &err))
		fail_msg("%s: %s", line, err.text);
}

static void test_table(void **state)
{
	(void)state;
	fixture_check(&options_program);
}

static void test_defaults(void **state)
{
	struct options options;
	(void)state;
	accept(&options, "kata");
	assert_string_equal(options.text, "kata");
	assert_null(options.analyse);
	assert_null(options.topics);
	assert_int_equal(options.limit, SEARCH_DEFAULT_LIMIT);
	assert_int_equal(options.depth, 1000);
	assert_int_equal(options.mode, PLAN_MODE_STEM);
	assert_int_equal(options.sort, SEARCH_BY_RELEVANCE);
	assert_memory_equal(
		&options.rank, &rank_defaults, sizeof rank_defaults);
	assert_non_null(options.index);
	options_free(&options);
}

static void test_search(void **state)
{
	struct options options;
	(void)state;
	accept(&options,
		"--index i --mode=family --sort -date --limit 5 --json "
		"--explain --exclude a,b --author x --author=y --year 2019.. "
		"--path p/ --kind md,pdf kata");
	assert_string_equal(options.index, "i");
	assert_int_equal(options.mode, PLAN_MODE_FAMILY);
	assert_int_equal(options.sort, SEARCH_BY_DATE_DOWN);
	assert_int_equal(options.limit, 5);
	assert_true(options.json && options.explain);
	assert_string_equal(options.exclude, "a,b");
	assert_int_equal(options.filter.author.count, 2);
	assert_int_equal(options.filter.first_year, 2019);
	assert_int_equal(options.filter.path.count, 1);
	assert_int_equal(options.filter.kind.count, 2);
	options_free(&options);
	/* Without a query: what passes a filter, or all in an order. */
	accept(&options, "--author x");
	assert_string_equal(options.text, "");
	options_free(&options);
	accept(&options, "--sort title");
	options_free(&options);
}

static void test_others(void **state)
{
	struct options options;
	(void)state;
	accept(&options, "--analyze teks --index i");
	assert_string_equal(options.analyse, "teks");
	options_free(&options);
	accept(&options,
		"--topics t --run r --qrels q --baseline b --per-query "
		"--depth 7");
	assert_string_equal(options.topics, "t");
	assert_string_equal(options.run, "r");
	assert_string_equal(options.qrels, "q");
	assert_string_equal(options.baseline, "b");
	assert_true(options.per_query);
	assert_int_equal(options.depth, 7);
	options_free(&options);
}

static void test_rank(void **state)
{
	struct options options;
	(void)state;
	accept(&options, "--k1 1 --b 2 --idf-power 3 --title 4 --exact 5 "
			 "--window 6 --stretch 7 --name 8 --first 9 kata");
	assert_true(options.rank.k1 == 1 && options.rank.b == 2 &&
		    options.rank.idf_power == 3 && options.rank.title == 4 &&
		    options.rank.exact == 5 && options.rank.window == 6 &&
		    options.rank.stretch == 7 &&
		    options.rank.title_share == 8 && options.rank.first == 9);
	options_free(&options);
}

static void test_refused(void **state)
{
	static const char *const lines[] = {"", "a b", "--analyze", "--lim 1 a",
		"--analyze a b", "--topics t a", "--run r a", "--qrels q",
		"--topics t --baseline b", "--topics t --per-query",
		"--mode x a", "--sort x a", "--limit 0 a", "--limit 10001 a",
		"--year x a", "--kind x a", "--k1 101 a", "-hoaks"};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct options options;
		struct error err = {0};
		if (read_line(&options, lines[i], &err))
			fail_msg("%s was taken", lines[i]);
		assert_int_equal(err.code, ERROR_USAGE);
		options_free(&options);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_search),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_rank),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
