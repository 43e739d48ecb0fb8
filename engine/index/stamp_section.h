/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stamp_section.h - the stamps of one segment as bytes.
 *
 * They are sorted by source, then name:
 *
 *   varint source, varint bytes shared with the name before, string of the
 *   others, a byte of flags (STAMP_HAS_...); unless it is gone:
 *   varint document; look: varints of size, mtime, ctime, inode; 16 bytes of
 *   content; sketch; string why - each where its flag is set
 */
#ifndef TELUSUR_STAMP_SECTION_H
#define TELUSUR_STAMP_SECTION_H

#include "stamp.h"

enum {
	STAMP_GONE = 1,
	STAMP_HAS_LOOK = 2,
	STAMP_HAS_CONTENT = 4,
	STAMP_HAS_SKETCH = 8,
	STAMP_HAS_WHY = 16,
};

/* Writes stamps one after the other.  Zero-initialised with a writer that has
 * begun the section. */
struct stamp_section_writer {
	struct segment_writer *writer;
	struct buf name, entry; /* the name before */
};
void stamp_section_writer_free(struct stamp_section_writer *section);

/* Appends the stamp; only its name and source count where it is gone. */
bool stamp_section_put(struct stamp_section_writer *section,
	const struct stamp *stamp, struct error *err);

/* Reads stamps one after the other. */
struct stamp_section_reader {
	struct cursor cursor;
	struct buf name; /* terminated; the stamp's */
	struct stamp stamp; /* why is not filled */
	struct slice why;
	bool done;
};
void stamp_section_open(
	struct stamp_section_reader *section, const struct segment *segment);
void stamp_section_close(struct stamp_section_reader *section);

/* Shows the next stamp, or sets `done`; what cannot be read ends the section:
 * its files are indexed again.  False only when out of memory. */
bool stamp_section_next(
	struct stamp_section_reader *section, struct error *err);

/* The order of stamps in a section. */
int stamp_section_compare(const struct stamp *a, const struct stamp *b);

#endif
