/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/analyze */
#include "handle.h"

#include "answer.h"
#include "json_analysis.h"

static bool write_analysis(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	(void)request;
	const struct slice *text = context;
	struct tokens tokens = {0};
	bool ok = analyse(index->analyser, *text, &tokens, err) &&
		  json_analysis(&tokens, index->generation, &reply->body, err);
	tokens_free(&tokens);
	return ok;
}

void handle_analyze(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply)
{
	struct slice text = params->text[PARAM_TEXT];
	answer_from_index(service, request, write_analysis, &text, reply);
}
