/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/suggest?q=&limit=&format= */
#include "handle.h"

#include "answer.h"
#include "complete.h"
#include "json_suggest.h"

struct wanted {
	struct slice q;
	uint32_t limit;
	bool opensearch;
};

static bool write_completions(struct index *index,
	const struct request *request, void *context, struct reply *reply,
	struct error *err)
{
	(void)request;
	const struct wanted *wanted = context;
	struct complete_list *completions = complete(
		index, wanted->q, wanted->limit, err);
	bool ok = completions != NULL;
	if (ok && wanted->opensearch) {
		reply->type = "application/x-suggestions+json";
		ok = json_suggest_opensearch(completions, &reply->body, err);
	} else if (ok) {
		ok = json_suggest(
			completions, index->generation, &reply->body, err);
	}
	complete_free(completions);
	return ok;
}

static bool read_request(
	const struct request *request, struct wanted *wanted, struct error *err)
{
	bool given;
	wanted->q = request_param(request, "q", &given);
	struct slice format = request_param(request, "format", &given);
	wanted->opensearch = slice_equal(format, slice_text("opensearch"));
	if (given && !wanted->opensearch &&
		!slice_equal(format, slice_text("json")))
		return error_set(
			err, ERROR_USAGE, "format must be json or opensearch");
	if (!request_number(
		    request, "limit", COMPLETE_MAX_LIMIT, &wanted->limit, err))
		return false;
	return true;
}

void handle_suggest(const struct service *service,
	const struct request *request, struct reply *reply)
{
	struct wanted wanted = {.limit = COMPLETE_DEFAULT_LIMIT};
	struct error err;
	if (!read_request(request, &wanted, &err))
		reply_error(reply, request, &err);
	else if (wanted.q.length > QUERY_MAX_BYTES)
		reply_problem(reply, request, PROBLEM_QUERY_TOO_LONG,
			"q may have %d bytes, this one has %zu",
			QUERY_MAX_BYTES, wanted.q.length);
	else
		answer_from_index(
			service, request, write_completions, &wanted, reply);
}
