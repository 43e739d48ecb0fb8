/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_list.h - all hits of a request, for callers that go through them one
 * by one: concordance and export.
 */
#ifndef TELUSUR_SEARCH_LIST_H
#define TELUSUR_SEARCH_LIST_H

#include "rerank.h"
#include "search_state.h"

struct search_list {
	struct search_state state;
	struct search_answer *answer; /* query, terms and totals; no hits */
	struct rerank_hit *ranked; /* best first; in the answer's arena */
	size_t count;
	struct arena scratch; /* owns the last hit */
};

/* Searches with the request; its offset and limit are ignored.  Errors as
 * search_run.  Owned by the caller: search_list_close. */
struct search_list *search_list_open(struct index *index,
	const struct search_request *request, struct error *err);
void search_list_close(struct search_list *list);

/* Fills the hit at rank i (from 0).  It is valid until the next call.  Reading
 * errors. */
bool search_list_hit(struct search_list *list, size_t i, struct search_hit *hit,
	struct error *err);

#endif
