/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/documents/{id}?q=&mode=&exclude=&passage= */
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

/* Whether the path goes on behind an id with /cite: an id has no slash. */
static bool asks_citation(struct slice rest, struct slice *id)
{
	struct slice end = slice_text("/cite");
	if (rest.length < end.length)
		return false;
	*id = slice_of(rest.bytes, rest.length - end.length);
	return slice_equal(slice_of(rest.bytes + id->length, end.length), end);
}

void handle_document(const struct service *service,
	const struct request *request, struct reply *reply)
{
	bool given;
	struct wanted wanted = {
		.options.exclude = request_param(request, "exclude", &given)};
	struct slice id;
	if (asks_citation(request->rest, &id)) {
		handle_cite(service, request, id, reply);
		return;
	}
	if (answer_read_query(
		    request, &wanted.q, &wanted.options.mode, reply) &&
		answer_read_passage(
			request, &wanted.quote, &wanted.quoted, reply))
		answer_from_index(
			service, request, write_document, &wanted, reply);
}
