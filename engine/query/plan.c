/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"

#include <stdlib.h>

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	xap_query_free(plan->query);
	arena_free(&plan->arena);
	free(plan);
}
