/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - what a SOURCE on the command line is: a folder or one file.
 */
#ifndef TELUSUR_SOURCE_H
#define TELUSUR_SOURCE_H

#include "errors.h"

struct source {
	char *path; /* absolute, without links: the source's name */
	char *folder; /* the folder to read from: path, or the one above */
	char *name; /* of the one file in it; NULL for all of a folder */
	uint32_t number; /* in the index, once it is known there */
	uint32_t number_before; /* in the index before a rebuild */
};

/* Finds out; ERROR_NOT_FOUND when there is nothing.  A folder must be
 * readable, a file one whose name is wanted.  place_free it, also after a
 * failure. */
bool source_find(struct source *source, const char *given,
	bool (*is_wanted)(const char *name), struct error *err);
void source_free(struct source *source);

/* Refuses an index folder (which may not be there yet) that lies in the
 * place: the index would index itself. */
bool source_check_index(
	const struct source *source, const char *index, struct error *err);

#endif
