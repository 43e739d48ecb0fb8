/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/search?q=&limit=&offset=&mode=&passages=&words=&order=&strict=&sort=
 * &facets=&total=&explain=&exclude=, and the filters author, year, path, kind */
#include "handle.h"

#include "answer.h"
#include "json_search.h"
#include "passage_param.h"
#include "search_run.h"

static bool write_answer(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	(void)request;
	struct search_answer *answer = search_run(index, context, err);
	bool ok = answer && json_search_answer(answer, &reply->body, err);
	search_answer_free(answer);
	return ok;
}

/* Reads sort, facets and total. */
static bool read_order(const struct request *request,
	struct search_request *search, struct error *err)
{
	bool given;
	struct slice sort = request_param(request, "sort", &given);
	if (given && !search_request_read_sort(sort, &search->sort, err))
		return false;
	struct slice facets = request_param(request, "facets", &given);
	if (!facet_read(facets, &search->facets, err))
		return false;
	struct slice total = request_param(request, "total", &given);
	search->total_exact = slice_equal(total, slice_text("exact"));
	if (given && !search->total_exact &&
		!slice_equal(total, slice_text("estimated")))
		return error_set(
			err, ERROR_USAGE, "total must be exact or estimated");
	return true;
}

static bool read_request(const struct request *request,
	struct search_request *search, struct error *err)
{
	if (!request_number(
		    request, "limit", SEARCH_MAX_LIMIT, &search->limit, err) ||
		!request_number(request, "offset", SEARCH_MAX_DEPTH,
			&search->offset, err) ||
		!request_number(request, "passages", SEARCH_MAX_PASSAGES,
			&search->passages, err) ||
		!request_flag(request, "strict", &search->strict, err) ||
		!passage_param_words(request, &search->words, err) ||
		!passage_param_order(request, &search->order, err) ||
		!request_flag(request, "explain", &search->explain, err) ||
		!read_order(request, search, err) ||
		!answer_read_filter(request, &search->filter, err))
		return false;
	if (search->offset > SEARCH_MAX_DEPTH - search->limit)
		return error_set(err, ERROR_USAGE,
			"offset and limit together may reach %d essays; "
			"narrow the query to see others",
			SEARCH_MAX_DEPTH);
	return true;
}

void handle_search(const struct service *service, const struct request *request,
	struct reply *reply)
{
	struct search_request search = {.limit = SEARCH_DEFAULT_LIMIT,
		.passages = SEARCH_DEFAULT_PASSAGES};
	struct error err;
	bool given;
	if (!answer_read_query(request, &search.q, &search.mode, reply))
		return;
	search.exclude = request_param(request, "exclude", &given);
	if (read_request(request, &search, &err))
		answer_from_index(
			service, request, write_answer, &search, reply);
	else
		reply_error(reply, request, &err);
}
