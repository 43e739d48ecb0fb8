/* SPDX-License-Identifier: GPL-3.0-or-later */
/* places.h - the sources of a run: those that the command line names and those
 * that the index knows.
 */
#ifndef TELUSUR_PLACES_H
#define TELUSUR_PLACES_H

#include "index_write.h"
#include "options.h"
#include "place.h"
#include "previous.h"
#include "report.h"

struct places {
	struct place *place;
	size_t count;
};

/* Finds them; all that the index knows for a rebuild, which must lose none,
 * else only where the command line names none.  Reads what there was before.
 * places_free and previous_free them, also after a failure. */
bool places_find(struct places *places, struct previous *previous,
	const struct options *options, const char *index, struct report *report,
	struct error *err);
void places_free(struct places *places);

/* Gives them their numbers in the index; *news says whether one is new. */
bool places_number(struct places *places, struct index_writer *writer,
	bool *news, struct error *err);

#endif
