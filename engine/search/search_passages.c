/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_passages.h"

#include "passage_choose.h"
#include "rerank.h"
#include "search_plan.h"
#include "search_run.h"
#include "search_state.h"

#include <stdlib.h>

/* The weight of a query word that is in the essay's title but not in the
 * passage, times its idf: the title gives context that the passage does not
 * repeat. */
#define TITLE_CONTEXT .3

/* What the functions here share for one list. */
struct listing {
	struct index *index;
	struct search_passages *list;
	struct plan *plan;
	struct matcher *matcher;
	struct window_query window;
	struct passage_choice *pool; /* of all essays */
	size_t count;
};

/* Adds the words of the title to the scores of an essay's passages. */
static bool add_title(struct listing *l, const struct record *record,
	struct passage_choices *choices, struct error *err)
{
	struct match_stream stream;
	const struct match *match;
	size_t count;
	uint64_t title = 0;
	if (!matcher_stream_codes(l->matcher, record->title_codes,
		    record->title_code_count, &stream, err) ||
		!matcher_scan(l->matcher, &stream, &match, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		title |= (uint64_t)1 << match[i].pattern;
	for (size_t i = 0; i < choices->count; i++) {
		struct passage_choice *choice = &choices->choice[i];
		uint64_t more = title & ~choice->found;
		for (size_t p = 0; more; p++, more >>= 1)
			if (more & 1)
				choice->score += TITLE_CONTEXT *
						 l->window.idf[p];
	}
	return true;
}

/* Adds the best passages of one essay to the pool. */
static bool choose_of(struct listing *l, uint32_t document, struct error *err)
{
	struct record record;
	struct passage_choices choices = {.choice = l->pool + l->count};
	bool ok = record_read(l->index->records, document, &record, err) &&
		  passage_choose(l->index, &l->window, l->matcher, &record,
			  SEARCH_PASSAGES_EACH, &choices, err) &&
		  add_title(l, &record, &choices, err);
	l->count += choices.count;
	record_free(&record);
	return ok;
}

/* Removes near duplicates of better passages from the sorted pool, until
 * `wanted` are kept. */
static void drop_copies(struct listing *l, size_t wanted)
{
	size_t kept = 0;
	for (size_t i = 0; i < l->count && kept < wanted; i++) {
		bool copy = false;
		for (size_t k = 0; k < kept && !copy; k++)
			copy = passage_choose_is_copy(&l->pool[k], &l->pool[i]);
		if (!copy)
			l->pool[kept++] = l->pool[i];
	}
	l->count = kept;
}

/* The essay of a document that was found. */
static const struct essay *essay_of(
	const struct search_answer *answer, uint32_t document)
{
	for (size_t i = 0; i < answer->hit_count; i++)
		if (answer->hit[i].document == document)
			return &answer->hit[i].essay;
	return NULL;
}

/* Reads one choice as the next passage of the list; skips it if it has no
 * match. */
static bool show(struct listing *l, const struct passage_choice *choice,
	struct error *err)
{
	struct search_passages *list = l->list;
	struct search_passage *next = &list->passage[list->count];
	struct record record;
	bool ok = record_read(
			  l->index->records, choice->document, &record, err) &&
		  passage_open(l->index, &l->window, l->matcher, &record,
			  choice, &list->arena, &next->passage, err);
	record_free(&record);
	next->essay = essay_of(list->answer, choice->document);
	list->count += ok && next->passage.text.length > 0;
	return ok;
}

static bool make_list(struct listing *l, struct error *err)
{
	struct search_passages *list = l->list;
	const struct search_answer *answer = list->answer;
	size_t room = answer->hit_count * SEARCH_PASSAGES_EACH + 1;
	l->pool = malloc(room * sizeof *l->pool);
	list->passage = arena_array(
		&list->arena, list->limit, sizeof *list->passage);
	if (!l->pool || !list->passage)
		return error_set_memory(err);
	for (size_t i = 0; i < answer->hit_count; i++)
		if (!choose_of(l, answer->hit[i].document, err))
			return false;
	qsort(l->pool, l->count, sizeof *l->pool, passage_choose_compare);
	drop_copies(l, (size_t)list->offset + list->limit);
	for (size_t i = list->offset; i < l->count; i++)
		if (!show(l, &l->pool[i], err))
			return false;
	return true;
}

/* Makes the plan of the search again.  Its notes are in the answer. */
static bool plan_again(struct listing *l, const struct search_request *request,
	struct error *err)
{
	struct plan_options options = {
		.mode = request->mode, .exclude = request->exclude};
	struct query *query = query_parse(request->q, request->strict, err);
	if (query)
		l->plan = search_plan(
			l->index, query, &options, request->strict, err);
	query_free(query);
	if (!l->plan)
		return false;
	l->matcher = matcher_new(l->plan, err);
	return l->matcher &&
	       window_query_make(&l->window, l->index, l->plan,
		       request->words ? request->words : PASSAGE_WORDS, err);
}

struct search_passages *search_passages(struct index *index,
	const struct search_request *request, struct error *err)
{
	double start = search_state_now_ms();
	struct search_request search = *request;
	if (request->limit > SEARCH_PASSAGES_DEPTH ||
		request->offset > SEARCH_PASSAGES_DEPTH - request->limit) {
		error_set(err, ERROR_USAGE,
			"offset and limit together reach over %d passages",
			SEARCH_PASSAGES_DEPTH);
		return NULL;
	}
	struct search_passages *list = calloc(1, sizeof *list);
	struct listing l = {.index = index, .list = list};
	if (!list) {
		error_set_memory(err);
		return NULL;
	}
	list->offset = request->offset;
	list->limit = request->limit;
	search.offset = 0;
	search.limit = RERANK_DEPTH;
	search.passages = 0;
	list->answer = search_run(index, &search, err);
	bool ok = list->answer != NULL;
	if (ok && list->answer->hit_count)
		ok = plan_again(&l, request, err) && make_list(&l, err);
	free(l.pool);
	matcher_free(l.matcher);
	plan_free(l.plan);
	list->time_ms = search_state_now_ms() - start;
	if (ok)
		return list;
	search_passages_free(list);
	return NULL;
}

void search_passages_free(struct search_passages *list)
{
	if (!list)
		return;
	search_answer_free(list->answer);
	arena_free(&list->arena);
	free(list);
}
