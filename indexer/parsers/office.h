/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office.h - what DOCX, ODT and EPUB have in common: paragraphs that are put
 * together, and what a document says of itself.
 */
#ifndef TELUSUR_OFFICE_H
#define TELUSUR_OFFICE_H

#include "extract.h"
#include "xml.h"

/* A text on its way into out. */
struct office_text {
	struct buf *out;
	size_t start; /* of the paragraph */
	bool item; /* the paragraph is one of a list */
	bool before_item; /* so was the one before */
	unsigned cells; /* inside so many cells of tables */
};

void office_put(struct office_text *text, struct slice piece);
/* Ends the paragraph; in a cell it goes on behind a space. */
void office_end(struct office_text *text);
/* A cell of a row begins or ends, a row ends. */
void office_cell(struct office_text *text, bool begins);
void office_row(struct office_text *text);

/* Reads a part with properties: core.xml of DOCX, meta.xml of ODT, the
 * package of an EPUB.  Of several authors the names of persons are joined with
 * ", ".  The date is that of publication, else of making.  Titles that programs
 * make up are none. */
bool office_properties(struct archive *archive, const char *name,
	struct extract *out, struct error *err);

/* The same of an XML text: the XMP block of a PDF. */
bool office_xmp(struct slice text, struct extract *out, struct error *err);

/* Puts a title, unless a program made it up or one is known. */
void office_title(struct slice title, struct extract *out);

#endif
