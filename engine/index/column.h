/* SPDX-License-Identifier: GPL-3.0-or-later */
/* column.h - what essays are counted, sorted and filtered by: a number for each
 * document of a segment, in an array by its place in the segment, and a sorted
 * dictionary of the strings that the numbers stand for.
 *
 * So a facet counts numbers, an order compares numbers, and a range of strings
 * is a range of numbers; strings are read for what is shown, and where segments
 * must be joined (column_union.h).  Number 0: the document has no value.
 *
 *   date    ISO 8601, or its beginning
 *   title   its key: slot_title
 *   id
 *   author  key, NUL, the name as it is written: slot_author
 *   path
 *   folder  of the path (slot_folder), with NUL for /, so that what lies below
 *           a folder stands right behind it
 *   kind    of file
 *
 * A section of a segment has one column (FORMAT.md): u32 number of strings, u32
 * for each group of COLUMN_GROUP strings (where in the dictionary it begins),
 * the numbers (one, two or four bytes each: the least that hold all of them),
 * the dictionary: front-coded strings, as in the lexicon.
 */
#ifndef TELUSUR_COLUMN_H
#define TELUSUR_COLUMN_H

#include "catalogue.h"

enum { COLUMN_GROUP = 16 };

struct column {
	uint32_t strings; /* numbers go from 1 to that */
	unsigned width; /* of a number in bytes */
	struct slice numbers, groups, dictionary;
};

/* ERROR_CORRUPT when the section is none; that of a segment without documents
 * may be empty. */
bool column_open(const struct segment *segment, enum column_id id,
	struct column *column, struct error *err);

/* The number of the segment's document at this place. */
static inline uint32_t column_number(const struct column *column, size_t place)
{
	const unsigned char *at = (const unsigned char *)column->numbers.bytes +
				  place * column->width;
	if (column->width == 1)
		return at[0];
	if (column->width == 2)
		return (uint32_t)at[0] | (uint32_t)at[1] << 8;
	return segment_u32(column->numbers, place);
}

/* Reads strings of a column; forward steps inside a group are cheap. */
struct column_text {
	struct column column;
	struct cursor at; /* behind the string of `number` */
	uint32_t number; /* 0: none was read */
	struct buf text;
};

struct column_text column_text_of(const struct column *column);
void column_text_free(struct column_text *text);

/* The string of a number from 1 to column.strings, valid until the next read.
 * ERROR_CORRUPT, ERROR_MEMORY. */
bool column_text_read(struct column_text *text, uint32_t number,
	struct slice *string, struct error *err);

/* The first number whose string is not before the wanted one; strings + 1 where
 * all are.  Errors as column_text_read's. */
bool column_text_find(struct column_text *text, struct slice wanted,
	uint32_t *number, struct error *err);

/* Finds documents in the segments, fastest in ascending order.  Borrows the
 * catalogue. */
struct column_walk {
	const struct catalogue *catalogue;
	size_t segment; /* number in the catalogue */
	size_t place; /* of the document in its segment */
};

/* Goes to the document; false when no segment has it. */
bool column_walk_to(struct column_walk *walk, uint32_t document);

#endif
