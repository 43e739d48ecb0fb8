/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - what a SOURCE on the command line is: a folder or one file.
 */
#ifndef TELUSUR_PLACE_H
#define TELUSUR_PLACE_H

#include "errors.h"

struct place {
	char *path; /* absolute, without links: the source's name */
	char *folder; /* the folder to read from: path, or the one above */
	char *name; /* of the one file in it; NULL for all of a folder */
	uint32_t number; /* in the index, once it is known there */
	uint32_t number_before; /* in the index before a rebuild */
};

/* Finds out; ERROR_NOT_FOUND when there is nothing.  A folder must be
 * readable, a file one whose name is wanted.  place_free it, also after a
 * failure. */
bool place_find(struct place *place, const char *given,
	bool (*is_wanted)(const char *name), struct error *err);
void place_free(struct place *place);

/* Refuses an index folder (which may not be there yet) that lies in the
 * place: the index would index itself. */
bool place_check_index(
	const struct place *place, const char *index, struct error *err);

#endif
