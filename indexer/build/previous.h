/* SPDX-License-Identifier: GPL-3.0-or-later */
/* previous.h - reads the sources and stamps of an existing index, without
 * changing it.  A rebuild needs them to keep ids and to notice losses.
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
	char **source; /* paths; that of source number n is source[n - 1] */
	uint64_t *essays; /* number of essays, by the same index */
	struct arena arena;
	struct stamps *stamps; /* NULL: they cannot be read */
	struct xap_reader *reader;
	struct catalogue catalogue; /* stays where it is */
	struct record_reader *records;
};

/* Reads the sources from the index in the folder; with all, also the numbers of
 * essays and the stamps.  An index that is missing or damaged is no error, and
 * as much as possible is read of it: a rebuild is how it is repaired.
 * ERROR_MEMORY.  Call previous_free in any case. */
bool previous_read(struct previous *previous, const char *index, bool all,
	struct error *err);
void previous_free(struct previous *previous);

/* Appends the id of a document that a stamp names; nothing if the record cannot
 * be read.  ERROR_MEMORY. */
bool previous_id(struct previous *previous, uint32_t document, struct buf *id,
	struct error *err);

#endif
