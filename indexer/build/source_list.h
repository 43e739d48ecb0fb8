/* SPDX-License-Identifier: GPL-3.0-or-later */
/* places.h - the sources of a run: those that the command line names and those
 * that the index knows.
 */
#ifndef TELUSUR_SOURCE_LIST_H
#define TELUSUR_SOURCE_LIST_H

#include "index_write.h"
#include "options.h"
#include "previous.h"
#include "report.h"
#include "source.h"

struct source_list {
	struct source *source;
	size_t count;
};

/* Finds them; all that the index knows for a rebuild, which must lose none,
 * else only where the command line names none.  Reads what there was before.
 * places_free and previous_free them, also after a failure. */
bool source_list_find(struct source_list *list, struct previous *previous,
	const struct options *options, const char *index, struct report *report,
	struct error *err);
void source_list_free(struct source_list *list);

/* Gives them their numbers in the index; *news says whether one is new. */
bool source_list_number(struct source_list *list, struct index_writer *writer,
	bool *news, struct error *err);

#endif
