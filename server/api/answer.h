/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.h - what all answers out of the index have in common: a state they
 * are read from, its ETag, and what becomes of errors.
 */
#ifndef TELUSUR_ANSWER_H
#define TELUSUR_ANSWER_H

#include "filter.h"
#include "plan.h"
#include "quote.h"
#include "reply.h"
#include "request.h"
#include "service.h"

/* Writes the JSON of one answer into reply->body; context is what the handler
 * read from the request.  It may put a problem in the reply's place and return
 * true.  It is called again when it failed because the index moved on. */
typedef bool answer_write(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err);

/* Answers from the newest state of the index, or with 304 when the client has
 * that answer already, which then is not even computed. */
void answer_from_index(const struct service *service,
	const struct request *request, answer_write *write, void *context,
	struct reply *reply);

/* Reads the parameters q and mode.  False: the reply is a problem. */
bool answer_read_query(const struct request *request, struct slice *q,
	enum plan_mode *mode, struct reply *reply);

/* Reads the filters author, year, path and kind, as often as they are given;
 * ERROR_USAGE names the one that is wrong. */
bool answer_read_filter(const struct request *request,
	struct search_filter *filter, struct error *err);

/* Reads the parameter passage, a token of quote.h; *given: there is one.
 * False: the reply is a problem. */
bool answer_read_passage(const struct request *request, struct quote *quote,
	bool *given, struct reply *reply);

#endif
