/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_read.h"

#include "cli_near.h"
#include "cli_text.h"
#include "names.h"

#include <stdlib.h>

/* Of an argument, so much is shown in an error: what to do comes after it. */
#define SHOWN "%.80s"

enum { NUMBER_DIGITS = 9 }; /* more do not fit every number */

/* What is known while a command line is read. */
struct reading {
	const struct cli_program *program;
	void *options;
	bool *given; /* by index of cli_at */
	size_t argc; /* room that any struct cli_texts may need */
	struct error *err;
};

static void *field_at(const struct reading *r, size_t at)
{
	return (char *)r->options + at;
}

/* Sets "--limit needs ..." around the allowed values. */
static bool refuse(const struct reading *r, const struct cli_option *option,
	const char *kind, const char *value)
{
	struct buf values = {0};
	cli_text_values(option, &values);
	buf_put_byte(&values, 0);
	if (values.failed)
		error_set_memory(r->err);
	else
		error_set(r->err, ERROR_USAGE,
			"--%s must be %s%s, not \"" SHOWN "\"", option->name,
			kind, values.bytes, value);
	buf_free(&values);
	return false;
}

static bool read_number(const struct reading *r,
	const struct cli_option *option, const char *value)
{
	unsigned *field = field_at(r, option->at);
	size_t digits = strspn(value, "0123456789");
	unsigned long number = strtoul(value, NULL, 10);
	if (digits == 0 || digits > NUMBER_DIGITS || value[digits] ||
		(double)number < option->least || (double)number > option->most)
		return refuse(r, option, "a whole number from ", value);
	*field = (unsigned)number;
	return true;
}

static bool read_real(const struct reading *r, const struct cli_option *option,
	const char *value)
{
	double *field = field_at(r, option->at);
	char *end;
	double number = strtod(value, &end);
	/* NaN is in no range. */
	if (end == value || *end ||
		!(number >= option->least && number <= option->most))
		return refuse(r, option, "a number from ", value);
	*field = number;
	return true;
}

static bool read_name(const struct reading *r, const struct cli_option *option,
	const char *value)
{
	/* An enum without negative values is an unsigned of gcc and clang. */
	unsigned *field = field_at(r, option->at);
	return names_find(option->names, slice_text(value), field) ||
	       refuse(r, option, "", value);
}

static bool read_parsed(const struct reading *r,
	const struct cli_option *option, const char *value)
{
	struct error cause = {0};
	if (option->parse(r->options, value, &cause))
		return true;
	if (cause.code != ERROR_USAGE)
		return error_set(r->err, cause.code, "%s", cause.text);
	return error_set(r->err, ERROR_USAGE, "--%s \"" SHOWN "\": %s",
		option->name, value, cause.text);
}

static bool add_text(const struct reading *r, size_t at, const char *value)
{
	struct cli_texts *texts = field_at(r, at);
	if (!texts->text)
		texts->text = calloc(r->argc, sizeof *texts->text);
	if (!texts->text)
		return error_set_memory(r->err);
	texts->text[texts->count++] = value;
	return true;
}

/* value: NULL for a switch, and only for one. */
static bool store(const struct reading *r, const struct cli_option *option,
	const char *value)
{
	if (!value) {
		*(bool *)field_at(r, option->at) = true;
		return true;
	}
	switch (option->type) {
	case CLI_SWITCH:
		break;
	case CLI_TEXT:
		*(const char **)field_at(r, option->at) = value;
		return true;
	case CLI_TEXTS:
		return add_text(r, option->at, value);
	case CLI_NUMBER:
		return read_number(r, option, value);
	case CLI_REAL:
		return read_real(r, option, value);
	case CLI_NAME:
		return read_name(r, option, value);
	case CLI_PARSED:
		return read_parsed(r, option, value);
	}
	return true;
}

/* Refuses an argument that looks like an option and is none. */
static bool refuse_unknown(const struct reading *r, const char *argument)
{
	const char *name = argument + strspn(argument, "-");
	const char *operand = r->program->operand;
	struct buf near = {0};
	cli_near(r->program, slice_of(name, strcspn(name, "=")), &near);
	buf_put_byte(&near, 0);
	if (near.failed)
		error_set_memory(r->err);
	else if (near.length > 1)
		error_set(r->err, ERROR_USAGE,
			"there is no option " SHOWN "; did you mean %s?",
			argument, near.bytes);
	else if (operand)
		error_set(r->err, ERROR_USAGE,
			"there is no option " SHOWN
			"; put -- before a %s that begins with a hyphen",
			argument, operand);
	else
		error_set(r->err, ERROR_USAGE, "there is no option " SHOWN,
			argument);
	buf_free(&near);
	return false;
}

/* The index of the option that the argument names; cli_count where there is
 * none. */
static size_t find(const struct reading *r, const char *argument)
{
	struct slice name = slice_of(
		argument + strlen("--"), strcspn(argument, "=") - strlen("--"));
	size_t i = 0;
	while (i < cli_count(r->program) &&
		!slice_equal(name, slice_text(cli_at(r->program, i)->name)))
		i++;
	return i;
}

/* Takes the option argv[*i], and the next argument where that is its value. */
static bool take(
	const struct reading *r, char **argv, size_t *i, enum cli_asked *asked)
{
	const char *argument = argv[*i], *value = strchr(argument, '=');
	size_t index = cli_count(r->program);
	if (strncmp(argument, "--", strlen("--")) == 0)
		index = find(r, argument);
	if (index == cli_count(r->program))
		return refuse_unknown(r, argument);
	const struct cli_option *option = cli_at(r->program, index);
	bool wanted = option->type != CLI_SWITCH;
	if (!wanted && value)
		return error_set(r->err, ERROR_USAGE,
			"--%s takes no value; write --%s alone", option->name,
			option->name);
	if (value)
		value++;
	else if (wanted && *i + 1 < r->argc)
		value = argv[++*i];
	if (wanted && (!value || (!*value && !option->empty)))
		return error_set(r->err, ERROR_USAGE,
			"--%s needs a value: --%s %s", option->name,
			option->name, option->argument);
	r->given[index] = true;
	*asked = cli_asked_by(option);
	return *asked != CLI_WORK || store(r, option, value);
}

static bool take_operand(const struct reading *r, const char *argument)
{
	const struct cli_program *program = r->program;
	if (!program->operand)
		return error_set(r->err, ERROR_USAGE,
			"\"" SHOWN "\" is no option, and %s takes nothing else",
			argument, program->name);
	const struct cli_texts *taken = field_at(r, program->operand_at);
	if (taken->count == program->operand_most)
		return error_set(r->err, ERROR_USAGE,
			"\"" SHOWN "\" is one %s too many; %s", argument,
			program->operand, program->operand_excess);
	return add_text(r, program->operand_at, argument);
}

/* Whether one of the names, which spaces separate, was given. */
static const struct cli_option *given_of(
	const struct reading *r, const char *names)
{
	for (size_t i = 0; names && i < cli_count(r->program); i++) {
		const struct cli_option *option = cli_at(r->program, i);
		size_t length = strlen(option->name);
		const char *at = names;
		while (r->given[i] && (at = strstr(at, option->name))) {
			bool starts = at == names || at[-1] == ' ';
			if (starts && (at[length] == ' ' || !at[length]))
				return option;
			at += length;
		}
	}
	return NULL;
}

static bool check_given(
	const struct reading *r, const struct cli_option *option)
{
	const struct cli_option *other = given_of(r, option->excludes);
	if (other)
		return error_set(r->err, ERROR_USAGE,
			"--%s and --%s do not go together; leave one out",
			option->name, other->name);
	if (option->needs && !given_of(r, option->needs))
		return error_set(r->err, ERROR_USAGE,
			"--%s needs --%s beside it", option->name,
			option->needs);
	if (!option->alone)
		return true;
	const struct cli_texts *operands = field_at(r, r->program->operand_at);
	if (operands->count)
		return error_set(r->err, ERROR_USAGE,
			"--%s takes no %s; leave \"" SHOWN "\" out",
			option->name, r->program->operand, operands->text[0]);
	return true;
}

static bool read_all(
	const struct reading *r, char **argv, enum cli_asked *asked)
{
	bool options = true;
	for (size_t i = 1; i < r->argc && *asked == CLI_WORK; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && argv[i][0] == '-') {
			if (!take(r, argv, &i, asked))
				return false;
		} else if (!take_operand(r, argv[i])) {
			return false;
		}
	}
	for (size_t i = 0; *asked == CLI_WORK && i < cli_count(r->program); i++)
		if (r->given[i] && !check_given(r, cli_at(r->program, i)))
			return false;
	return true;
}

bool cli_read(const struct cli_program *program, int argc, char **argv,
	void *options, enum cli_asked *asked, struct error *err)
{
	struct reading r = {.program = program,
		.options = options,
		.given = calloc(cli_count(program), sizeof *r.given),
		.argc = argc > 0 ? (size_t)argc : 0,
		.err = err};
	memcpy(options, program->defaults, program->options_bytes);
	*asked = CLI_WORK;
	bool ok = r.given ? read_all(&r, argv, asked) : error_set_memory(err);
	free(r.given);
	return ok;
}
