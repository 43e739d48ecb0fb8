/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merge.h - several segments become one, without what is dead.
 *
 * A run writes a segment a commit, and every reading looks into all segments.
 * So segments are merged by size, as log-structured stores do (O'Neil and
 * others 1996): when MERGE_WIDTH of the newest are of one level, they and
 * smaller ones between them become one.  Levels are powers of MERGE_WIDTH: each
 * byte is written again about once a level, and there are never more than
 * MERGE_WIDTH - 1 segments of a level.  A segment of which most documents are dead is written again alone.
 */
#ifndef TELUSUR_MERGE_H
#define TELUSUR_MERGE_H

#include "catalogue.h"

enum {
	MERGE_WIDTH = 4,
	MERGE_LEAST_BYTES = 1 << 18, /* smaller ones are of the first level */
};

/* Segments of a catalogue that are to be merged: `count` from `first` on; 0 for
 * none. */
struct merge_range {
	size_t first, count;
};

/* What is to be merged now. */
struct merge_range merge_next(const struct catalogue *catalogue);

/* Merges the range in the folder.  A document is alive when the database (which
 * may hold changes that are not committed) has it.  The files of the segments
 * stay until catalogue_sweep.  Errors as segment_writer.h's and segment_open's. */
bool merge_range(struct catalogue *catalogue, struct merge_range range,
	const struct xap_reader *database, const char *folder,
	struct error *err);

#endif
