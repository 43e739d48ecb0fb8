/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pending.h - the records of essays that were put since the last commit, in
 * memory until they become a segment.
 */
#ifndef TELUSUR_PENDING_H
#define TELUSUR_PENDING_H

#include "segment_writer.h"

struct pending_record {
	uint32_t document; /* ascending */
	bool dead; /* removed before it was committed */
	size_t start, end; /* in bytes */
};

/* Zero-initialised is empty. */
struct pending {
	struct buf bytes; /* records are appended here */
	struct pending_record *record;
	size_t count, capacity;
};

void pending_free(struct pending *pending);
void pending_clear(struct pending *pending);

/* Notes that what was appended to the bytes since the last record is the
 * document's, whose number is over all before.  ERROR_MEMORY. */
bool pending_add(struct pending *pending, uint32_t document, struct error *err);

/* Removes the document's record, if there is one. */
void pending_remove(struct pending *pending, uint32_t document);

/* The document's record, empty where there is none; valid until the next one is
 * appended. */
struct slice pending_record(const struct pending *pending, uint32_t document);

/* Writes the sections of documents and records.  Errors as segment_put's. */
bool pending_write(const struct pending *pending, struct segment_writer *writer,
	struct error *err);

#endif
