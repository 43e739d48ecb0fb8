/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer.h"

#include "etag.h"
#include "pool.h"

struct answering {
	const struct request *request;
	answer_write *write;
	void *context;
	struct reply *reply;
};

/* The figures tell states apart that two indexes made one after the other in
 * one folder could have in common. */
static bool name_state(const struct index *index, struct slice target,
	char etag[REPLY_ETAG_BYTES], struct error *err)
{
	struct buf seed = {0};
	buf_put_string(&seed, slice_text(TELUSUR_VERSION));
	buf_put_varint(&seed, index->documents);
	buf_put_varint(&seed, index->totals.tokens);
	buf_put_varint(&seed, index->totals.text_bytes);
	buf_put_slice(&seed, target);
	bool ok = !seed.failed || error_set_memory(err);
	if (ok)
		etag_of_state(index->generation, buf_slice(&seed), etag);
	buf_free(&seed);
	return ok;
}

static bool answer(struct index *index, void *context, struct error *err)
{
	struct answering *answering = context;
	struct reply *reply = answering->reply;
	reply->status = 200;
	reply->type = "application/json; charset=utf-8";
	if (!name_state(index, answering->request->target, reply->etag, err))
		return false;
	if (etag_listed(answering->request->if_none_match, reply->etag)) {
		reply_not_modified(reply);
		return true;
	}
	buf_clear(&reply->body);
	return answering->write(
		index, answering->request, answering->context, reply, err);
}

void answer_from_index(const struct service *service,
	const struct request *request, answer_write *write, void *context,
	struct reply *reply)
{
	struct answering answering = {request, write, context, reply};
	struct error err = {0};
	bool opened;
	if (pool_run(service->pool, answer, &answering, &opened, &err))
		return;
	if (opened)
		reply_error(reply, request, &err);
	else
		reply_unavailable(reply, request, &err);
}

bool answer_read_query(const struct request *request, struct slice *q,
	enum plan_mode *mode, struct reply *reply)
{
	bool given;
	*q = request_param(request, "q", &given);
	if (q->length > QUERY_MAX_BYTES) {
		reply_problem(reply, request, PROBLEM_QUERY_TOO_LONG,
			"q may have %d bytes, this one has %zu",
			QUERY_MAX_BYTES, q->length);
		return false;
	}
	struct slice name = request_param(request, "mode", &given);
	*mode = PLAN_STEM;
	struct error err = {0};
	if (given && !plan_mode_read(name, mode, &err)) {
		reply_error(reply, request, &err);
		return false;
	}
	return true;
}

bool answer_read_filter(const struct request *request,
	struct search_filter *filter, struct error *err)
{
	for (size_t i = 0; i < request->param_count; i++) {
		const struct request_param *param = &request->param[i];
		for (size_t n = 0; n < SEARCH_FILTERS; n++) {
			const char *name = search_filter_name(n);
			if (slice_equal(param->name, slice_text(name)) &&
				!search_filter_add(
					filter, name, param->value, err))
				return false;
		}
	}
	return true;
}

bool answer_read_passage(const struct request *request, struct quote *quote,
	bool *given, struct reply *reply)
{
	struct slice token = request_param(request, "passage", given);
	if (!*given || quote_read(token, quote))
		return true;
	reply_problem(reply, request, PROBLEM_BAD_PASSAGE,
		"passage must be the id of a passage as an answer gives it");
	return false;
}
