/* SPDX-License-Identifier: GPL-3.0-or-later */
/* title.h - finds the title of a text that does not mark it.
 */
#ifndef TELUSUR_TITLE_H
#define TELUSUR_TITLE_H

#include "buf.h"

enum { TITLE_MAX_BYTES = 300 }; /* a longer title is cut */

/* Appends the title of a valid UTF-8 text; false, and nothing appended, if none
 * is found.
 *
 * In Markdown it is the first heading.  Otherwise it is one of the first lines:
 * the short lines above the first paragraph.  A line is a paragraph if it is
 * long or ends like a sentence.  Furniture ("Lihat ke Halaman Asli", "Baca
 * juga: ..."), dates and bylines are passed over.  Of the remaining lines the
 * first is the title, with one exception: if there is a line with a date, the
 * text is a saved page, where the author may stand above the title.  Then the
 * title is the line with the most words that recur in the text; if no line has
 * any and the page begins with a button, the last line above the date. */
bool title_find(struct slice text, bool markdown, struct buf *out);

/* How many of the line's longer words recur in the beginning of the text, per
 * mille. */
unsigned title_share(struct slice line, struct slice text);

/* Appends a title made from a file name: without extension, with spaces for '-'
 * and '_', and with a capital first letter. */
void title_from_name(struct slice name, struct buf *out);

/* Appends a given title as valid UTF-8: each run of white space and control
 * characters becomes one space, and the title is cut to TITLE_MAX_BYTES between
 * characters. */
void title_clean(struct slice given, struct buf *out);

#endif
