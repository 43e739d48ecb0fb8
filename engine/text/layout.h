/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.h - finds the paragraphs of a plain text.
 *
 * In wrapped text a paragraph ends at a blank line or before an indented line;
 * otherwise every line is a paragraph.  A list item is a paragraph, with its
 * hanging lines.
 */
#ifndef TELUSUR_LAYOUT_H
#define TELUSUR_LAYOUT_H

#include "buf.h"
#include "errors.h"

/* A longer paragraph is split into pieces of at most this many bytes: after a
 * sentence if possible, else between words. */
enum { LAYOUT_PIECE_BYTES = 4096 };

/* A paragraph, or a piece of a very long one. */
struct layout_paragraph {
	uint32_t start, end; /* byte offsets, trimmed; end exclusive */
	uint32_t first_line, last_line; /* from 1 */
	uint32_t number; /* of the paragraph, from 1; pieces share it */
	bool furniture; /* boilerplate of a page: see furniture.h */
};

/* Zero-initialised is empty. */
struct layout {
	struct layout_paragraph *paragraph;
	size_t count, capacity;
};

/* Fills layout (cleared first; the caller's: layout_free) with the paragraphs
 * of a valid UTF-8 text, furniture marked.  ERROR_LIMIT for a text of over 4
 * GiB. */
bool layout_read(struct slice text, struct layout *layout, struct error *err);
void layout_free(struct layout *layout);

#endif
