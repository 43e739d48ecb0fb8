/* SPDX-License-Identifier: GPL-3.0-or-later */
/* highlight.h - a paragraph of a record laid open: its text, its tokens with
 * their bytes, and what matched.
 */
#ifndef TELUSUR_HIGHLIGHT_H
#define TELUSUR_HIGHLIGHT_H

#include "passage.h"

struct highlight_text {
	struct slice text; /* the paragraph's; in the arena */
	/* The same with QUOTE_AROUND_BYTES on both sides, where its block of
	 * the record has as many; and where in the essay that begins. */
	struct slice around;
	uint32_t around_start;
	struct layout_paragraph place;
	/* The paragraph has a piece before this one; one behind it in the same
	 * block. */
	bool continued, continues;
	const uint32_t *sentence; /* positions of each; the record reader's */
	size_t sentence_count;
	struct match_stream stream; /* the matcher's: until its next one */
	struct highlight *highlight; /* by place; in the arena */
	size_t highlight_count;
};

/* Opens a paragraph. */
bool highlight_open(struct highlight_text *open, struct index *index,
	const struct record *record, uint32_t block, uint32_t paragraph,
	const struct plan *plan, struct matcher *matcher, struct arena *arena,
	struct error *err);

/* Whether a sentence begins with the position; so does what lies behind the
 * last one. */
bool highlight_starts_sentence(
	const struct highlight_text *open, uint32_t position);

/* The bytes from..to of the paragraph's text for positions first..last (last
 * excluded), with the punctuation that belongs to them.  A word of several
 * positions (covid-19) that would be cut goes to the range it begins in whole,
 * so that a range that only ends in it, or lies in it, may come out empty. */
void highlight_range(const struct highlight_text *open, uint32_t first,
	uint32_t last, uint32_t *from, uint32_t *to);

#endif
