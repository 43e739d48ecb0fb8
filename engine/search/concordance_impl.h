/* SPDX-License-Identifier: GPL-3.0-or-later */
/* concordance_impl.h - the parts of a concordance: concordance_text.c reads the
 * text around a match, concordance_line.c cuts a line out of it.
 */
#ifndef TELUSUR_CONCORDANCE_IMPL_H
#define TELUSUR_CONCORDANCE_IMPL_H

#include "concordance.h"

/* The text that lines are cut from: a paragraph and what its lines may reach
 * beyond it.  Zero-initialised is empty; release with buf_free(&wide). */
struct concordance_text {
	struct slice text; /* points into the block or into `wide` */
	uint32_t start; /* its byte offset in the essay's text */
	struct buf wide;
};

/* Fills `around` for paragraph i of block n.  A long paragraph is stored in
 * pieces: the neighbouring pieces are included, also those in other blocks, as
 * far as a line may reach.  May read another block, and then reads *block and
 * *text again.  Errors as record_block. */
bool concordance_text_read(struct index *index, const struct record *record,
	uint32_t n, uint32_t i, struct record_block *block, struct slice *text,
	struct concordance_text *around, struct error *err);

/* Cuts the line of a highlight out of the text, which starts at byte `base` of
 * the essay's text.  Returns false when out of memory. */
bool concordance_line_cut(struct slice text, uint32_t base,
	const struct highlight *highlight, uint32_t width, struct arena *arena,
	struct concordance_line *line);

/* Appends the sort key of one side of a line: its first eight words, folded, or
 * with `leftwards` its last eight in reverse order.  ERROR_MEMORY. */
bool concordance_line_key(
	struct slice side, bool leftwards, struct buf *key, struct error *err);

#endif
