#include "search.h"

#include "search_find.h"
#include "search_plan.h"

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

static const char *const sorts[] = {"relevance", "date", "-date", "title"};

enum { SORT_COUNT = sizeof sorts / sizeof *sorts };

const char *search_sort_name(enum search_sort sort)
{
	return sorts[sort];
}

bool search_read_sort(struct slice name, enum search_sort *sort)
{
	for (size_t i = 0; i < SORT_COUNT; i++) {
		if (slice_equal(name, slice_text(sorts[i]))) {
			*sort = (enum search_sort)i;
			return true;
		}
	}
	return false;
}

static bool copy_field(struct arena *arena, struct slice from, struct slice *to)
{
	char *copy = arena_copy(arena, from);
	*to = slice_of(copy, from.length);
	return copy != NULL;
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

static const char *kind_name(enum query_kind kind)
{
	return kind == QUERY_PHRASE   ? "phrase"
	       : kind == QUERY_PREFIX ? "prefix"
	       : kind == QUERY_EXACT  ? "exact"
				      : "word";
}

/* Lists the synonyms that a word is looked for by as well. */
static bool fill_synonyms(struct arena *arena, const struct plan_place *place,
	struct search_term *term)
{
	term->synonym = arena_array(arena, place->count, sizeof *term->synonym);
	for (size_t i = 0; term->synonym && i < place->count; i++)
		if (place->term[i].synonym &&
			!copy_field(arena, place->term[i].form,
				&term->synonym[term->synonym_count++]))
			return false;
	return term->synonym != NULL;
}

/* Lists the words of the query as they were understood. */
static bool fill_terms(struct searching *s, struct error *err)
{
	struct search_answer *answer = s->answer;
	const struct plan *plan = s->plan;
	answer->term = arena_array(
		&answer->arena, plan->pattern_count, sizeof *answer->term);
	if (!answer->term)
		return error_set_memory(err);
	for (size_t i = 0; i < plan->pattern_count; i++) {
		const struct plan_pattern *pattern = &plan->pattern[i];
		struct search_term *term = &answer->term[i];
		*term = (struct search_term){
			.input = slice_of(
				answer->query->text.bytes + pattern->start,
				pattern->end - pattern->start),
			.root = slice_of("", 0),
			.via = "",
			.documents = pattern->documents,
			.kind = kind_name(pattern->kind),
			.negative = pattern->negative};
		if (pattern->kind == QUERY_PREFIX || !pattern->place_count)
			continue;
		const struct plan_term *first = &pattern->place[0].term[0];
		term->via = arena_copy(&answer->arena, slice_text(first->via));
		if (!copy_field(&answer->arena, first->root, &term->root) ||
			!term->via ||
			!fill_synonyms(
				&answer->arena, &pattern->place[0], term))
			return error_set_memory(err);
	}
	answer->term_count = plan->pattern_count;
	return true;
}

/* Explains the hit of the rank, where that is asked for. */
static bool explain(struct searching *s, struct search_hit *hit, size_t rank,
	struct error *err)
{
	bool second = s->request->sort != SEARCH_BY_RELEVANCE ||
		      rank < RERANK_DEPTH;
	return !s->request->explain ||
	       explain_hit(s->index, s->plan, s->answer->query, hit->document,
		       second, &s->answer->arena, &hit->explanation, err);
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
	answer->request = *request;
	answer->total_exact = true;
	memcpy(answer->generation, index->generation,
		sizeof answer->generation);
	answer->query = query_parse(request->q, request->strict, err);
	bool ok = answer->query != NULL;
	if (ok) {
		answer->request.q = answer->query->text;
		s.plan = search_plan(index, answer->query, request->mode,
			request->strict, err);
		ok = s.plan != NULL;
	}
	if (ok) {
		s.matcher = matcher_new(s.plan, err);
		ok = s.matcher && fill_terms(&s, err);
	}
	if (ok && request->passages)
		ok = window_query_make(&s.window, index, s.plan,
			request->words ? request->words : PASSAGE_WORDS, err);
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
