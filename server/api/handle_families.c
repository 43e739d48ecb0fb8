/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/families?word= */
#include "handle.h"

#include "answer.h"
#include "family.h"
#include "json_family.h"

static bool write_families(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	(void)request;
	const struct slice *word = context;
	struct family_list *families = family_find(index, *word, err);
	bool ok = families &&
		  json_family(families, index->generation, &reply->body, err);
	family_free(families);
	return ok;
}

void handle_families(const struct service *service,
	const struct request *request, struct reply *reply)
{
	bool given;
	struct slice word = request_param(request, "word", &given);
	if (!given)
		reply_problem(reply, request, PROBLEM_BAD_PARAMETER,
			"word says whose family is wanted");
	else if (word.length > FAMILY_MAX_WORD_BYTES)
		reply_problem(reply, request, PROBLEM_WORD_TOO_LONG,
			"word may have %d bytes, this one has %zu",
			FAMILY_MAX_WORD_BYTES, word.length);
	else
		answer_from_index(
			service, request, write_families, &word, reply);
}
