/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_run.h"

#include "names.h"
#include "search_find.h"
#include "search_plan.h"
#include "search_terms.h"
#include "suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* What the functions here share for one search. */
struct searching {
	struct index *index;
	const struct search_request *request;
	struct plan *plan;
	struct matcher *matcher;
	struct window_query window;
	struct search_answer *answer;
};

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

const char *const search_sort_names[] = {
	[SEARCH_BY_RELEVANCE] = "relevance",
	[SEARCH_BY_DATE] = "date",
	[SEARCH_BY_DATE_DOWN] = "-date",
	[SEARCH_BY_TITLE] = "title",
	NULL,
};

const char *const search_sort_meanings[] = {
	[SEARCH_BY_RELEVANCE] = "best first",
	[SEARCH_BY_DATE] = "oldest first",
	[SEARCH_BY_DATE_DOWN] = "newest first",
	[SEARCH_BY_TITLE] = "by letters",
	NULL,
};

bool search_read_sort(
	struct slice name, enum search_sort *sort, struct error *err)
{
	unsigned index;
	if (!names_find(search_sort_names, name, &index))
		return names_refuse(search_sort_names, "sort", err);
	*sort = (enum search_sort)index;
	return true;
}

static bool fill_hit(
	struct searching *s, struct search_hit *hit, struct error *err)
{
	struct arena *arena = &s->answer->arena;
	struct record record;
	bool ok = record_read(s->index->records, hit->document, &record, err);
	if (ok && !record_copy_essay(arena, &record.essay, &hit->essay))
		ok = error_set_memory(err);
	ok = ok && highlights_find(s->index, s->plan, s->matcher,
			   hit->essay.title, 0, 0, arena, &hit->title_highlight,
			   &hit->title_highlight_count, err);
	if (s->request->passages)
		ok = ok &&
		     passages_find(s->index, &s->window, s->matcher, &record,
			     s->request->passages, s->request->order, arena,
			     &hit->passages, err);
	record_free(&record);
	return ok;
}

/* Explains the hit of the rank, where that is asked for. */
static bool explain(struct searching *s, struct search_hit *hit, size_t rank,
	struct error *err)
{
	bool second = s->request->sort != SEARCH_BY_RELEVANCE ||
		      rank < RERANK_DEPTH;
	struct ranked ranked = {.document = hit->document, .score = hit->score};
	return !s->request->explain ||
	       explain_hit(s->index, s->plan, s->answer->query, &ranked, second,
		       &s->answer->arena, &hit->explanation, err);
}

static bool run_query(struct searching *s, struct error *err)
{
	struct search_answer *answer = s->answer;
	struct search_found found;
	if (!search_find(s->index, s->plan, s->matcher, s->request,
		    &answer->arena, &found, err))
		return false;
	answer->total = found.total;
	answer->total_exact = found.total_exact;
	memcpy(answer->facet, found.facet, sizeof answer->facet);
	answer->hit = arena_array(
		&answer->arena, found.count, sizeof *answer->hit);
	if (!answer->hit)
		return error_set_memory(err);
	for (size_t i = 0; i < found.count; i++) {
		struct search_hit *hit = &answer->hit[i];
		hit->document = found.ranked[i].document;
		hit->score = found.ranked[i].score;
		if (!fill_hit(s, hit, err) ||
			!explain(s, hit, s->request->offset + i, err))
			return false;
		answer->hit_count++;
	}
	return true;
}

static bool check_request(
	const struct search_request *request, struct error *err)
{
	if (request->limit > SEARCH_MAX_DEPTH ||
		request->offset > SEARCH_MAX_DEPTH - request->limit)
		return error_set(err, ERROR_USAGE,
			"offset and limit together reach over %d hits",
			SEARCH_MAX_DEPTH);
	if (request->passages > SEARCH_MAX_PASSAGES)
		return error_set(err, ERROR_USAGE,
			"at most %d passages an essay can be asked for",
			SEARCH_MAX_PASSAGES);
	if (request->words && (request->words < PASSAGE_MIN_WORDS ||
				      request->words > PASSAGE_MAX_WORDS))
		return error_set(err, ERROR_USAGE,
			"a passage can have from %d to %d words",
			PASSAGE_MIN_WORDS, PASSAGE_MAX_WORDS);
	return true;
}

/* Reads the query and makes its plan. */
static bool prepare(struct searching *s, struct error *err)
{
	const struct search_request *request = s->request;
	struct search_answer *answer = s->answer;
	answer->request = *request;
	answer->total_exact = true;
	memcpy(answer->generation, s->index->generation,
		sizeof answer->generation);
	answer->query = query_parse(request->q, request->strict, err);
	if (!answer->query)
		return false;
	answer->request.q = answer->query->text;
	struct plan_options options = {
		.mode = request->mode, .exclude = request->exclude};
	s->plan = search_plan(
		s->index, answer->query, &options, request->strict, err);
	if (!s->plan)
		return false;
	s->matcher = matcher_new(s->plan, err);
	if (!s->matcher || !search_terms(s->index, s->plan, answer, err) ||
		!suggest_query(s->index, answer->query, &answer->arena,
			&answer->suggestion, err))
		return false;
	return !request->passages ||
	       window_query_make(&s->window, s->index, s->plan,
		       request->words ? request->words : PASSAGE_WORDS, err);
}

struct search_answer *search_run(struct index *index,
	const struct search_request *request, struct error *err)
{
	double start = now_ms();
	if (!check_request(request, err))
		return NULL;
	struct search_answer *answer = calloc(1, sizeof *answer);
	struct searching s = {
		.index = index, .request = request, .answer = answer};
	if (!answer) {
		error_set_memory(err);
		return NULL;
	}
	bool ok = prepare(&s, err);
	if (ok && search_find_wanted(s.plan, request))
		ok = run_query(&s, err);
	matcher_free(s.matcher);
	plan_free(s.plan);
	answer->time_ms = now_ms() - start;
	if (ok)
		return answer;
	search_answer_free(answer);
	return NULL;
}

void search_answer_free(struct search_answer *answer)
{
	if (!answer)
		return;
	query_free(answer->query);
	arena_free(&answer->arena);
	free(answer);
}

struct search_list *search_list_open(struct index *index,
	const struct search_request *request, struct error *err)
{
	struct search_request all = *request;
	all.offset = 0;
	all.limit = 0;
	if (!check_request(&all, err))
		return NULL;
	all.limit = index->documents;
	struct search_list *list = calloc(1, sizeof *list);
	struct search_answer *answer = calloc(1, sizeof *answer);
	struct searching s = {
		.index = index, .request = &all, .answer = answer};
	if (!list || !answer) {
		free(list);
		free(answer);
		error_set_memory(err);
		return NULL;
	}
	list->index = index;
	list->answer = answer;
	bool ok = prepare(&s, err);
	list->plan = s.plan;
	list->matcher = s.matcher;
	list->window = s.window;
	if (ok && search_find_wanted(s.plan, &all)) {
		struct search_found found;
		ok = search_find(index, s.plan, s.matcher, &all, &answer->arena,
			&found, err);
		list->ranked = found.ranked;
		list->count = found.count;
	}
	if (ok)
		return list;
	search_list_close(list);
	return NULL;
}

bool search_list_hit(struct search_list *list, size_t i, struct search_hit *hit,
	struct error *err)
{
	struct searching s = {.index = list->index,
		.request = &list->answer->request,
		.plan = list->plan,
		.matcher = list->matcher,
		.window = list->window,
		.answer = &list->scratch};
	arena_free(&list->scratch.arena);
	*hit = (struct search_hit){.document = list->ranked[i].document,
		.score = list->ranked[i].score};
	return fill_hit(&s, hit, err);
}

void search_list_close(struct search_list *list)
{
	if (!list)
		return;
	matcher_free(list->matcher);
	plan_free(list->plan);
	arena_free(&list->scratch.arena);
	search_answer_free(list->answer);
	free(list);
}
