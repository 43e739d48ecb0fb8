/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_list.h"

#include "search_find.h"

#include <stdlib.h>

/* Runs the search: the first stage, and the second on the best. */
static bool find(struct search_list *list, struct error *err)
{
	struct search_state *state = &list->state;
	struct search_found found;
	if (!search_find_wanted(state->plan, state->request))
		return true;
	if (!search_find(state->index, state->plan, state->matcher,
		    state->request, &list->answer->arena, &found, err))
		return false;
	list->ranked = found.ranked;
	list->count = found.count;
	return true;
}

struct search_list *search_list_open(struct index *index,
	const struct search_request *request, struct error *err)
{
	struct search_request all = *request;
	all.offset = 0;
	all.limit = 0;
	if (!search_request_check(&all, err))
		return NULL;
	all.limit = index->documents;
	struct search_list *list = calloc(1, sizeof *list);
	struct search_answer *answer = calloc(1, sizeof *answer);
	if (!list || !answer) {
		free(list);
		free(answer);
		error_set_memory(err);
		return NULL;
	}
	list->answer = answer;
	list->state = (struct search_state){
		.index = index, .request = &all, .answer = answer};
	bool ok = search_state_make(&list->state, err);
	list->state.request = &answer->request;
	if (ok && find(list, err))
		return list;
	search_list_close(list);
	return NULL;
}

bool search_list_hit(struct search_list *list, size_t i, struct search_hit *hit,
	struct error *err)
{
	arena_free(&list->scratch);
	*hit = (struct search_hit){.document = list->ranked[i].document,
		.score = list->ranked[i].score};
	return search_state_hit(&list->state, &list->scratch, hit, err);
}

void search_list_close(struct search_list *list)
{
	if (!list)
		return;
	search_state_free(&list->state);
	arena_free(&list->scratch);
	search_answer_free(list->answer);
	free(list);
}
