/* SPDX-License-Identifier: GPL-3.0-or-later */
/* slot.h - the keys that essays are sorted, filtered and counted by: what their
 * columns (column.h) and filter terms hold.
 *
 * Folding for a key: words of letters and digits, folded (unicode_fold),
 * without marks and apostrophes, a single space between them.  So "Siti
 * Rahma", "SITI  RAHMA" and "Siti-Rahma." are one name, and a title's leading
 * quotation mark or dash does not count.
 */
#ifndef TELUSUR_SLOT_H
#define TELUSUR_SLOT_H

#include "buf.h"
#include "errors.h"
#include "record.h"
#include "xap.h"

enum {
	/* Names that agree in so many bytes of their keys are one author. */
	SLOT_AUTHOR_BYTES = 200,
	/* Titles that agree in so many are sorted by id. */
	SLOT_TITLE_BYTES = 120,
	SLOT_YEAR_BYTES = 16,
};

/* Appends the key of a name. */
bool slot_fold(struct slice text, struct buf *out, struct error *err);

/* Appends the key of a title: folded, numbers by their value, so that Bab 2
 * goes before Bab 10. */
bool slot_title(struct slice title, struct buf *out, struct error *err);

/* Appends the filter term of an author, empty when the name has no letter. */
bool slot_author_term(struct slice author, struct buf *out, struct error *err);

/* Appends the author's key, a NUL and the name as it is written; nothing when it
 * has no letter. */
bool slot_author(struct slice author, struct buf *out, struct error *err);

/* The folder of a path: all before its last slash; "" without one. */
struct slice slot_folder(struct slice path);

/* The range of dates of the years first..last, both included; INT_MIN and
 * INT_MAX are open ends.  Dates are ISO 8601, so that they sort as bytes. */
void slot_years(int first_year, int last_year, char first[SLOT_YEAR_BYTES],
	char last[SLOT_YEAR_BYTES]);

/* Adds the filter terms of an essay. */
bool slot_put(struct xap_document *document, const struct essay *essay,
	struct error *err);

#endif
