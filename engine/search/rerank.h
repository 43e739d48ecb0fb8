/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rerank.h - the second stage of ranking: rescores the top hits of the first
 * stage with features that need word order.
 *
 * These features are added to the score of the first stage, each with its
 * weight in struct rank_params.  T is the sum of the idf of the query's words.
 *   exact   BM25 over the exact forms of the query's words
 *   window  idf of the query's words in the best RERANK_WINDOW words
 *   stretch T * longest contiguous part of the query in the essay (by root,
 *           with function words) / words of the query
 *   title_share  idf of the query's words in the title * their share
 *           of the title's words
 *   first   T / log2(2 + position of the first match)
 * No feature is negative: a rescored essay never falls behind one that was not
 * rescored.
 */
#ifndef TELUSUR_RERANK_H
#define TELUSUR_RERANK_H

#include "plan.h"

enum {
	RERANK_DEPTH = 200, /* essays */
	RERANK_WINDOW = 25, /* words */
	/* Blocks read per record, those with most of the query; so the time
	 * does not grow with the length of an essay. */
	RERANK_BLOCKS = RECORD_FEW_BLOCKS,
};

struct rerank_hit {
	uint32_t document;
	double score;
	struct slice id; /* of the essay; set by rerank */
};

/* The weighted features of an essay, and what explanations say of them. */
struct rerank_parts {
	RANK_FEATURES(RANK_MEMBER)
	double window_idf; /* of the query's words in the best window */
	uint32_t longest; /* length of the longest stretch in words */
};

/* A query as the second stage sees it, made once for all its hits.  Borrows the
 * plan, and the parameters of the index. */
struct rerank_target;

/* ERROR_MEMORY. */
struct rerank_target *rerank_target_new(
	struct index *index, const struct plan *plan, struct error *err);
void rerank_target_free(struct rerank_target *target);

/* Computes the features of one essay; all 0 if the plan has no words.  Reading
 * errors (README.md). */
bool rerank_parts(struct index *index, const struct rerank_target *target,
	const struct record *record, struct rerank_parts *parts,
	struct error *err);

/* Adds the second stage to the scores and sorts by score, then id.  Fills the
 * ids, in the arena.  Does nothing if the plan has no words.  Reading errors
 * (README.md). */
bool rerank(struct index *index, const struct plan *plan,
	struct rerank_hit *ranked, size_t count, struct arena *arena,
	struct error *err);

/* As rerank, but keeps the order and fills no ids. */
bool rerank_add(struct index *index, const struct plan *plan,
	struct rerank_hit *ranked, size_t count, struct error *err);

#endif
