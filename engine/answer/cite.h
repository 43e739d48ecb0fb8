/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cite.h - a citation of an essay, or of a passage of it, to copy.
 *
 * What is unknown is left out, never guessed: an author is one name as it
 * stands, for Indonesian names have no part that is surely a family's.  White
 * space becomes single spaces; control characters and those that turn the
 * direction of writing are dropped, so that no title or text can add a line or
 * a field of its own.
 */
#ifndef TELUSUR_CITE_H
#define TELUSUR_CITE_H

#include "buf.h"
#include "errors.h"
#include "record.h"

/* A quotation is cut at a word after so many characters; inside a word that is
 * longer. */
enum { CITE_QUOTE_CHARACTERS = 200 };

enum cite_style {
	CITE_PLAIN,
	CITE_BIBTEX,
	CITE_RIS,
	CITE_CSL_JSON,
};

/* plain, bibtex, ris, csl-json; false for any other name. */
bool cite_read_style(struct slice name, enum cite_style *style);
/* The media type of a style, with its charset. */
const char *cite_type(enum cite_style style);

struct cite {
	const struct essay *essay;
	struct slice quote; /* the passage; empty: the essay as a whole */
	uint32_t paragraph; /* of the passage; 0: not known */
	/* The reader's page for it, for an essay without an address of its
	 * own; empty: none. */
	struct slice page;
};

/* Appends the citation, whole with its last line end:
 *
 *   plain     Siti Rahma. 2021. “Keamanan Siber.” esai/a.txt, paragraf 12.
 *             “Ruang siber ...” https://...
 *   bibtex    @misc, braces around names and titles against other capitals
 *   ris       lines ended by CRLF
 *   csl-json  an array of one item */
bool cite_write(enum cite_style style, const struct cite *cite, struct buf *out,
	struct error *err);

/* ---- shared by cite.c, cite_bibtex.c and json_cite.c ---- */

/* The parts of a citation, cleaned; what is unknown is empty or 0. */
struct cite_parts {
	struct buf author, title, url, note;
	struct buf key; /* letters and digits: rahma2021keamanan */
	unsigned year, month, day;
};

void cite_bibtex(const struct cite_parts *parts, struct buf *out);
void json_cite(const struct cite_parts *parts, struct buf *out);

#endif
