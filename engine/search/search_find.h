/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_find.h - which essays a search shows, in which order, and the figures
 * over all it found: Xapian's stage, the second stage, totals and facets.
 */
#ifndef TELUSUR_SEARCH_FIND_H
#define TELUSUR_SEARCH_FIND_H

#include "facet.h"
#include "match.h"
#include "rerank.h"
#include "search_request.h"

enum {
	/* Essays whose words must be looked into (phrases, =kata) that facets
	 * look at; with total=exact it is all of them. */
	SEARCH_CHECKED_FACETS = 10000,
};

struct search_found {
	struct rerank_hit *ranked; /* the request's page; in the arena */
	size_t count;
	uint32_t total;
	bool total_exact;
	struct facet facet[FACET_COUNT]; /* of those asked for */
};

/* Whether the request is for essays at all: it has a query, or a filter or an
 * order that list all. */
bool search_find_wanted(
	const struct plan *plan, const struct search_request *request);

/* Finds the page offset..offset+limit of the request.  By relevance the best
 * RERANK_DEPTH have both stages in their score, whatever the page; in any other
 * order all that are shown have.
 *
 * Equal ones go by id, with one exception: behind the best RERANK_DEPTH, and at
 * that border, equal first scores go by document number, for having Xapian read
 * the id of each made a search for a frequent word a third slower. */
bool search_find(struct index *index, const struct plan *plan,
	struct matcher *matcher, const struct search_request *request,
	struct arena *arena, struct search_found *found, struct error *err);

#endif
