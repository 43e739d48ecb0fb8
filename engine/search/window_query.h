/* SPDX-License-Identifier: GPL-3.0-or-later */
/* window_query.h - a query prepared for scoring windows (window.h). */
#ifndef TELUSUR_WINDOW_QUERY_H
#define TELUSUR_WINDOW_QUERY_H

#include "plan.h"

enum {
	WINDOW_QUERY_WORDS = 60, /* default length of a window */
	WINDOW_QUERY_SLOTS = 64,
};

/* A query as windows are scored by it.  Borrows the plan. */
struct window_query {
	const struct plan *plan;
	struct rank_params rank;
	uint32_t words; /* of a window, about */
	double idf[PLAN_MAX_PATTERNS]; /* of each pattern, by passages */
	double total; /* idf of all patterns that are wanted */
	/* Bits of the plan's words whose root falls into the slot. */
	uint64_t slot[WINDOW_QUERY_SLOTS];
};

/* Reads how rare the plan's patterns are among the passages that the
 * collection would make. */
bool window_query_make(struct window_query *query, struct index *index,
	const struct plan *plan, uint32_t words, struct error *err);

#endif
