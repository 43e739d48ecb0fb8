/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/concordance */
#include "handle.h"

#include "answer.h"
#include "concordance.h"
#include "json_concordance.h"

static bool write_lines(struct index *index, const struct request *request,
	void *context, struct reply *reply, struct error *err)
{
	(void)request;
	struct concordance *made = concordance_run(index, context, err);
	bool ok = made && json_concordance(made, &reply->body, err);
	concordance_free(made);
	return ok;
}

void handle_concordance(const struct service *service,
	const struct request *request, const struct params *params,
	struct reply *reply)
{
	struct concordance_request wanted = {.search = params_search(params),
		.sort = (enum concordance_sort)params->number[PARAM_LINES_SORT],
		.width = params->number[PARAM_WIDTH]};
	answer_from_index(service, request, write_lines, &wanted, reply);
}
