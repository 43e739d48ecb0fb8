/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_find.h"

#include "match_tree.h"
#include "schema.h"

/* What the functions here share for one search. */
struct finding {
	struct index *index;
	const struct plan *plan;
	struct matcher *matcher;
	const struct search_request *request;
	struct facet_counter *facets; /* NULL: none requested */
	struct error *err;
	/* Candidates that keep() accepted; the sample size; and the document
	 * that completed the sample: up to it Xapian skips no match. */
	uint32_t kept, sample, sample_end;
};

static enum xap_verdict keep(
	void *context, uint32_t document, struct error *err)
{
	struct finding *f = context;
	bool holds;
	if (!match_tree_holds(f->matcher, f->index, document, &holds, err))
		return XAP_FAIL;
	if (!holds)
		return XAP_DROP;
	if (++f->kept == f->sample)
		f->sample_end = document;
	return XAP_KEEP;
}

static void see(void *context, const struct slice *value)
{
	struct finding *f = context;
	facet_counter_add(f->facets, value);
}

bool search_find_wanted(
	const struct plan *plan, const struct search_request *request)
{
	return plan->root || !filter_empty(&request->filter) ||
	       request->sort != SEARCH_BY_RELEVANCE;
}

static void set_order(struct xap_search *search, const struct plan *plan,
	enum search_sort sort)
{
	search->tie_slot = SCHEMA_SLOT_ID;
	search->tied = plan->word_count == 0;
	switch (sort) {
	case SEARCH_BY_RELEVANCE:
		search->order = XAP_BY_SCORE;
		break;
	case SEARCH_BY_DATE:
		search->order = XAP_BY_VALUE;
		search->order_slot = SCHEMA_SLOT_DATE;
		break;
	case SEARCH_BY_DATE_DOWN:
		search->order = XAP_BY_VALUE_DOWN;
		search->order_slot = SCHEMA_SLOT_DATE;
		break;
	case SEARCH_BY_TITLE:
		search->order = XAP_BY_VALUE;
		search->order_slot = SCHEMA_SLOT_TITLE;
		break;
	}
}

/* How many candidates Xapian must check at least.  In any order other than by
 * score it checks all of them anyway. */
static uint32_t look_at(const struct finding *f)
{
	bool all = f->facets || f->request->sort != SEARCH_BY_RELEVANCE;
	if (f->request->total_exact || (all && !f->plan->checked))
		return f->index->documents;
	return f->facets ? SEARCH_CHECKED_FACETS : 0;
}

/* Runs the first stage for the top `limit` essays. */
static struct xap_results *run(struct finding *f, uint32_t limit)
{
	const struct index *index = f->index;
	struct xap_search search = {.limit = limit,
		.check_at_least = look_at(f),
		.weights = {index->saturation, RANK_CODES,
			index->rank.idf_power},
		.keep = f->plan->checked ? keep : NULL,
		.context = f};
	f->sample = limit > search.check_at_least ? limit
						  : search.check_at_least;
	set_order(&search, f->plan, f->request->sort);
	if (f->facets) {
		search.see = see;
		search.see_slot = facet_counter_slots(
			f->facets, &search.see_slot_count);
	}
	struct xap_query *query = filter_apply(
		&f->request->filter, f->plan->query, f->err);
	struct xap_results *results = NULL;
	if (query)
		results = xap_search_run(index->reader, query, &search, f->err);
	xap_query_free(query);
	return results;
}

/* Copies the results from rank `from` on. */
static bool take(struct finding *f, const struct xap_results *results,
	size_t from, struct arena *arena, struct search_found *found)
{
	size_t to = xap_results_count(results);
	found->count = from < to ? to - from : 0;
	found->ranked = arena_array(arena, found->count, sizeof *found->ranked);
	if (!found->ranked)
		return error_set_memory(f->err);
	for (size_t i = 0; i < found->count; i++) {
		uint32_t rank = (uint32_t)(from + i);
		found->ranked[i].document = xap_results_document(results, rank);
		found->ranked[i].score = xap_results_score(results, rank);
	}
	return true;
}

/* Runs the second stage and cuts out the requested page. */
static bool rerank_best(
	struct finding *f, struct arena *arena, struct search_found *found)
{
	uint32_t offset = f->request->offset, limit = f->request->limit;
	size_t best = found->count < RERANK_DEPTH ? found->count : RERANK_DEPTH;
	if (!rerank(f->index, f->plan, found->ranked, best, arena, f->err))
		return false;
	size_t left = found->count > offset ? found->count - offset : 0;
	found->ranked += found->count - left;
	found->count = left < limit ? left : limit;
	return true;
}

/* The number of hits.  Without counting all, Xapian assumes independent words
 * and so underestimates phrases; then the density of the first hits may give a
 * higher estimate. */
static uint32_t count_found(
	const struct finding *f, const struct xap_results *results, bool *exact)
{
	uint32_t total = xap_results_total(results, exact);
	if (*exact || f->sample_end == 0)
		return total;
	double dense = (double)f->sample / f->sample_end;
	uint32_t sampled = (uint32_t)(dense * f->index->documents);
	return total > sampled ? total : sampled;
}

bool search_find(struct index *index, const struct plan *plan,
	struct matcher *matcher, const struct search_request *request,
	struct arena *arena, struct search_found *found, struct error *err)
{
	struct finding f = {.index = index,
		.plan = plan,
		.matcher = matcher,
		.request = request,
		.err = err};
	bool by_score = request->sort == SEARCH_BY_RELEVANCE;
	uint32_t limit = request->offset + request->limit;
	*found = (struct search_found){.total_exact = true};
	if (by_score && limit < RERANK_DEPTH)
		limit = RERANK_DEPTH;
	if (request->facets) {
		f.facets = facet_counter_new(request->facets, err);
		if (!f.facets)
			return false;
	}
	struct xap_results *results = run(&f, limit);
	bool ok = results && take(&f, results, by_score ? 0 : request->offset,
				     arena, found);
	if (ok)
		found->total = count_found(&f, results, &found->total_exact);
	xap_results_free(results);
	if (ok)
		ok = by_score ? rerank_best(&f, arena, found)
			      : rerank_add(index, plan, found->ranked,
					found->count, err);
	if (ok && f.facets)
		ok = facet_counter_finish(f.facets, arena, found->facet, err);
	facet_counter_free(f.facets);
	return ok;
}
