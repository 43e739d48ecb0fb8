/* window.h - the best stretch of a paragraph for a passage.
 *
 * A window is whole sentences where they fit into PASSAGE_WORDS (one sentence
 * may be a quarter longer), else a part of one.  It never cuts the match it
 * was made for, nor another one where that can be helped.
 *
 * Its score is the sum over the patterns in it of idf times a quality (1 for
 * the exact form, less for a relative, a little more where it stands again),
 * and for each further pattern a bonus that falls with its distance from the
 * pattern before it.
 */
#ifndef TELUSUR_WINDOW_H
#define TELUSUR_WINDOW_H

#include "match.h"

struct window_region {
	uint32_t block, paragraph; /* which paragraph of the record */
	uint32_t from, to; /* positions that may be used */
	const struct match *match; /* of the whole paragraph, by position */
	size_t match_count;
	const uint32_t *sentence; /* positions of each sentence */
	size_t sentence_count;
	/* the best window; empty when the region has no match */
	uint32_t window_from, window_to;
	double score;
};

/* Finds the best window of a region.  A region of a paragraph without any
 * match gives its beginning. */
void window_choose(const struct plan *plan, struct window_region *region);

#endif
