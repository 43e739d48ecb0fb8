/* SPDX-License-Identifier: GPL-3.0-or-later */
/* title.h - the title of a text that does not say which line it is.
 */
#ifndef TELUSUR_TITLE_H
#define TELUSUR_TITLE_H

#include "buf.h"

enum { TITLE_MAX_BYTES = 300 }; /* of a title; the rest is cut */

/* Appends the title that stands in a valid UTF-8 text; false (and nothing
 * appended) when none is found.
 *
 * In Markdown it is the first heading.  Else it is a line of the head: the
 * short lines before the first paragraph, where a paragraph is a line that is
 * long or ends as a sentence does.  Lines that pages put around every text
 * ("Lihat ke Halaman Asli", "Baca juga: ..."), dates and bylines are passed
 * over.  The first line that is left is the title, with one exception: a head
 * with a date is that of a saved page, where the author may stand above the
 * title.  There it is the line whose words come again in the text most; where none's
 * do, and a button of a page stands first, the last one above the date. */
bool title_find(struct slice text, bool markdown, struct buf *out);

/* Per mille of the line's longer words that come again in the text (as far as
 * titles are looked for in it). */
unsigned title_share(struct slice line, struct slice text);

/* Appends a title made of a file's name: without the extension, '-' and '_' as
 * spaces, the first letter a capital. */
void title_from_name(struct slice name, struct buf *out);

/* Appends a given title: repaired, white space and control characters as one
 * space, cut to TITLE_MAX_BYTES between characters. */
void title_clean(struct slice given, struct buf *out);

#endif
