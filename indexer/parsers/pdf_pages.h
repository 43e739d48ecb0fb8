/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_pages.h - joins the pages of a PDF to one text.
 *
 * Lines that recur as first or last line of several pages (numbers in them may
 * differ) are running heads; a number alone there is a page number.  Both are
 * furniture and left out.  A word that is hyphenated at a line end is joined
 * ("kepen-/tingan"), but a reduplicated word keeps its hyphen ("anak-/anak").
 */
#ifndef TELUSUR_PDF_PAGES_H
#define TELUSUR_PDF_PAGES_H

#include "extract.h"

struct pdf_pages {
	struct buf text;
	uint32_t *end; /* of each page: its end in text */
	size_t count, capacity;
};

/* Adds the text of the next page.  ERROR_MEMORY; ERROR_LIMIT if the text of all
 * pages is too long. */
bool pdf_pages_add(
	struct pdf_pages *pages, struct slice text, struct error *err);

/* Fills text, pages and furniture of out.  ERROR_MEMORY. */
bool pdf_pages_put(
	const struct pdf_pages *pages, struct extract *out, struct error *err);

void pdf_pages_free(struct pdf_pages *pages);

#endif
