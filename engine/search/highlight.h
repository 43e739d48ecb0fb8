/* SPDX-License-Identifier: GPL-3.0-or-later */
/* highlight.h - the matches of a query in a text, as byte ranges to mark.
 *
 * A record stores word codes but no byte offsets.  So a text to show is
 * tokenised again, and its strings, not its hashes, decide what matches.
 */
#ifndef TELUSUR_HIGHLIGHT_H
#define TELUSUR_HIGHLIGHT_H

#include "match.h"

struct highlight {
	uint32_t start, end; /* bytes in the essay's text */
	struct slice form; /* verbatim */
	struct slice exact; /* normalised */
	const char *match; /* exact, root, phrase, near, prefix, synonym */
	uint32_t paragraph; /* from 1; 0: the title */
};

/* Finds all matches in a text, in text order; of overlapping ones the first and
 * longest is kept.  `base` is added to the offsets.  In paragraph 0, the title,
 * terms that are restricted to titles (judul:) match too.  The result is in the
 * arena.  ERROR_MEMORY, ERROR_LIMIT and ERROR_ENGINE as analyse. */
bool highlight_find(struct index *index, const struct plan *plan,
	struct matcher *matcher, struct slice text, uint32_t base,
	uint32_t paragraph, struct arena *arena, struct highlight **highlight,
	size_t *count, struct error *err);

/* A paragraph of a record, or a piece of a long one, opened to be shown. */
struct highlight_paragraph {
	struct slice text; /* in the arena */
	/* The text with up to QUOTE_AROUND_BYTES more on each side, as far as
	 * the record block has them; and its byte offset in the essay. */
	struct slice around;
	uint32_t around_start;
	struct layout_paragraph layout;
	bool continued; /* another piece of the paragraph precedes it */
	bool continues; /* another piece follows in the same block */
	const uint32_t *sentence; /* tokens of each; owned by the reader */
	size_t sentence_count;
	struct match_stream stream; /* valid until the matcher's next one */
	struct highlight *highlight; /* in text order; in the arena */
	size_t highlight_count;
};

/* Opens a paragraph of a block and finds the matches in it.  Errors as
 * record_block and highlight_find; ERROR_CORRUPT: the text does not give the
 * tokens of the record. */
bool highlight_open(struct highlight_paragraph *open, struct index *index,
	const struct record *record, uint32_t block, uint32_t paragraph,
	const struct plan *plan, struct matcher *matcher, struct arena *arena,
	struct error *err);

/* Whether a sentence starts at the position, or the last one ends there. */
bool highlight_starts_sentence(
	const struct highlight_paragraph *open, uint32_t position);

/* Converts the positions [first, last) to the bytes [*from, *to) of the
 * paragraph's text, with adjacent punctuation.  A word of several positions
 * (covid-19) is never split: it belongs to the range that it starts in.  So a
 * range that only covers its end is empty. */
void highlight_range(const struct highlight_paragraph *open, uint32_t first,
	uint32_t last, uint32_t *from, uint32_t *to);

#endif
