/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_answer.h"

#include <stdlib.h>

void search_answer_free(struct search_answer *answer)
{
	if (!answer)
		return;
	query_free(answer->query);
	arena_free(&answer->arena);
	free(answer);
}
