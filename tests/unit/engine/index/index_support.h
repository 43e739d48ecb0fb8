/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_support.h - what tests of the index share.
 */
#ifndef TELUSUR_TEST_INDEX_SUPPORT_H
#define TELUSUR_TEST_INDEX_SUPPORT_H

#include "catalogue.h"
#include "numbering.h"
#include "pending.h"
#include "record.h"
#include "segment_writer.h"
#include "text_support.h"
#include "xap.h"

/* A folder with a database and segments, as a generation has them. */
struct support_store {
	char *folder;
	struct xap_writer *database;
	struct catalogue catalogue; /* with what is pending */
	struct pending pending;
	struct numbering *numbering;
};
void support_store_open(struct support_store *store);
void support_store_close(struct support_store *store);

/* Begins a segment; then ends it and adds it to the catalogue. */
struct segment_writer *support_segment(struct support_store *store);
void support_segment_end(
	struct support_store *store, struct segment_writer *writer);

/* Merges all segments. */
void support_merge(struct support_store *store);

/* Analyses the essay's text and makes its record the only one that is pending
 * in the store, under the document's number. */
bool support_record(struct record_writer *records, struct analyser *analyser,
	const struct essay *essay, struct support_store *store,
	uint32_t document, struct error *err);

#endif
