/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_search.h - the answer of a search as JSON. */
#ifndef TELUSUR_JSON_SEARCH_H
#define TELUSUR_JSON_SEARCH_H

#include "json_write.h"
#include "search_answer.h"

/* Appends the whole answer to out: the query, the hits with their passages, the
 * totals.  ERROR_MEMORY. */
bool json_search_answer(
	const struct search_answer *answer, struct buf *out, struct error *err);

/* Appends one hit, without its explanation.  ERROR_MEMORY. */
bool json_search_hit(
	const struct search_hit *hit, struct buf *out, struct error *err);

/* The member "query": the query as it was understood. */
void json_search_query(
	struct json_writer *json, const struct search_answer *answer);

#endif
