/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_read.h"

#include "cli_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_ARGS = 24, MAX_LINE = 200 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static char words[MAX_LINE]; /* what the options point to */

/* Reads a command line given as words; '' is an empty one. */
static bool read_line(const struct cli_program *program, const char *line,
	struct fixture *options, enum cli_asked *asked, struct error *err)
{
	static char name[] = "contoh", empty[] = "";
	char *argv[MAX_ARGS] = {name}, *at = NULL;
	int argc = 1;
	assert_true(strlen(line) < sizeof words);
	strcpy(words, line);
	for (char *word = strtok_r(words, " ", &at); word;
		word = strtok_r(NULL, " ", &at)) {
		assert_true(argc + 1 < MAX_ARGS);
		argv[argc++] = strcmp(word, "''") == 0 ? empty : word;
	}
	return cli_read(program, argc, argv, options, asked, err);
}

static void release(struct fixture *options)
{
	cli_texts_free(&options->include);
	cli_texts_free(&options->operands);
}

static void accept(const char *line, struct fixture *options)
{
	struct error err = {0};
	enum cli_asked asked;
	if (!read_line(&fixture_program, line, options, &asked, &err))
		fail_msg("%s: %s", line, err.text);
	assert_int_equal(asked, CLI_WORK);
}

static void test_defaults(void **state)
{
	struct fixture options;
	(void)state;
	accept("", &options);
	assert_false(options.loud || options.quiet || options.alone);
	assert_null(options.file);
	assert_int_equal(options.count, 3);
	assert_true(options.weight == .5);
	assert_int_equal(options.colour, FIXTURE_BLUE);
	assert_int_equal(options.include.count, 0);
	assert_int_equal(options.operands.count, 0);
	release(&options);
}

/* Both ways to write a value give the same. */
static void test_values(void **state)
{
	static const char *const lines[] = {
		"--loud --file f --note n --include a --include b --count 1000 "
		"--weight 1.5 --colour -green --a-long-name-indeed lima one "
		"two",
		"one --loud --file=f two --note=n --include=a --include=b "
		"--count=1000 --weight=1.5 --colour=-green "
		"--a-long-name-indeed=lima",
	};
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct fixture options;
		accept(lines[i], &options);
		assert_true(options.loud);
		assert_string_equal(options.file, "f");
		assert_string_equal(options.note, "n");
		assert_int_equal(options.include.count, 2);
		assert_string_equal(options.include.text[1], "b");
		assert_int_equal(options.count, 1000);
		assert_true(options.weight == 1.5);
		assert_int_equal(options.colour, FIXTURE_GREEN);
		assert_int_equal(options.parsed, 4);
		assert_int_equal(options.operands.count, 2);
		assert_string_equal(options.operands.text[0], "one");
		release(&options);
	}
}

static void test_edges(void **state)
{
	struct fixture options;
	(void)state;
	accept("--file --loud", &options);
	assert_string_equal(options.file, "--loud");
	assert_false(options.loud);
	release(&options);
	accept("--file a --file b=c --note=", &options);
	assert_string_equal(options.file, "b=c");
	assert_string_equal(options.note, "");
	release(&options);
	accept("-- --loud --", &options);
	assert_false(options.loud);
	assert_int_equal(options.operands.count, 2);
	assert_string_equal(options.operands.text[1], "--");
	release(&options);
	accept("''", &options);
	assert_string_equal(options.operands.text[0], "");
	release(&options);
}

static void test_asked(void **state)
{
	static const struct {
		const char *line;
		enum cli_asked asked;
	} cases[] = {
		{"--help", CLI_HELP},
		{"one --help --unknown", CLI_HELP},
		{"--version", CLI_VERSION},
		/* What does not go together is no matter then. */
		{"--quiet --loud --version --help", CLI_VERSION},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fixture options;
		struct error err = {0};
		enum cli_asked asked;
		assert_true(read_line(&fixture_program, cases[i].line, &options,
			&asked, &err));
		assert_int_equal(asked, cases[i].asked);
		release(&options);
	}
}

static const struct {
	const char *line, *text;
} refused[] = {
	{"--lo", "there is no option --lo; did you mean --loud?"},
	{"--lou=1", "there is no option --lou=1; did you mean --loud?"},
	{"--fiel x", "there is no option --fiel; did you mean --file?"},
	{"--colours red",
		"there is no option --colours; did you mean --colour?"},
	{"-loud", "there is no option -loud; did you mean --loud?"},
	{"--al", "there is no option --al; did you mean --alone?"},
	{"-a", "there is no option -a; did you mean "
	       "--a-long-name-indeed or --alone?"},
	{"--xyz", "there is no option --xyz; put -- before a FILE that "
		  "begins with a hyphen"},
	{"-", "there is no option -; put -- before a FILE that begins "
	      "with a hyphen"},
	{"--LOUD", "there is no option --LOUD; put -- before a FILE "
		   "that begins with a hyphen"},
	{"--loud=yes", "--loud takes no value; write --loud alone"},
	{"--file", "--file needs a value: --file FILE"},
	{"--file=", "--file needs a value: --file FILE"},
	{"--file ''", "--file needs a value: --file FILE"},
	{"--count 0", "--count must be a whole number from 1 to 1000, "
		      "not \"0\""},
	{"--count 1001", "--count must be a whole number from 1 to "
			 "1000, not \"1001\""},
	{"--count 18446744073709551617",
		"--count must be a whole number from 1 to 1000, not "
		"\"18446744073709551617\""},
	{"--count +1", "--count must be a whole number from 1 to 1000, "
		       "not \"+1\""},
	{"--count 1x", "--count must be a whole number from 1 to 1000, "
		       "not \"1x\""},
	{"--weight nan",
		"--weight must be a number from 0 to 100, not \"nan\""},
	{"--weight -1", "--weight must be a number from 0 to 100, not \"-1\""},
	{"--weight 1,5",
		"--weight must be a number from 0 to 100, not \"1,5\""},
	{"--colour gre", "--colour must be red, blue or -green, not "
			 "\"gre\""},
	{"--a-long-name-indeed sixsix",
		"--a-long-name-indeed \"sixsix\": five letters are "
		"wanted"},
	{"--loud --quiet",
		"--quiet and --loud do not go together; leave one out"},
	{"--quiet --loud",
		"--quiet and --loud do not go together; leave one out"},
	{"--note n", "--note needs --file beside it"},
	{"--alone a", "--alone takes no FILE; leave \"a\" out"},
	{"a b c", "\"c\" is one FILE too many; two are enough"},
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct fixture options;
		struct error err = {0};
		enum cli_asked asked;
		if (read_line(&fixture_program, refused[i].line, &options,
			    &asked, &err))
			fail_msg("%s was taken", refused[i].line);
		assert_int_equal(err.code, ERROR_USAGE);
		assert_string_equal(err.text, refused[i].text);
		release(&options);
	}
}

/* A program without operands, and an error that is not the user's. */
static void test_others(void **state)
{
	struct fixture options;
	struct error err = {0};
	enum cli_asked asked;
	(void)state;
	assert_false(read_line(&fixture_bare, "a", &options, &asked, &err));
	assert_string_equal(
		err.text, "\"a\" is no option, and contoh takes nothing else");
	assert_false(read_line(&fixture_bare, "--xyz", &options, &asked, &err));
	assert_string_equal(err.text, "there is no option --xyz");
	assert_false(read_line(&fixture_program, "--a-long-name-indeed memory",
		&options, &asked, &err));
	assert_int_equal(err.code, ERROR_MEMORY);
	release(&options);
}

/* However long a wrong value is, the advice is in the text. */
static void test_long_value(void **state)
{
	enum { LENGTH = 5000 };
	char name[] = "contoh", flag[] = "--count", value[LENGTH + 1];
	char *argv[] = {name, flag, value, NULL};
	struct fixture options;
	struct error err = {0};
	enum cli_asked asked;
	(void)state;
	memset(value, '7', LENGTH);
	value[LENGTH] = '\0';
	assert_false(
		cli_read(&fixture_program, 3, argv, &options, &asked, &err));
	assert_non_null(strstr(err.text, "from 1 to 1000"));
	release(&options);
}

static void test_table(void **state)
{
	(void)state;
	fixture_check(&fixture_program);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_asked),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_long_value),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
