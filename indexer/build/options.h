/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - what the command line of telusur-index asks for.
 */
#ifndef TELUSUR_OPTIONS_H
#define TELUSUR_OPTIONS_H

#include "errors.h"

#include <stddef.h>

enum options_action {
	OPTIONS_RUN,
	OPTIONS_WATCH,
	OPTIONS_ROLLBACK,
	OPTIONS_CHECK,
	OPTIONS_HELP,
	OPTIONS_VERSION
};

enum { OPTIONS_MAX_NUMBER = 1000 }; /* of generations, of threads */

struct options {
	enum options_action action;
	const char *index; /* NULL: the usual place */
	const char *dictionary; /* NULL: Debian's, if it is there */
	const char *synonyms; /* NULL: our own, if they are there */
	bool rebuild;
	bool verify;
	bool dry_run;
	unsigned keep; /* generations before the current one */
	unsigned jobs; /* threads; 0: as many as there are processors */
	bool force;
	bool json;
	bool old_spelling;
	const char **exceptions; /* files beside our own */
	size_t exception_count;
	const char **source;
	size_t source_count;
};

/* Reads the command line; the strings stay argv's.  ERROR_USAGE says what is
 * wrong.  options_free it, also after a failure. */
bool options_read(
	struct options *options, int argc, char **argv, struct error *err);
void options_free(struct options *options);

/* The text of --help. */
extern const char options_help[];

#endif
