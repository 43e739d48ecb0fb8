/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.h - where paragraphs and sentences are in a text.
 *
 * A paragraph is what a reader would call one: where the text is wrapped, lines
 * up to a blank line or an indented one, else a line; an item of a list is a
 * paragraph, with the lines that hang under it.  A sentence never crosses a
 * paragraph.
 */
#ifndef TELUSUR_LAYOUT_H
#define TELUSUR_LAYOUT_H

#include "buf.h"
#include "errors.h"

/* A longer paragraph is analysed in pieces of about this many bytes, cut
 * behind a sentence where there is one, else between words. */
enum { LAYOUT_PIECE_BYTES = 4096 };

/* A paragraph, or a piece of a very long one. */
struct layout_paragraph {
	uint32_t start, end; /* bytes, without white space around */
	uint32_t first_line, last_line; /* from 1 */
	uint32_t number; /* of the paragraph, from 1; pieces share it */
	bool furniture; /* of a page, no text: see furniture.h */
};

struct layout {
	struct layout_paragraph *paragraph;
	size_t count, capacity;
};

/* Fills layout (cleared first) with the paragraphs of a valid UTF-8 text. */
bool layout_read(struct slice text, struct layout *layout, struct error *err);
void layout_free(struct layout *layout);

/* The byte behind the sentence that begins at `start` in a paragraph's text,
 * white space behind it included; text.length at the last.  Knows
 * abbreviations, initials, numbers and closing quotes. */
size_t layout_sentence_end(struct slice text, size_t start);

#endif
