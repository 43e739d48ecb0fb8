/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - the command line of telusur-query. */
#ifndef TELUSUR_QUERY_OPTIONS_H
#define TELUSUR_QUERY_OPTIONS_H

#include "index.h"
#include "plan.h"
#include "search_run.h"

struct options {
	char *index; /* owned */
	const char *text; /* the query, or the text to be analysed */
	const char *topics, *run, *qrels, *baseline; /* NULL: not given */
	bool analyse, json, per_query, explain;
	struct search_filter filter;
	enum search_sort sort;
	enum plan_mode mode;
	const char *exclude; /* NULL: not given */
	uint32_t limit, depth;
	struct rank_params rank;
};

/* False when the program is to end at once, with *status. */
bool options_read(struct options *options, int argc, char **argv, int *status);
void options_free(struct options *options);

#endif
