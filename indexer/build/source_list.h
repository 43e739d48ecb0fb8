/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source_list.h - the sources of a run: those of the command line and those
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

/* Fills the list and reads previous.  The sources that the index knows are
 * included if the command line names none, and always in a rebuild, which must
 * not lose any.  Errors: those of source.h, and ERROR_USAGE if there is no
 * source at all.  In a rebuild with --force a known source that fails is left
 * out, with a note in the report.  Call source_list_free and previous_free in
 * any case. */
bool source_list_find(struct source_list *list, struct previous *previous,
	const struct options *options, const char *index, struct report *report,
	struct error *err);
void source_list_free(struct source_list *list);

/* Sets the number of each source, adding new ones to the index; *news: there
 * was a new one.  Errors as from index_writer_add_source. */
bool source_list_number(struct source_list *list, struct index_writer *writer,
	bool *news, struct error *err);

#endif
