/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.h - what all answers from the index have in common: they read one
 * state of it, have an ETag, and turn errors into problem documents.
 */
#ifndef TELUSUR_ANSWER_H
#define TELUSUR_ANSWER_H

#include "index.h"
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

#endif
