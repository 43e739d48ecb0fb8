/* SPDX-License-Identifier: GPL-3.0-or-later */
/* furniture.h - lines that a page puts around every text: buttons, menus,
 * boxes.  Saved pages are full of them ("Lihat ke Halaman Asli", "BERI NILAI",
 * "Konten Terkait"), and nobody wants to find them.
 *
 * A paragraph that is furniture stays in the text with its place and number,
 * but has no words: it is not found, not counted, not marked, not shown as a
 * passage.  Only a line that stands alone can be one; a sentence that mentions
 * the same words is text.
 */
#ifndef TELUSUR_FURNITURE_H
#define TELUSUR_FURNITURE_H

#include "layout.h"

enum furniture {
	FURNITURE_NONE,
	FURNITURE_MAYBE, /* a word that could be a heading as well: "Terbaru" */
	FURNITURE_SURE, /* nothing that an author writes on a line alone */
};

/* What the line is by itself.  Letter case, signs, numbers and white space do
 * not count: "3 Komentar" and "KOMENTAR (12)" are one. */
enum furniture furniture_line(struct slice line);

/* How many bytes of a text's beginning are front matter: fields, "key: value",
 * between two lines of "---", or "key = value" between "+++".  0 when there is
 * none. */
size_t furniture_front_matter(struct slice text);

/* Sets `furniture` of the layout's paragraphs: where the line is surely one,
 * or may be one and stands before the first or behind the last paragraph of
 * the text proper, with a sure one there too.  Front matter is furniture. */
void furniture_mark(struct slice text, struct layout *layout);

#endif
