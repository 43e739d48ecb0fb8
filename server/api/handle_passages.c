/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/passages?q=&limit=&offset=&mode=&words=&strict=&exclude=, and the
 * filters author, year, path, kind */
#include "handle.h"

#include "answer.h"
#include "json_passages.h"
#include "passage_param.h"
#include "search_passages.h"

static bool write_answer(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	(void)request;
	struct search_passages *list = search_passages(index, context, err);
	bool ok = list && json_passages(list, &reply->body, err);
	search_passages_free(list);
	return ok;
}

static bool read_request(const struct request *request,
	struct search_request *search, struct error *err)
{
	if (!request_number(
		    request, "limit", SEARCH_MAX_LIMIT, &search->limit, err) ||
		!request_number(request, "offset", SEARCH_PASSAGES_DEPTH,
			&search->offset, err) ||
		!passage_param_words(request, &search->words, err) ||
		!request_flag(request, "strict", &search->strict, err) ||
		!answer_read_filter(request, &search->filter, err))
		return false;
	if (search->offset > SEARCH_PASSAGES_DEPTH - search->limit)
		return error_set(err, ERROR_USAGE,
			"offset and limit together may reach %d passages; "
			"narrow the query to see others",
			SEARCH_PASSAGES_DEPTH);
	return true;
}

void handle_passages(const struct service *service,
	const struct request *request, struct reply *reply)
{
	struct search_request search = {.limit = SEARCH_DEFAULT_LIMIT};
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
