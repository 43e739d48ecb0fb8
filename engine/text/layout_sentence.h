/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout_sentence.h - sentence boundaries inside a paragraph.  Knows Indonesian
 * abbreviations, initials, degrees, numbers, list labels and closing quotes.
 */
#ifndef TELUSUR_LAYOUT_SENTENCE_H
#define TELUSUR_LAYOUT_SENTENCE_H

#include "buf.h"

/* The end offset of the sentence that begins at `start` in a paragraph's text,
 * trailing white space included; text.length for the last sentence. */
size_t layout_sentence_end(struct slice text, size_t start);

#endif
