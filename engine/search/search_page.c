/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_page.h"

#include <stdlib.h>

struct place {
	uint32_t document;
	uint32_t rank; /* in the page */
};

/* By document. */
struct page {
	size_t count;
	struct place place[];
};

/* The first place that is not before the document. */
static size_t find(const struct page *page, uint32_t document)
{
	size_t low = 0, high = page->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (page->place[middle].document < document)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t next(void *context, uint32_t from)
{
	const struct page *page = context;
	size_t at = find(page, from);
	return at < page->count ? page->place[at].document : 0;
}

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	return x->document < y->document ? -1 : x->document > y->document;
}

static struct page *make_page(
	const uint32_t *document, size_t count, struct error *err)
{
	struct page *page = malloc(sizeof *page + count * sizeof *page->place);
	if (!page) {
		error_set_memory(err);
		return NULL;
	}
	page->count = count;
	for (size_t i = 0; i < count; i++)
		page->place[i] = (struct place){document[i], (uint32_t)i};
	qsort(page->place, count, sizeof *page->place, compare_places);
	return page;
}

/* Puts the scores of what is found among the page into the hits. */
static bool put_scores(struct index *index, const struct xap_query *query,
	const struct page *page, struct rerank_hit *hit, struct error *err)
{
	struct xap_search search = {.limit = (uint32_t)page->count,
		.weights = {
			index->saturation, RANK_CODES, index->rank.idf_power}};
	struct xap_results *results = xap_search_run(
		index->reader, query, &search, err);
	for (uint32_t i = 0; results && i < xap_results_count(results); i++) {
		size_t at = find(page, xap_results_document(results, i));
		hit[page->place[at].rank].score = xap_results_score(results, i);
	}
	xap_results_free(results);
	return results != NULL;
}

static bool score(struct index *index, const struct plan *plan,
	const uint32_t *document, size_t count, struct rerank_hit *hit,
	struct error *err)
{
	struct page *page = make_page(document, count, err);
	if (!page)
		return false;
	/* The page is the query's from here on. */
	struct xap_source source = {next, free, page, (uint32_t)count};
	struct xap_query *those = xap_query_source(&source, err);
	const struct xap_query *both[] = {plan->query, those};
	struct xap_query *query =
		those ? xap_query_join(XAP_FILTER, both, 2, err) : NULL;
	bool ok = query && put_scores(index, query, page, hit, err);
	xap_query_free(query);
	xap_query_free(those);
	return ok;
}

struct rerank_hit *search_page_score(struct index *index,
	const struct plan *plan, const uint32_t *document, size_t count,
	struct arena *arena, struct error *err)
{
	struct rerank_hit *hit = arena_array(arena, count, sizeof *hit);
	if (!hit)
		error_set_memory(err);
	for (size_t i = 0; hit && i < count; i++)
		hit[i].document = document[i];
	if (hit && count && plan->query &&
		!score(index, plan, document, count, hit, err))
		return NULL;
	return hit;
}
