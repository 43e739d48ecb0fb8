/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/documents/{id} */
#include "handle.h"

#include "answer.h"
#include "json_document.h"
#include "search_document.h"

struct wanted {
	struct slice q;
	struct plan_options options;
	bool quoted;
	struct quote quote;
};

static bool write_document(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	const struct wanted *wanted = context;
	uint32_t number;
	if (!index_find(index, request->rest, &number, err))
		return false;
	if (number == 0) {
		reply_problem(reply, request, PROBLEM_DOCUMENT_NOT_FOUND,
			"there is no essay with this id");
		return true;
	}
	struct search_document *document = search_document(
		index, request->rest, wanted->q, &wanted->options, err);
	if (document && wanted->quoted)
		search_document_locate(document, &wanted->quote);
	bool ok = document && json_document(document, &reply->body, err);
	search_document_free(document);
	return ok;
}

void handle_document(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply)
{
	struct wanted wanted = {.q = params->text[PARAM_Q],
		.options = {.mode = (enum plan_mode)params->number[PARAM_MODE],
			.exclude = params->text[PARAM_EXCLUDE]},
		.quoted = params->given[PARAM_PASSAGE],
		.quote = params->quote};
	answer_from_index(service, request, write_document, &wanted, reply);
}
