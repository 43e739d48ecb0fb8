/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage_choose.h - chooses the best passages of an essay by the codes of its
 * record, without reading text.
 */
#ifndef TELUSUR_PASSAGE_CHOOSE_H
#define TELUSUR_PASSAGE_CHOOSE_H

#include "window.h"

enum { PASSAGE_SIGNATURE_WORDS = 8 }; /* of 64 bits */

/* A window chosen as a passage. */
struct passage_choice {
	uint32_t document;
	uint32_t block, paragraph; /* of the record */
	uint32_t from, to; /* positions in the paragraph */
	bool matched; /* false: the beginning of an essay without matches */
	uint64_t found; /* set of patterns that match in it */
	double score;
	/* The set of its codes, hashed to one bit each. */
	uint64_t signature[PASSAGE_SIGNATURE_WORDS];
};

struct passage_choices {
	struct passage_choice *choice; /* best first; array of the caller */
	size_t count;
	uint32_t matches_total, paragraphs_total; /* as in struct passages */
	bool totals_exact; /* false: the totals are lower bounds */
};

/* Chooses up to `limit` windows without near duplicates.  The caller provides
 * choices->choice with room for limit + 1.  Reading errors (README.md). */
bool passage_choose(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record, size_t limit,
	struct passage_choices *choices, struct error *err);

/* For qsort: by score, then document and position. */
int passage_choose_compare(const void *a, const void *b);

/* Whether two choices are near duplicates: the Jaccard similarity of their
 * signatures is at least 4/5. */
bool passage_choose_is_copy(
	const struct passage_choice *a, const struct passage_choice *b);

#endif
