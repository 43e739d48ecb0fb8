/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_find.h - retrieval: runs the first stage in Xapian and the second
 * stage, and counts totals and facets.
 */
#ifndef TELUSUR_SEARCH_FIND_H
#define TELUSUR_SEARCH_FIND_H

#include "facet.h"
#include "match.h"
#include "rerank.h"
#include "search_request.h"

enum {
	/* Facets of a query that needs records checked (phrases, =kata) are
	 * counted over this many candidates; over all with total_exact. */
	SEARCH_CHECKED_FACETS = 10000,
};

struct search_found {
	struct rerank_hit *ranked; /* the requested page; in the arena */
	size_t count;
	uint32_t total;
	bool total_exact;
	struct facet facet[FACET_COUNT]; /* the requested ones */
};

/* Whether the request selects essays at all: it has a query, a filter, or an
 * order other than by relevance. */
bool search_find_wanted(
	const struct plan *plan, const struct search_request *request);

/* Finds the page [offset, offset + limit) of the request.  Sorted by relevance,
 * the top RERANK_DEPTH hits get the second stage, whatever the page; in other
 * orders the hits of the page do.
 *
 * Ties are broken by id.  Exception: beyond the top RERANK_DEPTH, and at that
 * border, by document number; reading the id of every candidate made a search
 * for a frequent word a third slower.  Reading errors (README.md). */
bool search_find(struct index *index, const struct plan *plan,
	struct matcher *matcher, const struct search_request *request,
	struct arena *arena, struct search_found *found, struct error *err);

#endif
