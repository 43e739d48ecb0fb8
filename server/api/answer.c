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
