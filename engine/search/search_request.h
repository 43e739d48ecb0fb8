/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_request.h - what a search is asked for.
 *
 * No header is called search.h: <search.h> is glibc's.
 */
#ifndef TELUSUR_SEARCH_REQUEST_H
#define TELUSUR_SEARCH_REQUEST_H

#include "filter.h"
#include "passage.h"
#include "plan.h"

enum {
	SEARCH_MAX_LIMIT = 100, /* hits in one answer over HTTP */
	SEARCH_MAX_DEPTH = 10000, /* offset + limit */
	SEARCH_DEFAULT_LIMIT = 10,
	SEARCH_DEFAULT_PASSAGES = 3, /* per hit */
	SEARCH_MAX_PASSAGES = 20, /* per hit */
};

/* The order of hits.  Essays without a date or title come last; ties are
 * broken by id. */
enum search_sort {
	SEARCH_BY_RELEVANCE,
	SEARCH_BY_DATE, /* oldest first */
	SEARCH_BY_DATE_DOWN, /* newest first */
	SEARCH_BY_TITLE, /* by the sort key of slot.h */
};

/* The names of the orders in the API and on the command line: relevance, date,
 * -date, title (names.h).  The meanings, in English, are in the same order. */
extern const char *const search_sort_names[];
extern const char *const search_sort_meanings[];

/* ERROR_USAGE: no such name. */
bool search_request_read_sort(
	struct slice name, enum search_sort *sort, struct error *err);

struct search_request {
	/* The query.  An empty one lists all essays if there is a filter or
	 * the order is not by relevance, else nothing. */
	struct slice q;
	enum plan_mode mode;
	struct filter filter;
	enum search_sort sort;
	unsigned facets; /* set of 1 << enum facet_kind */
	uint32_t facet_limit; /* authors and folders in a facet */
	bool total_exact; /* count every hit, whatever it costs */
	bool explain; /* explain the score of every hit */
	struct slice exclude; /* excluded forms, see struct plan_options */
	uint32_t offset, limit;
	uint32_t passages; /* per hit, 0 for none */
	uint32_t words; /* target length of a passage; 0: PASSAGE_WORDS */
	enum passage_order order; /* of the passages of a hit */
	bool strict; /* a syntax error in q fails instead of giving a note */
};

/* ERROR_USAGE: offset, limit, passages or words are out of range. */
bool search_request_check(
	const struct search_request *request, struct error *err);

#endif
