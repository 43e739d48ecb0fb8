/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/passages */
#include "handle.h"

#include "answer.h"
#include "json_passages.h"
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

void handle_passages(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply)
{
	struct search_request search = params_search(params);
	answer_from_index(service, request, write_answer, &search, reply);
}
