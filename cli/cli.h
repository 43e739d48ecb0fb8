/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.h - the command line of a program, as a table: one row per option.
 *
 * Parsing (cli_read.h), --help (cli_help.h) and the manual page (cli_manual.h)
 * are all made from this table, so that none of them can name an option that
 * another lacks.
 *
 * Texts in a table are plain English, separated by single spaces.  They are
 * wrapped where they are shown.  Two placeholders are filled in:
 *
 *   {values}   the allowed values: "stem, exact or family", "1 to 1000"
 *   {default}  the value in the program's defaults
 *
 * For the manual page, words are marked by their look: --name is an option,
 * the option's own placeholder an argument, /a/path or $A/path or ~/path a
 * path, SIGTERM a constant, 'some words' a literal.
 */
#ifndef TELUSUR_CLI_H
#define TELUSUR_CLI_H

#include "errors.h"

#include <stddef.h>

/* What an option stores in the field of its program's options. */
enum cli_type {
	CLI_SWITCH, /* bool: true; the option takes no value */
	CLI_TEXT, /* const char *: the last value given, borrowed from argv */
	CLI_TEXTS, /* struct cli_texts: every value given, in order */
	CLI_NUMBER, /* unsigned: a whole number from least to most */
	CLI_REAL, /* double: a number from least to most */
	CLI_NAME, /* an enum: the index of the name in `names` */
	CLI_PARSED, /* whatever `parse` stores */
};

/* Texts in order; the array is owned, the texts are borrowed from argv. */
struct cli_texts {
	const char **text;
	size_t count;
};

void cli_texts_free(struct cli_texts *texts);

struct cli_option {
	const char *name; /* without the two hyphens */
	const char *argument; /* placeholder of the value; NULL: a switch */
	enum cli_type type;
	size_t at; /* offset of the field; unused by CLI_PARSED */
	bool empty; /* an empty value is allowed */
	double least, most; /* CLI_NUMBER, CLI_REAL; both included */
	/* CLI_NAME: the allowed values (names.h), and what each means, in the
	 * same order; meanings may be NULL.  CLI_PARSED: for {values} only. */
	const char *const *names, *const *meanings;
	/* Reads a value into the options.  ERROR_USAGE: what is wanted, such as
	 * "an address is wanted"; the reader of the error is told option and
	 * value before it. */
	bool (*parse)(void *options, const char *value, struct error *err);
	const char *help; /* a line or a few, for --help */
	const char *manual; /* sentences for the manual page; NULL: help */
	/* Names of other options, separated by spaces. */
	const char *excludes; /* that cannot be given too, in any order */
	const char *needs; /* one that must be given too */
	bool alone; /* there can be no operand beside it */
};

/* Options that are listed together. */
struct cli_group {
	const char *title; /* "How well the ranking does" */
	const struct cli_option *option;
	size_t count;
};

struct cli_program {
	const char *name; /* telusur-index */
	/* The ways to call it, behind its name: "[--index DIR] [SOURCE...]".
	 * NULL ends the array. */
	const char *const *forms;
	/* Shown by --help before and after the options.  '\n' ends a line. */
	const char *about, *after;
	const struct cli_group *group;
	size_t group_count;
	const void *defaults; /* the options when nothing is given */
	size_t options_bytes; /* of the struct that the fields lie in */
	/* What may be given beside options; they become a struct cli_texts. */
	const char *operand; /* SOURCE; NULL: none are taken */
	size_t operand_at; /* offset of the field */
	size_t operand_most; /* how many */
	const char *operand_excess; /* advice where there are more */
};

/* --help and --version are options of every program, after its own. */
size_t cli_count(const struct cli_program *program);
/* The option of the index, from 0 to cli_count() - 1. */
const struct cli_option *cli_at(const struct cli_program *program, size_t i);

/* What the command line asks a program for. */
enum cli_asked {
	CLI_WORK,
	CLI_HELP,
	CLI_VERSION,
};

/* CLI_HELP and CLI_VERSION for those two options, CLI_WORK for others. */
enum cli_asked cli_asked_by(const struct cli_option *option);

/* Answers CLI_HELP or CLI_VERSION on standard output. */
bool cli_answer(const struct cli_program *program, enum cli_asked asked,
	struct error *err);

/* Shows why the program failed on standard error, and for ERROR_USAGE the way
 * to the help; returns the exit status: 2 for ERROR_USAGE, else 1. */
int cli_fail(const struct cli_program *program, const struct error *err);

#endif
