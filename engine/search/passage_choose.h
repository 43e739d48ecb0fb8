/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage_choose.h - which passages of an essay are the best, decided on its
 * record's codes: no text is read.
 */
#ifndef TELUSUR_PASSAGE_CHOOSE_H
#define TELUSUR_PASSAGE_CHOOSE_H

#include "window.h"

enum { PASSAGE_SIGNATURE_WORDS = 8 }; /* of 64 bits */

/* A window that was chosen for a passage. */
struct passage_choice {
	uint32_t document;
	uint32_t block, paragraph; /* of the record */
	uint32_t from, to; /* positions in the paragraph */
	bool matched; /* false: the beginning of an essay without matches */
	uint64_t found; /* patterns of the plan in it, as bits */
	double score;
	/* Which codes stand in it, a bit each. */
	uint64_t signature[PASSAGE_SIGNATURE_WORDS];
};

struct passage_choices {
	struct passage_choice *choice; /* best first; the caller's array */
	size_t count;
	uint32_t matches_total, paragraphs_total; /* that hold a match */
	bool totals_exact; /* false: there are so many at least */
};

/* Chooses up to `limit` windows of the essay into choices->choice, which has
 * room for them and one more.  None is a near copy of a better one. */
bool passage_choose(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record, size_t limit,
	struct passage_choices *choices, struct error *err);

/* Orders by score, then by document and place. */
int passage_choose_compare(const void *a, const void *b);

/* Whether of the words of both together four in five stand in each. */
bool passage_choose_is_copy(
	const struct passage_choice *a, const struct passage_choice *b);

#endif
