/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.h - prints answers on standard output: for people, or as JSON.
 */
#ifndef TELUSUR_QUERY_SHOW_H
#define TELUSUR_QUERY_SHOW_H

#include "options.h"

/* Searches options->text.  Errors as from search_run; ERROR_IO,
 * ERROR_MEMORY. */
bool show_search(
	struct index *index, const struct options *options, struct error *err);
/* Prints the tokens of options->analyse with their roots.  Errors as from
 * analyse; ERROR_IO, ERROR_MEMORY. */
bool show_analysis(
	struct index *index, const struct options *options, struct error *err);

#endif
