/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_state.h - a search in progress: the query parsed and planned, with all
 * that is needed to fetch its hits.  Shared by search_run.c and search_list.c.
 */
#ifndef TELUSUR_SEARCH_STATE_H
#define TELUSUR_SEARCH_STATE_H

#include "search_answer.h"

/* Borrows the index, the request and the answer; owns the plan and the
 * matcher. */
struct search_state {
	struct index *index;
	const struct search_request *request;
	struct search_answer *answer;
	struct plan *plan;
	struct matcher *matcher;
	struct window_query window; /* only where passages are requested */
};

/* Parses and plans the query of state->request, and fills request, query,
 * terms, suggestion and generation of state->answer.  ERROR_SYNTAX (strict),
 * ERROR_LIMIT and ERROR_USAGE as query_parse and plan_make; reading errors.
 * Release with search_state_free, also after a failure. */
bool search_state_make(struct search_state *state, struct error *err);
void search_state_free(struct search_state *state);

/* Fills the essay, title highlights and passages of the hit, whose document and
 * score are set.  Reading errors. */
bool search_state_hit(struct search_state *state, struct arena *arena,
	struct search_hit *hit, struct error *err);

/* Milliseconds on the monotonic clock. */
double search_state_now_ms(void);

#endif
