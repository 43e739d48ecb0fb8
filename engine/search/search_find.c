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
	struct finding *f = context;
	bool holds;
	if (!match_tree_holds(f->matcher, f->index, document, &holds, err))
		return XAP_FAIL;
	if (!holds)
		return XAP_DROP;
	if (++f->kept == f->sample)
		f->sample_end = document;
	if (f->facets && !facet_counter_add(f->facets, &document, 1, err))
		return XAP_FAIL;
	return XAP_KEEP;
}

/* Equal scores go by id. */
static struct slice tie(void *context, uint32_t document)
{
	const struct finding *f = context;
	struct essay essay;
	(void)record_fields(
		catalogue_record(f->index->catalogue, document), &essay);
	return essay.id;
}

bool search_find_wanted(
	const struct plan *plan, const struct search_request *request)
{
	return plan->root || !filter_empty(&request->filter) ||
	       request->sort != SEARCH_BY_RELEVANCE;
}

/* How many candidates must hold at least before totals may be estimated. */
static uint32_t look_at(const struct finding *f)
{
	if (f->request->total_exact)
		return f->index->documents;
	return f->facets ? SEARCH_CHECKED_FACETS : 0;
}

/* Takes a candidate that would be among the first.  Of a checked plan it is
 * looked into first, and so are others for the totals. */
static bool put_in_order(
	struct finding *f, uint32_t document, struct error *err)
{
	bool wanted;
	if (!search_order_look(f->order, document, &wanted, err))
		return false;
	if (f->plan->checked && (wanted || f->kept < look_at(f))) {
		enum xap_verdict verdict = keep(f, document, err);
		f->checked++;
		if (verdict != XAP_KEEP)
			return verdict == XAP_DROP;
	}
	return !wanted || search_order_take(f->order, err);
}

/* Takes what Xapian finds. */
static bool collect(void *context, const uint32_t *document, size_t count,
	struct error *err)
{
	struct finding *f = context;
	bool ok = true;
	f->collected += (uint32_t)count;
	for (size_t i = 0; ok && f->order && i < count; i++)
		ok = put_in_order(f, document[i], err);
	if (ok && f->facets && !f->plan->checked)
		ok = facet_counter_add(f->facets, document, count, err);
	return ok;
}

/* Asks Xapian for the first so many essays. */
static struct xap_results *run(
	struct finding *f, const struct xap_query *query, uint32_t limit)
{
	const struct index *index = f->index;
	struct xap_search search = {.limit = limit,
		.check_at_least = f->plan->checked ? look_at(f) : 0,
		.weights = {index->saturation, RANK_CODES,
			index->rank.idf_power},
		.keep = f->plan->checked ? keep : NULL,
		.tie = f->plan->word_count == 0 ? tie : NULL,
		.context = f};
	f->sample = limit > search.check_at_least ? limit
						  : search.check_at_least;
	return xap_search_run(index->reader, query, &search, f->err);
}

static bool take(struct finding *f, const struct xap_results *results,
	struct arena *arena, struct search_found *found)
{
	found->count = xap_results_count(results);
	found->ranked = arena_array(arena, found->count, sizeof *found->ranked);
	if (!found->ranked)
		return error_set_memory(f->err);
	for (uint32_t i = 0; i < found->count; i++) {
		found->ranked[i].document = xap_results_document(results, i);
		found->ranked[i].score = xap_results_score(results, i);
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

/* The page by score. */
static bool find_best(struct finding *f, const struct xap_query *query,
	struct arena *arena, struct search_found *found)
{
	uint32_t limit = f->request->offset + f->request->limit;
	struct xap_results *results = run(
		f, query, limit < RERANK_DEPTH ? RERANK_DEPTH : limit);
	bool ok = results && take(f, results, arena, found);
	if (ok)
		found->total = count_found(f, results, &found->total_exact);
	xap_results_free(results);
	bool all = f->facets ||
		   (f->request->total_exact && ok && !found->total_exact);
	if (ok && all && !f->plan->checked) {
		ok = xap_collect(f->index->reader, query, collect, f, f->err);
		found->total = f->collected;
		found->total_exact = true;
	}
	return ok && rerank_best(f, arena, found);
}

/* The page by a column. */
static bool find_first(struct finding *f, const struct xap_query *query,
	struct arena *arena, struct search_found *found)
{
	uint32_t offset = f->request->offset;
	const uint32_t *document;
	size_t count;
	f->order = search_order_new(f->index->catalogue,
		orders[f->request->sort].column, orders[f->request->sort].down,
		(size_t)offset + f->request->limit, f->err);
	if (!f->order ||
		!xap_collect(f->index->reader, query, collect, f, f->err) ||
		!search_order_end(f->order, &document, &count, f->err))
		return false;
	found->total = f->collected;
	if (f->plan->checked)
		found->total_exact = f->checked == f->collected;
	if (f->checked)
		found->total = (uint32_t)((uint64_t)f->collected * f->kept /
					  f->checked);
	found->count = count > offset ? count - offset : 0;
	found->ranked = search_page_score(f->index, f->plan,
		document + (count - found->count), found->count, arena, f->err);
	return found->ranked && rerank_add(f->index, f->plan, found->ranked,
					found->count, f->err);
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
	*found = (struct search_found){.total_exact = true};
	struct xap_query *query = filter_apply(
		&request->filter, index->catalogue, plan->query, err);
	bool ok = query != NULL;
	if (ok && request->facets) {
		f.facets = facet_counter_new(
			index->catalogue, request->facets, err);
		ok = f.facets != NULL;
	}
	if (ok && request->sort == SEARCH_BY_RELEVANCE && plan->root)
		ok = find_best(&f, query, arena, found);
	else if (ok)
		ok = find_first(&f, query, arena, found);
	if (ok && f.facets)
		ok = facet_counter_finish(f.facets, request->facet_limit, arena,
			found->facet, err);
	search_order_free(f.order);
	facet_counter_free(f.facets);
	xap_query_free(query);
	return ok;
}
