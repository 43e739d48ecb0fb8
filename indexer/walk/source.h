/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - a source of essays: one SOURCE of the command line, which is a
 * folder or a single file.
 */
#ifndef TELUSUR_SOURCE_H
#define TELUSUR_SOURCE_H

#include "errors.h"

struct source {
	char *path; /* absolute, links resolved; the index knows it by this */
	char *folder; /* to read from: path itself, or the file's folder */
	char *name; /* of the single file in folder; NULL: the whole folder */
	uint32_t number; /* in the index, from 1; set by source_list_number */
	uint32_t number_before; /* in the index that a rebuild replaces */
};

/* Fills source from a path that was given.  A folder must be readable; a file
 * must have a name that is_wanted accepts.  Errors: ERROR_NOT_FOUND (no such
 * file), ERROR_IO (not readable, neither folder nor file, not wanted),
 * ERROR_MEMORY.  Call source_free in any case. */
bool source_find(struct source *source, const char *given,
	bool (*is_wanted)(const char *name), struct error *err);
void source_free(struct source *source);

/* Refuses an index folder (which need not exist yet) inside the source, with
 * ERROR_USAGE: the index would index itself.  Also ERROR_IO, ERROR_NOT_FOUND
 * and ERROR_MEMORY where the path cannot be resolved. */
bool source_check_index(
	const struct source *source, const char *index, struct error *err);

#endif
