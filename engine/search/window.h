/* SPDX-License-Identifier: GPL-3.0-or-later */
/* window.h - the best stretch of a paragraph for a passage.
 *
 * A window is whole sentences where they fit into the words that were asked
 * for (one sentence may be a quarter longer), else a part of one.  It never
 * cuts the match it was made for, nor another one where that can be helped.
 *
 * It is scored as the two stages of ranking would score an essay that holds
 * nothing else (rank.h, rerank.h): BM25 over the patterns, and what exact
 * forms, nearness and the longest stretch of the query add.  How rare a word
 * is must then be counted in passages too: in a few long essays every word
 * stands in every essay.
 */
#ifndef TELUSUR_WINDOW_H
#define TELUSUR_WINDOW_H

#include "match.h"
#include "window_query.h"

struct window_region {
	uint32_t block, paragraph; /* which paragraph of the record */
	uint32_t from, to; /* positions that may be used */
	const struct match *match; /* of the whole paragraph, by position */
	size_t match_count;
	const uint32_t *sentence; /* positions of each sentence */
	size_t sentence_count;
	const uint32_t *code; /* of the paragraph's tokens */
	const uint32_t *first; /* token of each position; NULL: one each */
	/* the best window; empty when the region has no match */
	uint32_t window_from, window_to;
	double score;
};

/* The code of the first token of a position. */
static inline uint32_t window_code(
	const struct window_region *region, uint32_t position)
{
	return region->code[region->first ? region->first[position] : position];
}

/* Finds the best window of a region.  A region of a paragraph without any
 * match gives its beginning. */
void window_choose(
	const struct window_query *query, struct window_region *region);

#endif
