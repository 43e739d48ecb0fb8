/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalogue.h - the segments that a state of an index consists of.
 *
 * The list stands in Xapian's metadata under SCHEMA_KEY_SEGMENTS, so that
 * Xapian's commit is the one switch from a state to the next: the segments are
 * written and synced before it.  Segments are in the order they were written:
 * numbers of documents grow from one to the next, and what a later one says of
 * a file (stamp.h) counts more.
 */
#ifndef TELUSUR_CATALOGUE_H
#define TELUSUR_CATALOGUE_H

#include "segment.h"
#include "xap.h"

/* Records that were written but not committed, for the writer to read. */
struct pending;

/* Zero-initialised is empty. */
struct catalogue {
	struct segment **segment;
	size_t count, capacity;
	const struct pending *pending; /* borrowed; NULL for readers */
};

/* Opens the segments that the database in the folder names; those that `before`
 * (may be NULL) has open are shared with it.  Errors as segment_open's, and
 * ERROR_CORRUPT for a list that cannot be read.  catalogue_close it, also after
 * a failure. */
bool catalogue_open(struct catalogue *catalogue, struct xap_reader *database,
	const char *folder, const struct catalogue *before, struct error *err);
void catalogue_close(struct catalogue *catalogue);

/* Makes *copy another holder of the same segments.  ERROR_MEMORY. */
bool catalogue_copy(const struct catalogue *catalogue, struct catalogue *copy,
	struct error *err);

/* Appends a segment; takes it over. */
bool catalogue_add(struct catalogue *catalogue, struct segment *segment,
	struct error *err);

/* Puts one segment in the place of `count` from number `first` on; takes it
 * over.  NULL: nothing comes in their place. */
void catalogue_replace(struct catalogue *catalogue, size_t first, size_t count,
	struct segment *segment);

/* How many words the segments number, and the root of one of them; 0 for a
 * number that is none. */
uint32_t catalogue_words(const struct catalogue *catalogue);
uint32_t catalogue_word_root(const struct catalogue *catalogue, uint32_t word);

/* Puts the list into the metadata. */
bool catalogue_save(const struct catalogue *catalogue,
	struct xap_writer *database, struct error *err);

/* The segment whose range of numbers the document falls into, or NULL. */
struct segment *catalogue_segment(
	const struct catalogue *catalogue, uint32_t document);

/* The record of a document, empty when there is none.  Valid as long as the
 * catalogue's segments; one that is not committed, until the next essay. */
struct slice catalogue_record(
	const struct catalogue *catalogue, uint32_t document);

/* Compares all blocks of all segments with their checksums. */
bool catalogue_check(const struct catalogue *catalogue, const char *folder,
	struct error *err);

/* Removes the files of segments in the folder that neither catalogue (may be
 * NULL) names, and unfinished ones. */
bool catalogue_sweep(const struct catalogue *catalogue,
	const struct catalogue *before, const char *folder, struct error *err);

#endif
