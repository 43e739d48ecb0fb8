/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/families */
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
	const struct request *request, const struct params *params,
	struct reply *reply)
{
	struct slice word = params->text[PARAM_WORD];
	answer_from_index(service, request, write_families, &word, reply);
}
