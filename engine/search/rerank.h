/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rerank.h - the second stage of ranking: the best of the first stage again,
 * with their words in order.
 *
 * To an essay's first score is added, with the weights of struct rank_params
 * and T the sum of the idf of the query's words:
 *   exact   BM25 over the exact forms of the query's words
 *   window  idf of the query's words in the best RERANK_WINDOW words
 *   stretch T * longest stretch of the query that stands in the essay (roots,
 *           function words included) / words of the query
 *   title_share  idf of the query's words in the title * share of the
 *           title that they are
 *   first   T / log2(2 + position of the first match)
 * Each only adds, so an essay of the second stage never falls behind those
 * that it was not applied to.
 */
#ifndef TELUSUR_RERANK_H
#define TELUSUR_RERANK_H

#include "plan.h"

enum {
	RERANK_DEPTH = 200, /* essays */
	RERANK_WINDOW = 25, /* words */
	/* Blocks of a record that are read: a longer essay is judged by those
	 * that have most of the query, so that its length does not set the
	 * time. */
	RERANK_BLOCKS = RECORD_FEW_BLOCKS,
};

struct rerank_hit {
	uint32_t document;
	double score;
	struct slice id; /* of the essay; empty until rerank fills it */
};

/* What each feature adds to an essay's score, and what it was made from. */
struct rerank_parts {
	RANK_FEATURES(RANK_MEMBER)
	double window_idf; /* of the words in the best window */
	uint32_t longest; /* words of the longest stretch */
};

/* The second stage of one essay; all 0 where the plan has no words for it. */
bool rerank_parts(struct index *index, const struct plan *plan,
	const struct record *record, struct rerank_parts *parts,
	struct error *err);

/* Adds the second stage to the scores and sorts: by score, then id.  The ids
 * are in the arena.  Where the plan has no words for the second stage all stays
 * as it is. */
bool rerank(struct index *index, const struct plan *plan,
	struct rerank_hit *ranked, size_t count, struct arena *arena,
	struct error *err);

/* Adds the second stage to the scores and leaves the order as it is. */
bool rerank_add(struct index *index, const struct plan *plan,
	struct rerank_hit *ranked, size_t count, struct error *err);

#endif
