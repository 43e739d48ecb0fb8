/* SPDX-License-Identifier: GPL-3.0-or-later */
/* params.h - the parameters of all routes: the one table, and its one reader.
 *
 * route.c gives each route its list of parameters and reads them before it
 * calls the handler, so no handler reads, checks or forgets one.  A test holds
 * the lists to openapi.json in both directions: names, types, bounds, defaults.
 * What a list does not name is ignored.
 */
#ifndef TELUSUR_PARAMS_H
#define TELUSUR_PARAMS_H

#include "quote.h"
#include "reply.h"
#include "request.h"
#include "search_request.h"

enum param_id {
	PARAM_AUTHOR,
	PARAM_BYTE_END,
	PARAM_BYTE_START,
	PARAM_EXCLUDE,
	PARAM_EXPLAIN,
	PARAM_FACETS,
	PARAM_FACET_LIMIT,
	PARAM_FORMAT,
	PARAM_KIND,
	PARAM_LIMIT,
	PARAM_LINES_SORT, /* the concordance's sort */
	PARAM_MODE,
	PARAM_OFFSET,
	PARAM_ORDER,
	PARAM_PASSAGE,
	PARAM_PASSAGES,
	PARAM_PATH,
	PARAM_Q,
	PARAM_SORT,
	PARAM_STRICT,
	PARAM_STYLE,
	PARAM_TEXT,
	PARAM_TOTAL,
	PARAM_WIDTH,
	PARAM_WORD,
	PARAM_WORDS,
	PARAM_YEAR,
	PARAM_COUNT,
};

enum param_type {
	PARAM_IS_TEXT, /* any bytes, at most `max` of them; 0: no limit of its
			* own */
	PARAM_IS_NUMBER, /* min..max, decimal digits alone */
	PARAM_IS_FLAG, /* true or false; absent: false */
	PARAM_IS_CHOICE, /* a name of `names` (names.h) */
	PARAM_IS_FILTER, /* of filter.h; each time that it is given counts */
	PARAM_IS_FACETS, /* facet.h */
	PARAM_IS_QUOTE, /* a passage's id, quote.h */
};

/* One parameter as a route takes it; routes may differ in bounds. */
struct param {
	enum param_id id;
	enum param_type type;
	const char *name;
	uint32_t min, max; /* see the types */
	uint32_t value; /* of a number or choice that is not given */
	bool no_default; /* a number that may be absent: see given[] */
	const char *const *names;
	enum problem_id too_long; /* of a text */
	const char *required; /* of a text: what it says, for the problem where
			       * it is absent; NULL: it may be absent */
	const char *things; /* of an offset: what it passes over.  offset and
			     * limit together are at most max. */
};

/* What a request asks for.  The slices are the request's. */
struct params {
	bool given[PARAM_COUNT];
	uint32_t number[PARAM_COUNT]; /* numbers; flags as 0 and 1; choices as
				       * the index of the name; 0 where the
				       * route has no such parameter */
	struct slice text[PARAM_COUNT]; /* of texts; else empty */
	struct filter filter;
	unsigned facets;
	struct quote quote; /* where PARAM_PASSAGE is given */
};

/* The lists; NULL behind the last parameter. */
extern const struct param *const params_of_search[],
	*const params_of_passages[],
		*const params_of_suggest[],
			*const params_of_document[],
				*const params_of_cite[],
					*const params_of_concordance[],
						*const params_of_export[],
							*const params_of_families[],
								*const params_of_analyze[],
									*const params_of_nothing
										[];

/* Reads the parameters of the list, in its order.  False: the reply is a
 * problem that names the first one that is wrong. */
bool params_read(const struct request *request, const struct param *const *list,
	struct params *params, struct reply *reply);

/* The search that a list route's parameters ask for; borrows from them. */
struct search_request params_search(const struct params *params);

#endif
