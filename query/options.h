/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - the command line of telusur-query. */
#ifndef TELUSUR_QUERY_OPTIONS_H
#define TELUSUR_QUERY_OPTIONS_H

#include "cli.h"
#include "index.h"
#include "search_request.h"

struct options {
	enum cli_asked asked;
	const char *index;
	char *default_index; /* owned; NULL where --index is given */
	struct cli_texts operands;
	const char *text; /* the query; "" lists all that the filter passes */
	const char *analyse; /* a text; NULL: not given, as all of these */
	const char *topics, *run, *qrels, *baseline, *exclude;
	bool json, per_query, explain;
	struct filter filter;
	enum search_sort sort;
	enum plan_mode mode;
	uint32_t limit, depth;
	struct rank_params rank;
};

/* The option table: help and manual page are made from it, too. */
extern const struct cli_program options_program;

/* Reads the command line; the strings stay argv's.  ERROR_USAGE as cli_read;
 * ERROR_MEMORY; the errors of index_default_path.  options_free it, also after
 * a failure. */
bool options_read(
	struct options *options, int argc, char **argv, struct error *err);
void options_free(struct options *options);

#endif
