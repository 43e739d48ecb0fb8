/* SPDX-License-Identifier: GPL-3.0-or-later */
/* window.h - the best window of a paragraph for a passage.
 *
 * A window is one or more whole sentences that fit the target length (a single
 * sentence may be a quarter longer), else a part of a sentence.  It never cuts
 * the match that it was made for, and other matches only if it must.
 *
 * Its score is what both stages of ranking would give an essay with no other
 * text (rank.h, rerank.h): BM25 over the patterns, plus exact forms, proximity
 * and the longest stretch of the query.  So idf is computed over passages too:
 * in a few long essays every word occurs in every essay.
 */
#ifndef TELUSUR_WINDOW_H
#define TELUSUR_WINDOW_H

#include "match.h"
#include "window_query.h"

/* A range of a paragraph in which a window may be chosen. */
struct window_region {
	uint32_t block, paragraph; /* of the record */
	uint32_t from, to; /* usable positions */
	const struct match *match; /* in the whole paragraph, by position */
	size_t match_count;
	const uint32_t *sentence; /* length of each sentence in positions */
	size_t sentence_count;
	const uint64_t *code; /* of each token */
	const uint32_t *first; /* first token of each position; NULL: one
				 * token per position */
	/* Set by window_choose; empty if the region has no match. */
	uint32_t window_from, window_to;
	double score;
};

/* The code of the first token at a position. */
static inline uint64_t window_code(
	const struct window_region *region, uint32_t position)
{
	return region->code[region->first ? region->first[position] : position];
}

/* Sets the best window of the region.  In a paragraph without matches it is the
 * beginning of the region. */
void window_choose(
	const struct window_query *query, struct window_region *region);

#endif
