/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_find.h"

#include "match_tree.h"
#include "search_order.h"
#include "search_page.h"

/* What the functions here share for one search. */
struct finding {
	struct index *index;
	const struct plan *plan;
	struct matcher *matcher;
	const struct search_request *request;
	struct facet_counter *facets; /* NULL: none requested */
	struct search_order *order; /* NULL: by score */
	struct error *err;
	/* Candidates that keep() accepted; the sample size; and the document
	 * that completed the sample: up to it Xapian skips no match. */
	uint32_t kept, sample, sample_end;
	/* Candidates that collect() was told, and those checked among them. */
	uint32_t collected, checked;
};

/* The orders by a column. */
static const struct {
	enum column_id column;
	bool down;
} orders[] = {
	/* Without a query all scores are 0. */
	[SEARCH_BY_RELEVANCE] = {COLUMN_ID, false},
	[SEARCH_BY_DATE] = {COLUMN_DATE, false},
	[SEARCH_BY_DATE_DOWN] = {COLUMN_DATE, true},
	[SEARCH_BY_TITLE] = {COLUMN_TITLE, false},
};

static enum xap_verdict keep(
	void *context, uint32_t document, struct error *err)
{
	struct finding *state = context;
	bool holds;
	if (!match_tree_holds(
		    state->matcher, state->index, document, &holds, err))
		return XAP_FAIL;
	if (!holds)
		return XAP_DROP;
	if (++state->kept == state->sample)
		state->sample_end = document;
	if (state->facets &&
		!facet_counter_add(state->facets, &document, 1, err))
		return XAP_FAIL;
	return XAP_KEEP;
}

/* Equal scores go by id. */
static struct slice tie(void *context, uint32_t document)
{
	const struct finding *state = context;
	struct essay essay;
	(void)record_fields(
		catalogue_record(state->index->catalogue, document), &essay);
	return essay.id;
}

bool search_find_wanted(
	const struct plan *plan, const struct search_request *request)
{
	return plan->root || !filter_empty(&request->filter) ||
	       request->sort != SEARCH_BY_RELEVANCE;
}

/* How many candidates must hold at least before totals may be estimated. */
static uint32_t look_at(const struct finding *state)
{
	if (state->request->total_exact)
		return state->index->documents;
	return state->facets ? SEARCH_CHECKED_FACETS : 0;
}

/* Takes a candidate that would be among the first.  Of a checked plan it is
 * looked into first, and so are others for the totals. */
static bool put_in_order(
	struct finding *state, uint32_t document, struct error *err)
{
	bool wanted;
	if (!search_order_look(state->order, document, &wanted, err))
		return false;
	if (state->plan->checked && (wanted || state->kept < look_at(state))) {
		enum xap_verdict verdict = keep(state, document, err);
		state->checked++;
		if (verdict != XAP_KEEP)
			return verdict == XAP_DROP;
	}
	return !wanted || search_order_take(state->order, err);
}

/* Takes what Xapian finds. */
static bool collect(void *context, const uint32_t *document, size_t count,
	struct error *err)
{
	struct finding *state = context;
	bool ok = true;
	state->collected += (uint32_t)count;
	for (size_t i = 0; ok && state->order && i < count; i++)
		ok = put_in_order(state, document[i], err);
	if (ok && state->facets && !state->plan->checked)
		ok = facet_counter_add(state->facets, document, count, err);
	return ok;
}

/* Asks Xapian for the first so many essays. */
static struct xap_results *run(
	struct finding *state, const struct xap_query *query, uint32_t limit)
{
	const struct index *index = state->index;
	struct xap_search search = {.limit = limit,
		.check_at_least = state->plan->checked ? look_at(state) : 0,
		.weights = {index->saturation, RANK_CODES,
			index->rank.idf_power},
		.keep = state->plan->checked ? keep : NULL,
		.tie = state->plan->word_count == 0 ? tie : NULL,
		.context = state};
	state->sample = limit > search.check_at_least ? limit
						      : search.check_at_least;
	return xap_search_run(index->reader, query, &search, state->err);
}

static bool take(struct finding *state, const struct xap_results *results,
	struct arena *arena, struct search_found *found)
{
	found->count = xap_results_count(results);
	found->ranked = arena_array(arena, found->count, sizeof *found->ranked);
	if (!found->ranked)
		return error_set_memory(state->err);
	for (uint32_t i = 0; i < found->count; i++) {
		found->ranked[i].document = xap_results_document(results, i);
		found->ranked[i].score = xap_results_score(results, i);
	}
	return true;
}

/* Runs the second stage and cuts out the requested page. */
static bool rerank_best(
	struct finding *state, struct arena *arena, struct search_found *found)
{
	uint32_t offset = state->request->offset, limit = state->request->limit;
	size_t best = found->count < RERANK_DEPTH ? found->count : RERANK_DEPTH;
	if (!rerank(state->index, state->plan, found->ranked, best, arena,
		    state->err))
		return false;
	size_t left = found->count > offset ? found->count - offset : 0;
	found->ranked += found->count - left;
	found->count = left < limit ? left : limit;
	return true;
}

/* The number of hits.  Without counting all, Xapian assumes independent words
 * and so underestimates phrases; then the density of the first hits may give a
 * higher estimate. */
static uint32_t count_found(const struct finding *state,
	const struct xap_results *results, bool *exact)
{
	uint32_t total = xap_results_total(results, exact);
	if (*exact || state->sample_end == 0)
		return total;
	double dense = (double)state->sample / state->sample_end;
	uint32_t sampled = (uint32_t)(dense * state->index->documents);
	return total > sampled ? total : sampled;
}

/* The page by score. */
static bool find_best(struct finding *state, const struct xap_query *query,
	struct arena *arena, struct search_found *found)
{
	uint32_t limit = state->request->offset + state->request->limit;
	struct xap_results *results = run(
		state, query, limit < RERANK_DEPTH ? RERANK_DEPTH : limit);
	bool ok = results && take(state, results, arena, found);
	if (ok)
		found->total = count_found(state, results, &found->total_exact);
	xap_results_free(results);
	bool all = state->facets ||
		   (state->request->total_exact && ok && !found->total_exact);
	if (ok && all && !state->plan->checked) {
		ok = xap_collect(state->index->reader, query, collect, state,
			state->err);
		found->total = state->collected;
		found->total_exact = true;
	}
	return ok && rerank_best(state, arena, found);
}

/* The page by a column. */
static bool find_first(struct finding *state, const struct xap_query *query,
	struct arena *arena, struct search_found *found)
{
	uint32_t offset = state->request->offset;
	const uint32_t *document;
	size_t count;
	state->order = search_order_new(state->index->catalogue,
		orders[state->request->sort].column,
		orders[state->request->sort].down,
		(size_t)offset + state->request->limit, state->err);
	if (!state->order ||
		!xap_collect(state->index->reader, query, collect, state,
			state->err) ||
		!search_order_end(state->order, &document, &count, state->err))
		return false;
	found->total = state->collected;
	if (state->plan->checked)
		found->total_exact = state->checked == state->collected;
	if (state->checked)
		found->total = (uint32_t)((uint64_t)state->collected *
					  state->kept / state->checked);
	found->count = count > offset ? count - offset : 0;
	found->ranked = search_page_score(state->index, state->plan,
		document + (count - found->count), found->count, arena,
		state->err);
	return found->ranked &&
	       rerank_add(state->index, state->plan, found->ranked,
		       found->count, state->err);
}

bool search_find(struct index *index, const struct plan *plan,
	struct matcher *matcher, const struct search_request *request,
	struct arena *arena, struct search_found *found, struct error *err)
{
	struct finding state = {.index = index,
		.plan = plan,
		.matcher = matcher,
		.request = request,
		.err = err};
	*found = (struct search_found){.total_exact = true};
	struct xap_query *query = filter_apply(
		&request->filter, index->catalogue, plan->query, err);
	bool ok = query != NULL;
	if (ok && request->facets) {
		state.facets = facet_counter_new(
			index->catalogue, request->facets, err);
		ok = state.facets != NULL;
	}
	if (ok && request->sort == SEARCH_BY_RELEVANCE && plan->root)
		ok = find_best(&state, query, arena, found);
	else if (ok)
		ok = find_first(&state, query, arena, found);
	if (ok && state.facets)
		ok = facet_counter_finish(state.facets, request->facet_limit,
			arena, found->facet, err);
	search_order_free(state.order);
	facet_counter_free(state.facets);
	xap_query_free(query);
	return ok;
}
