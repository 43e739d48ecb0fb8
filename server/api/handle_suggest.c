/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/suggest */
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

void handle_suggest(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply)
{
	struct wanted wanted = {.q = params->text[PARAM_Q],
		.limit = params->number[PARAM_LIMIT],
		.opensearch = params->number[PARAM_FORMAT]};
	answer_from_index(service, request, write_completions, &wanted, reply);
}
