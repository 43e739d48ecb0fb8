/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/analyze?text= */
#include "handle.h"

#include "answer.h"
#include "json_analysis.h"

/* What a person types or pastes to see how it is read; no way to have texts
 * analysed in bulk. */
enum { ANALYZE_MAX_BYTES = 1024 };

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
	const struct request *request, struct reply *reply)
{
	bool given;
	struct slice text = request_param(request, "text", &given);
	if (text.length > ANALYZE_MAX_BYTES)
		reply_problem(reply, request, PROBLEM_TEXT_TOO_LONG,
			"text may have %d bytes, this one has %zu",
			ANALYZE_MAX_BYTES, text.length);
	else
		answer_from_index(
			service, request, write_analysis, &text, reply);
}
