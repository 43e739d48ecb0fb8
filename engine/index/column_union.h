/* SPDX-License-Identifier: GPL-3.0-or-later */
/* column_union.h - the strings of one column in several segments, in order,
 * each once.
 */
#ifndef TELUSUR_COLUMN_UNION_H
#define TELUSUR_COLUMN_UNION_H

#include "column.h"

/* One segment's part.  `wanted` is the caller's: by number, from 1 on, not 0
 * for the strings that are wanted. */
struct column_run {
	struct column_text text;
	uint32_t *wanted;
	uint32_t number; /* of the string that it stands at; strings + 1: at the
			  * end */
	struct slice string;
	bool told; /* it is the union's present string */
};

/* Zero-initialised is empty. */
struct column_union {
	struct column_run *run;
	size_t count;
};

/* Makes room for so many runs, each to be added.  ERROR_MEMORY.
 * column_union_free it; that does not free what is wanted. */
bool column_union_make(
	struct column_union *columns, size_t runs, struct error *err);
void column_union_add(struct column_union *columns, const struct column *column,
	uint32_t *wanted);
void column_union_free(struct column_union *columns);

/* The next wanted string, valid until the next call; *more false: there is
 * none.  Each run that has it is told, and its number the string's there. */
bool column_union_next(struct column_union *columns, struct slice *string,
	bool *more, struct error *err);

#endif
