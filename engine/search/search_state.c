/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_state.h"

#include "search_plan.h"
#include "search_terms.h"
#include "suggest.h"

#include <time.h>

double search_state_now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

bool search_state_make(struct search_state *state, struct error *err)
{
	const struct search_request *request = state->request;
	struct search_answer *answer = state->answer;
	answer->request = *request;
	answer->total_exact = true;
	memcpy(answer->generation, state->index->generation,
		sizeof answer->generation);
	answer->query = query_parse(request->q, request->strict, err);
	if (!answer->query)
		return false;
	answer->request.q = answer->query->text;
	struct plan_options options = {
		.mode = request->mode, .exclude = request->exclude};
	state->plan = search_plan(
		state->index, answer->query, &options, request->strict, err);
	if (!state->plan)
		return false;
	state->matcher = matcher_new(state->plan, err);
	if (!state->matcher ||
		!search_terms(state->index, state->plan, answer, err) ||
		!suggest_query(state->index, answer->query, &answer->arena,
			&answer->suggestion, err))
		return false;
	return !request->passages ||
	       window_query_make(&state->window, state->index, state->plan,
		       request->words ? request->words : PASSAGE_WORDS, err);
}

void search_state_free(struct search_state *state)
{
	matcher_free(state->matcher);
	plan_free(state->plan);
}

bool search_state_hit(struct search_state *state, struct arena *arena,
	struct search_hit *hit, struct error *err)
{
	const struct search_request *request = state->request;
	struct record record;
	bool ok = record_read(
		state->index->records, hit->document, &record, err);
	if (ok && !record_copy_essay(arena, &record.essay, &hit->essay))
		ok = error_set_memory(err);
	ok = ok && highlight_find(state->index, state->plan, state->matcher,
			   hit->essay.title, 0, 0, arena, &hit->title_highlight,
			   &hit->title_highlight_count, err);
	if (ok && request->passages)
		ok = passage_find(state->index, &state->window, state->matcher,
			&record, request->passages, request->order, arena,
			&hit->passages, err);
	record_free(&record);
	return ok;
}
