/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.h - what all answers from the index have in common: they read one
 * state of it, have an ETag, and turn errors into problem documents.
 */
#ifndef TELUSUR_ANSWER_H
#define TELUSUR_ANSWER_H

#include "filter.h"
#include "plan.h"
#include "quote.h"
#include "reply.h"
#include "request.h"
#include "service.h"

/* Appends the JSON of an answer to reply->body; context is what the handler
 * read from the request.  It may instead make the reply a problem and return
 * true. After ERROR_MODIFIED (the index has moved on) it is called again. */
typedef bool answer_write(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err);

/* Answers from the newest state of the index; with 304, without calling write,
 * if the client has that answer already.  Errors become the reply. */
void answer_from_index(const struct service *service,
	const struct request *request, answer_write *write, void *context,
	struct reply *reply);

/* Reads the parameters q and mode.  False: the reply is a problem
 * (queryTooLong, badParameter). */
bool answer_read_query(const struct request *request, struct slice *q,
	enum plan_mode *mode, struct reply *reply);

/* Reads the filters author, year, path and kind; each may be given several
 * times.  ERROR_USAGE names the wrong one; ERROR_MEMORY. */
bool answer_read_filter(const struct request *request,
	struct search_filter *filter, struct error *err);

/* Reads the parameter passage, a token of quote.h; *given: it is there.  False:
 * the reply is a problem (badPassage). */
bool answer_read_passage(const struct request *request, struct quote *quote,
	bool *given, struct reply *reply);

#endif
