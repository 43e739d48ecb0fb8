/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage_quote.h - a passage's permalink, and what stands before and after it.
 */
#ifndef TELUSUR_PASSAGE_QUOTE_H
#define TELUSUR_PASSAGE_QUOTE_H

#include "highlight.h"
#include "index.h"

/* Fills token, prefix and suffix of a passage of the paragraph that is open.
 * Where the paragraph is a piece of a longer one and the passage ends with it,
 * what stands beyond tells whether a sentence is cut there, too.  A neighbour
 * of the block is only read where the block has too little around the passage;
 * then the block that the record's reader gave last is gone. */
bool passage_quote(struct index *index, const struct record *record,
	const struct highlight_text *open, struct arena *arena,
	struct passage *passage, struct error *err);

/* The beginning of the last, and the end of the first, 32 characters of a valid
 * text: slices of it. */
struct slice passage_prefix(struct slice before);
struct slice passage_suffix(struct slice after);

#endif
