/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - the command line of telusur-index. */
#ifndef TELUSUR_OPTIONS_H
#define TELUSUR_OPTIONS_H

#include "cli.h"

enum {
	OPTIONS_MAX_GENERATIONS = 1000,
	OPTIONS_MAX_JOBS = 1000,
};

struct options {
	enum cli_asked asked;
	const char *index; /* NULL: the default folder */
	const char *dictionary; /* NULL: Debian's, if it is installed */
	const char *synonyms; /* NULL: the installed list, if there is one */
	struct cli_texts exceptions; /* files beside the installed one */
	struct cli_texts sources;
	unsigned keep; /* generations before the current one */
	unsigned jobs; /* threads; 0: one per processor */
	/* At most one of these; none: an ordinary run. */
	bool watch, rollback, check;
	bool rebuild, verify, dry_run, force, json, old_spelling;
};

/* The option table: help and manual page are made from it, too. */
extern const struct cli_program options_program;

/* Reads the command line; the strings stay argv's.  ERROR_USAGE as cli_read;
 * ERROR_MEMORY.  options_free it, also after a failure. */
bool options_read(
	struct options *options, int argc, char **argv, struct error *err);
void options_free(struct options *options);

#endif
