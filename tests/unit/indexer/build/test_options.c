/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include "cli_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ARGS = 40 };

/* Reads a command line given as words. */
static bool read_line(struct options *options, char *line, struct error *err)
{
	static char *argv[MAX_ARGS];
	static char program[] = "telusur-index";
	int argc = 0;
	argv[argc++] = program;
	for (char *word = strtok(line, " "); word; word = strtok(NULL, " ")) {
		argv[argc++] = word;
		assert_true(argc < MAX_ARGS);
	}
	argv[argc] = NULL;
	return options_read(options, argc, argv, err);
}

static void test_all(void **state)
{
	(void)state;
	char line[] = "--index i --rebuild a --verify --force --json "
		      "--exceptions=x --exceptions y --dictionary d --synonyms "
		      "s --old-spelling --jobs 2 --keep 3 --dry-run b";
	struct options options;
	struct error err = {0};
	assert_true(read_line(&options, line, &err));
	assert_int_equal(options.asked, CLI_WORK);
	assert_false(options.watch || options.rollback || options.check);
	assert_string_equal(options.index, "i");
	assert_true(options.rebuild && options.verify && options.force &&
		    options.json && options.old_spelling && options.dry_run);
	assert_int_equal(options.keep, 3);
	assert_int_equal(options.jobs, 2);
	assert_int_equal(options.exceptions.count, 2);
	assert_string_equal(options.exceptions.text[0], "x");
	assert_string_equal(options.exceptions.text[1], "y");
	assert_string_equal(options.dictionary, "d");
	assert_string_equal(options.synonyms, "s");
	assert_int_equal(options.sources.count, 2);
	assert_string_equal(options.sources.text[0], "a");
	assert_string_equal(options.sources.text[1], "b");
	options_free(&options);
}

static void test_none(void **state)
{
	(void)state;
	char line[] = "";
	struct options options;
	struct error err = {0};
	assert_true(read_line(&options, line, &err));
	assert_null(options.index);
	assert_null(options.dictionary);
	assert_null(options.synonyms);
	assert_false(options.rebuild || options.verify || options.force ||
		     options.json || options.old_spelling);
	assert_int_equal(options.sources.count, 0);
	assert_int_equal(options.keep, 1);
	options_free(&options);
}

static void test_ends(void **state)
{
	(void)state;
	char help[] = "a --help --unknown", version[] = "--version";
	char names[] = "-- --index -x", late[] = "--check --help";
	struct options options;
	struct error err = {0};
	assert_true(read_line(&options, help, &err));
	assert_int_equal(options.asked, CLI_HELP);
	options_free(&options);
	assert_true(read_line(&options, late, &err));
	assert_int_equal(options.asked, CLI_HELP);
	options_free(&options);
	assert_true(read_line(&options, version, &err));
	assert_int_equal(options.asked, CLI_VERSION);
	options_free(&options);
	assert_true(read_line(&options, names, &err));
	assert_int_equal(options.sources.count, 2);
	assert_string_equal(options.sources.text[0], "--index");
	options_free(&options);
	char rollback[] = "--rollback --index i", check[] = "--check --json";
	assert_true(read_line(&options, rollback, &err));
	assert_true(options.rollback);
	assert_string_equal(options.index, "i");
	options_free(&options);
	assert_true(read_line(&options, check, &err));
	assert_true(options.check);
	assert_true(options.json);
	options_free(&options);
}

static void test_refused(void **state)
{
	(void)state;
	static const char *const rows[] = {"--index", "--index=", "--indexx",
		"--rebuild=yes", "--reb", "-v", "-", "--dry", "--keep",
		"--keep x", "--watch --rebuild", "--jobs 0", "--keep -1",
		"--keep 1001", "a --exceptions",
		"--dictionary=", "--rollback --check", "--watch --check",
		"--rollback --rebuild", "--check --dry-run", "--check a",
		"--watch --dry-run", "--check --watch", "--rollback a"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char line[40];
		struct options options;
		struct error err = {0};
		strcpy(line, rows[i]);
		if (read_line(&options, line, &err))
			fail_msg("%s was taken", rows[i]);
		assert_int_equal(err.code, ERROR_USAGE);
		assert_true(strlen(err.text) > 0);
		options_free(&options);
	}
}

static void test_table(void **state)
{
	(void)state;
	fixture_check(&options_program);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
