/* SPDX-License-Identifier: GPL-3.0-or-later */
/* window_query.h - a query prepared for scoring windows (window.h). */
#ifndef TELUSUR_WINDOW_QUERY_H
#define TELUSUR_WINDOW_QUERY_H

#include "plan.h"

enum {
	WINDOW_QUERY_WORDS = 60, /* default length of a window */
	WINDOW_QUERY_SLOTS = 64,
};

/* Borrows the plan. */
struct window_query {
	const struct plan *plan;
	struct rank_params rank;
	uint32_t words; /* target length of a window */
	double idf[PLAN_MAX_PATTERNS]; /* of each pattern, over passages */
	double total; /* sum of the idf of all patterns not negated */
	/* The set of the plan's words whose root hashes to the slot. */
	uint64_t slot[WINDOW_QUERY_SLOTS];
};

/* Estimates the idf of the plan's patterns over the passages into which the
 * collection could be cut.  Reading errors (README.md). */
bool window_query_make(struct window_query *query, struct index *index,
	const struct plan *plan, uint32_t words, struct error *err);

#endif
