/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_plan.h"

#include "match.h"
#include "match_tree.h"
#include "plan_make.h"

/* The context of keep(). */
struct looking {
	struct index *index;
	struct matcher *matcher;
};

static enum xap_verdict keep(
	void *context, uint32_t document, struct error *err)
{
	struct looking *looking = context;
	bool holds;
	if (!match_tree_holds(
		    looking->matcher, looking->index, document, &holds, err))
		return XAP_FAIL;
	return holds ? XAP_KEEP : XAP_DROP;
}

/* Whether any essay matches the plan. */
static bool has_answer(struct index *index, const struct plan *plan,
	bool *answer, struct error *err)
{
	struct looking looking = {index, matcher_new(plan, err)};
	struct xap_search search = {.limit = 1,
		.weights = {index->saturation, RANK_CODES,
			index->rank.idf_power},
		.keep = keep,
		.context = &looking};
	struct xap_results *results =
		looking.matcher ? xap_search_run(index->reader, plan->query,
					  &search, err)
				: NULL;
	if (results)
		*answer = xap_results_count(results) > 0;
	xap_results_free(results);
	matcher_free(looking.matcher);
	return results != NULL;
}

/* Whether any essay contains the phrase: searches for it alone. */
static bool stands(struct index *index, const struct query *query,
	const struct plan_pattern *pattern, const struct plan_options *options,
	bool *answer, struct error *err)
{
	struct slice text = slice_of(query->text.bytes + pattern->start,
		pattern->end - pattern->start);
	struct query *alone = query_parse(text, false, err);
	struct plan *plan = alone ? plan_make(index, alone, options, err)
				  : NULL;
	*answer = false;
	bool ok = plan && (!plan->root || has_answer(index, plan, answer, err));
	plan_free(plan);
	query_free(alone);
	return ok;
}

struct plan *search_plan(struct index *index, struct query *query,
	const struct plan_options *options, bool strict, struct error *err)
{
	struct plan *plan = plan_make(index, query, options, err);
	if (!plan || !plan->root || strict ||
		(plan->root->kind != PLAN_OR && plan->root->kind != PLAN_MAYBE))
		return plan;
	struct plan_loose loose = {.count = 0};
	struct plan_options again = *options;
	for (size_t i = 0; i < plan->pattern_count; i++) {
		const struct plan_pattern *pattern = &plan->pattern[i];
		bool found = true;
		if (pattern->kind == QUERY_PHRASE && pattern->choice &&
			!pattern->negative &&
			!stands(index, query, pattern, options, &found, err))
			goto fail;
		if (found)
			continue;
		loose.start[loose.count++] = pattern->start;
		if (!query_add_note(
			    query, QUERY_NOTE_NO_PHRASE, pattern->start, err))
			goto fail;
	}
	if (loose.count == 0)
		return plan;
	plan_free(plan);
	again.loose = &loose;
	return plan_make(index, query, &again, err);
fail:
	plan_free(plan);
	return NULL;
}
