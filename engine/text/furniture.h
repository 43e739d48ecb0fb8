/* SPDX-License-Identifier: GPL-3.0-or-later */
/* furniture.h - page furniture (boilerplate): buttons, menus and boxes that a
 * saved page puts around its text ("Lihat ke Halaman Asli", "BERI NILAI",
 * "Konten Terkait").
 *
 * A paragraph of furniture stays in the text and keeps its number, but its
 * words are not indexed: it is not found, counted, highlighted or shown as a
 * passage.  Only a line that is a paragraph of its own can be furniture; a
 * sentence that mentions the same words is body text.  layout.c marks the
 * paragraphs.
 */
#ifndef TELUSUR_FURNITURE_H
#define TELUSUR_FURNITURE_H

#include "buf.h"

enum furniture {
	FURNITURE_NONE,
	FURNITURE_MAYBE, /* may be a heading as well: "Terbaru".  Furniture only
			  * before or after the body, beside a sure one */
	FURNITURE_SURE, /* no author writes this on a line of its own */
};

/* Classifies a line by itself.  Letter case, punctuation, numbers and white
 * space are ignored: "3 Komentar" equals "KOMENTAR (12)". */
enum furniture furniture_line(struct slice line);

/* Whether a line that is not furniture is body text for certain: over 160
 * bytes, or a sentence of at least 60. */
bool furniture_is_body(struct slice line);

/* The length in bytes of the front matter at the beginning of a text: lines
 * "key: value" between two lines "---" (YAML), or "key = value" between "+++"
 * (TOML).  0 when there is none. */
size_t furniture_front_matter(struct slice text);

#endif
