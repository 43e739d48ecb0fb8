/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_run.h"

#include "search_find.h"
#include "search_state.h"

#include <stdlib.h>

/* Explains the hits. */
static bool explain(struct search_state *state, struct error *err)
{
	const struct search_request *request = state->request;
	struct search_answer *answer = state->answer;
	struct rerank_target *target = rerank_target_new(
		state->index, state->plan, err);
	bool ok = target != NULL;
	for (size_t i = 0; ok && i < answer->hit_count; i++) {
		struct search_hit *hit = &answer->hit[i];
		struct rerank_hit ranked = {
			.document = hit->document, .score = hit->score};
		bool second = request->sort != SEARCH_BY_RELEVANCE ||
			      request->offset + i < RERANK_DEPTH;
		ok = explain_hit(state->index, state->plan, answer->query,
			&ranked, second ? target : NULL, &answer->arena,
			&hit->explanation, err);
	}
	rerank_target_free(target);
	return ok;
}

static bool run_query(struct search_state *state, struct error *err)
{
	struct search_answer *answer = state->answer;
	struct search_found found;
	if (!search_find(state->index, state->plan, state->matcher,
		    state->request, &answer->arena, &found, err))
		return false;
	answer->total = found.total;
	answer->total_exact = found.total_exact;
	memcpy(answer->facet, found.facet, sizeof answer->facet);
	answer->hit = arena_array(
		&answer->arena, found.count, sizeof *answer->hit);
	if (!answer->hit)
		return error_set_memory(err);
	for (size_t i = 0; i < found.count; i++) {
		struct search_hit *hit = &answer->hit[i];
		hit->document = found.ranked[i].document;
		hit->score = found.ranked[i].score;
		if (!search_state_hit(state, &answer->arena, hit, err))
			return false;
		answer->hit_count++;
	}
	return !state->request->explain || explain(state, err);
}

struct search_answer *search_run(struct index *index,
	const struct search_request *request, struct error *err)
{
	double start = search_state_now_ms();
	if (!search_request_check(request, err))
		return NULL;
	struct search_answer *answer = calloc(1, sizeof *answer);
	struct search_state state = {
		.index = index, .request = request, .answer = answer};
	if (!answer) {
		error_set_memory(err);
		return NULL;
	}
	bool ok = search_state_make(&state, err);
	if (ok && search_find_wanted(state.plan, request))
		ok = run_query(&state, err);
	search_state_free(&state);
	answer->time_ms = search_state_now_ms() - start;
	if (ok)
		return answer;
	search_answer_free(answer);
	return NULL;
}
