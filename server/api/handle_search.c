/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/search */
#include "handle.h"

#include "answer.h"
#include "json_search.h"
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

void handle_search(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply)
{
	struct search_request search = params_search(params);
	answer_from_index(service, request, write_answer, &search, reply);
}
