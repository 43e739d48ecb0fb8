/* SPDX-License-Identifier: GPL-3.0-or-later */
/* column_write.h - writes the columns of a segment.
 */
#ifndef TELUSUR_COLUMN_WRITE_H
#define TELUSUR_COLUMN_WRITE_H

#include "column.h"
#include "pending.h"

/* Those of what is pending, from the fields of its records.  Errors as
 * segment_put's, and ERROR_CORRUPT. */
bool columns_write(const struct pending *pending, struct segment_writer *writer,
	struct error *err);

/* Documents of a segment, by their places in it, ascending. */
struct column_source {
	const struct segment *segment;
	const uint32_t *place;
	size_t count;
};

/* Those of the documents of several segments, one behind the other: numbered
 * anew, without the strings that none of them has. */
bool columns_merge(const struct column_source *source, size_t count,
	struct segment_writer *writer, struct error *err);

#endif
