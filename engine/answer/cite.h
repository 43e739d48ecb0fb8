/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cite.h - formats the citation of an essay or of a passage in it.
 *
 * An unknown part is left out, never guessed.  An author is one literal name:
 * Indonesian names have no part that is certainly a family name.  White space
 * is collapsed to single spaces; control and bidirectional formatting
 * characters are removed, so that no title or text can inject a line or a
 * field.
 */
#ifndef TELUSUR_CITE_H
#define TELUSUR_CITE_H

#include "buf.h"
#include "errors.h"
#include "record.h"

/* Maximum length of a quotation.  A longer one is cut at the last word boundary
 * before it, or inside the word if there is none. */
enum { CITE_QUOTE_CHARACTERS = 200 };

enum cite_style {
	CITE_PLAIN,
	CITE_BIBTEX,
	CITE_RIS,
	CITE_CSL_JSON,
};

/* plain, bibtex, ris, csl-json: a table as of names.h. */
extern const char *const cite_style_names[];
/* The media type of a style, with its charset. */
const char *cite_type(enum cite_style style);

struct cite {
	const struct essay *essay;
	struct slice quote; /* the passage; empty: the whole essay */
	uint32_t paragraph; /* of the passage; 0: unknown */
	/* URL of our own page for it, used where the essay has no URL; empty:
	 * none. */
	struct slice page;
};

/* Appends the citation with its final line end.  ERROR_MEMORY.
 *
 *   plain     Siti Rahma. 2021. “Keamanan Siber.” esai/a.txt, paragraf 12.
 *             “Ruang siber ...” https://...
 *   bibtex    @misc; doubled braces keep the capitals of names and titles
 *   ris       lines end with CRLF
 *   csl-json  an array with one item */
bool cite_write(enum cite_style style, const struct cite *cite, struct buf *out,
	struct error *err);

#endif
