/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_fixture.h"

#include "cli_help.h"
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define AT(field) offsetof(struct fixture, field)
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const colours[] = {"red", "blue", "-green", NULL};
static const char *const meanings[] = {"warm", "cold", "mixed", NULL};

static const struct fixture defaults = {
	.count = 3, .weight = .5, .colour = FIXTURE_BLUE};

/* Accepts up to five bytes. */
static bool parse(void *options, const char *value, struct error *err)
{
	struct fixture *fixture = options;
	if (strcmp(value, "memory") == 0)
		return error_set_memory(err);
	if (strlen(value) > 5)
		return error_set(err, ERROR_USAGE, "five letters are wanted");
	fixture->parsed = (int)strlen(value);
	return true;
}

static const struct cli_option first[] = {
	{.name = "loud",
		.type = CLI_SWITCH,
		.at = AT(loud),
		.help = "speak up"},
	{.name = "quiet",
		.type = CLI_SWITCH,
		.at = AT(quiet),
		.excludes = "alone loud",
		.help = "say less"},
	{.name = "file",
		.argument = "FILE",
		.type = CLI_TEXT,
		.at = AT(file),
		.help = "a file to read, such as /etc/passwd",
		.manual = "Reads FILE. It looks like 'a = b', see --note (or "
			  "$HOME). SIGTERM ends it; 100\\% sure."},
	{.name = "note",
		.argument = "TEXT",
		.type = CLI_TEXT,
		.at = AT(note),
		.empty = true,
		.needs = "file",
		.help = "a note"},
	{.name = "include",
		.argument = "FILE",
		.type = CLI_TEXTS,
		.at = AT(include),
		.help = "another file"},
};

static const struct cli_option second[] = {
	{.name = "count",
		.argument = "N",
		.type = CLI_NUMBER,
		.at = AT(count),
		.least = 1,
		.most = 1000,
		.help = "how many, {values}; {default} without it"},
	{.name = "weight",
		.argument = "X",
		.type = CLI_REAL,
		.at = AT(weight),
		.most = 100,
		.help = "how much ({default})"},
	{.name = "colour",
		.argument = "COLOUR",
		.type = CLI_NAME,
		.at = AT(colour),
		.names = colours,
		.meanings = meanings,
		.help = "{values}; {default} without it"},
	{.name = "a-long-name-indeed",
		.argument = "LENGTH",
		.type = CLI_PARSED,
		.parse = parse,
		.empty = true,
		.help = "an option that is too long to have its text beside "
			"it, and whose text does not fit on one line"},
	{.name = "alone",
		.type = CLI_SWITCH,
		.at = AT(alone),
		.alone = true,
		.help = "do nothing else"},
};

static const struct cli_group groups[] = {
	{"The first", first, COUNT(first)},
	{"The second", second, COUNT(second)},
};

static const char *const forms[] = {
	"[OPTION...] [FILE...]", "[--loud] --file FILE WORD", NULL};

const struct cli_program fixture_program = {
	.name = "contoh",
	.forms = forms,
	.about = "What it is.\n\n  a line: of its own",
	.after = "How it ends.",
	.group = groups,
	.group_count = COUNT(groups),
	.defaults = &defaults,
	.options_bytes = sizeof defaults,
	.operand = "FILE",
	.operand_at = AT(operands),
	.operand_most = 2,
	.operand_excess = "two are enough",
};

const struct cli_program fixture_bare = {
	.name = "contoh",
	.forms = forms,
	.about = "",
	.after = "",
	.group = groups,
	.group_count = COUNT(groups),
	.defaults = &defaults,
	.options_bytes = sizeof defaults,
};

static size_t count_named(const struct cli_program *program, struct slice name)
{
	size_t count = 0;
	for (size_t i = 0; i < cli_count(program); i++)
		count += slice_equal(
			name, slice_text(cli_at(program, i)->name));
	return count;
}

/* Each of the names, which spaces separate, is an option. */
static void check_names(const struct cli_program *program, const char *names)
{
	for (const char *at = names; at && *at;) {
		size_t length = strcspn(at, " ");
		if (count_named(program, slice_of(at, length)) != 1)
			fail_msg("%s: no option %s", program->name, at);
		at += length;
		at += strspn(at, " ");
	}
}

static void check_type(
	const struct cli_program *program, const struct cli_option *option)
{
	static const size_t bytes[] = {
		[CLI_SWITCH] = sizeof(bool),
		[CLI_TEXT] = sizeof(const char *),
		[CLI_TEXTS] = sizeof(struct cli_texts),
		[CLI_NUMBER] = sizeof(unsigned),
		[CLI_REAL] = sizeof(double),
		[CLI_NAME] = sizeof(enum fixture_colour),
		[CLI_PARSED] = 0,
	};
	assert_true(option->at + bytes[option->type] <= program->options_bytes);
	assert_true((option->type == CLI_SWITCH) == !option->argument);
	assert_true((option->type == CLI_PARSED) == (option->parse != NULL));
	assert_true((option->type == CLI_NAME) == (option->names != NULL));
	if (option->type == CLI_NUMBER || option->type == CLI_REAL)
		assert_true(option->least < option->most);
	if (option->alone)
		assert_non_null(program->operand);
}

void fixture_check(const struct cli_program *program)
{
	struct buf help = {0};
	struct error err = {0};
	for (size_t i = 0; i < cli_count(program); i++) {
		const struct cli_option *option = cli_at(program, i);
		check_names(program, option->name);
		check_names(program, option->excludes);
		check_names(program, option->needs);
		check_type(program, option);
		assert_true(option->help[strlen(option->help) - 1] != '.');
		if (option->manual)
			assert_true(
				option->manual[strlen(option->manual) - 1] ==
				'.');
	}
	support_ok(cli_help(program, &help, &err), err);
	buf_put_byte(&help, 0);
	for (const char *line = help.bytes; *line;) {
		size_t length = strcspn(line, "\n");
		if (length > CLI_HELP_COLUMNS)
			fail_msg("%s: %.*s", program->name, (int)length, line);
		line += length + 1;
	}
	buf_free(&help);
}
