/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/stats */
#include "handle.h"

#include "answer.h"
#include "examples.h"
#include "json_stats.h"

static bool write_stats(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	(void)request, (void)context;
	const struct examples *examples = examples_of(index, err);
	return examples &&
	       json_stats(index, examples, TELUSUR_VERSION, &reply->body, err);
}

void handle_stats(const struct service *service, const struct request *request,
	const struct params *params, struct reply *reply)
{
	(void)params;
	answer_from_index(service, request, write_stats, NULL, reply);
}
