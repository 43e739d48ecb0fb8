/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_pages.h - the pages of a PDF -> one text.
 *
 * Lines that stand first or last on several pages (but for numbers), and
 * numbers that stand there alone, are running heads and page numbers: furniture.
 * A word that the end of a line divides is made whole ("kepen-/tingan"), but a
 * doubled one keeps its hyphen ("anak-/anak").
 */
#ifndef TELUSUR_PDF_PAGES_H
#define TELUSUR_PDF_PAGES_H

#include "extract.h"

struct pdf_pages {
	struct buf text;
	uint32_t *end; /* of each page in text */
	size_t count, capacity;
};

/* Adds the next page's text. */
bool pdf_pages_add(
	struct pdf_pages *pages, struct slice text, struct error *err);

/* Fills text, pages and furniture. */
bool pdf_pages_put(
	const struct pdf_pages *pages, struct extract *out, struct error *err);

void pdf_pages_free(struct pdf_pages *pages);

#endif
