/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - searches a file of topics, and writes the run or measures it.
 */
#ifndef TELUSUR_QUERY_RUN_H
#define TELUSUR_QUERY_RUN_H

#include "options.h"

/* Searches all topics of options->topics; writes the run to options->run, and
 * prints measures if there are qrels.  A topic whose query is refused has no
 * hits.  Errors: ERROR_USAGE (a line that is not in the format),
 * ERROR_NOT_FOUND, ERROR_IO, ERROR_MEMORY, and those of search_run. */
bool run_topics(
	struct index *index, const struct options *options, struct error *err);

#endif
