/* SPDX-License-Identifier: GPL-3.0-or-later */
/* previous.h - what an index says of its sources, read without changing it:
 * for a rebuild, which must know what it replaces.
 */
#ifndef TELUSUR_PREVIOUS_H
#define TELUSUR_PREVIOUS_H

#include "buf.h"
#include "catalogue.h"
#include "errors.h"
#include "record.h"
#include "stamp.h"

struct previous {
	bool found; /* there is an index */
	uint32_t source_count;
	char **source; /* source n stands at n - 1 */
	uint64_t *essays; /* of each */
	struct arena arena;
	struct stamps *stamps; /* NULL where they cannot be read */
	struct xap_reader *reader;
	struct catalogue catalogue; /* stays where it is */
	struct record_reader *records;
};

/* Reads it from the index in the folder, with the numbers of essays and the
 * stamps when all is asked for.  An index that cannot be read, or only in
 * part, tells as much as it can: a rebuild is what repairs it.  Fails only
 * when out of memory.  previous_free it. */
bool previous_read(struct previous *previous, const char *index, bool all,
	struct error *err);
void previous_free(struct previous *previous);

/* Appends the id of a document of the stamps, nothing where it cannot be
 * read. */
bool previous_id(struct previous *previous, uint32_t document, struct buf *id,
	struct error *err);

#endif
