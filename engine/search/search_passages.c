/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_passages.h"

#include "passage_choose.h"
#include "search_find.h"
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
	struct search_state state;
	struct passage_choice *pool; /* of all essays */
	size_t count;
};

/* Adds the words of the title to the scores of an essay's passages. */
static bool add_title(struct listing *listing, const struct record *record,
	struct passage_choices *choices, struct error *err)
{
	struct match_stream stream;
	const struct match *match;
	size_t count;
	uint64_t title = 0;
	const uint64_t *code;
	if (!record_title(listing->state.index->records, record, &code, err) ||
		!matcher_stream_codes(listing->state.matcher, code,
			record->title_code_count, &stream, err) ||
		!matcher_scan(
			listing->state.matcher, &stream, &match, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		title |= (uint64_t)1 << match[i].pattern;
	for (size_t i = 0; i < choices->count; i++) {
		struct passage_choice *choice = &choices->choice[i];
		uint64_t more = title & ~choice->found;
		for (size_t p = 0; more; p++, more >>= 1)
			if (more & 1)
				choice->score += TITLE_CONTEXT *
						 listing->state.window.idf[p];
	}
	return true;
}

/* Adds the best passages of one essay to the pool. */
static bool choose_of(
	struct listing *listing, uint32_t document, struct error *err)
{
	struct record record;
	struct passage_choices choices = {
		.choice = listing->pool + listing->count};
	bool ok = record_read(
			  listing->index->records, document, &record, err) &&
		  passage_choose(listing->index, &listing->state.window,
			  listing->state.matcher, &record, SEARCH_PASSAGES_EACH,
			  &choices, err) &&
		  add_title(listing, &record, &choices, err);
	listing->count += choices.count;
	record_free(&record);
	return ok;
}

/* Removes near duplicates of better passages from the sorted pool, until
 * `wanted` are kept. */
static void drop_copies(struct listing *listing, size_t wanted)
{
	size_t kept = 0;
	for (size_t i = 0; i < listing->count && kept < wanted; i++) {
		bool copy = false;
		for (size_t k = 0; k < kept && !copy; k++)
			copy = passage_choose_is_copy(
				&listing->pool[k], &listing->pool[i]);
		if (!copy)
			listing->pool[kept++] = listing->pool[i];
	}
	listing->count = kept;
}

/* The essay of a passage: copied with the first one that is shown of it. */
static bool take_essay(struct listing *listing, const struct record *record,
	struct search_passage *next, struct error *err)
{
	struct search_passages *list = listing->list;
	for (size_t i = 0; i < list->count; i++)
		if (list->passage[i].document == record->document) {
			next->essay = list->passage[i].essay;
			return true;
		}
	struct essay *copy = arena_alloc(&list->arena, sizeof *copy);
	next->essay = copy;
	return (copy &&
		       record_copy_essay(&list->arena, &record->essay, copy)) ||
	       error_set_memory(err);
}

/* Reads one choice as the next passage of the list; skips it if it has no
 * match. */
static bool show(struct listing *listing, const struct passage_choice *choice,
	struct error *err)
{
	struct search_passages *list = listing->list;
	struct search_passage *next = &list->passage[list->count];
	struct record record;
	next->document = choice->document;
	bool ok = record_read(listing->index->records, choice->document,
			  &record, err) &&
		  passage_open(listing->index, &listing->state.window,
			  listing->state.matcher, &record, choice, &list->arena,
			  &next->passage, err);
	bool shown = ok && next->passage.text.length > 0;
	if (shown)
		ok = take_essay(listing, &record, next, err);
	record_free(&record);
	list->count += ok && shown;
	return ok;
}

static bool make_list(struct listing *listing, const struct search_found *found,
	struct error *err)
{
	struct search_passages *list = listing->list;
	size_t room = found->count * SEARCH_PASSAGES_EACH + 1;
	listing->pool = malloc(room * sizeof *listing->pool);
	list->passage = arena_array(
		&list->arena, list->limit, sizeof *list->passage);
	if (!listing->pool || !list->passage)
		return error_set_memory(err);
	for (size_t i = 0; i < found->count; i++)
		if (!choose_of(listing, found->ranked[i].document, err))
			return false;
	qsort(listing->pool, listing->count, sizeof *listing->pool,
		passage_choose_compare);
	drop_copies(listing, (size_t)list->offset + list->limit);
	for (size_t i = list->offset; i < listing->count; i++)
		if (!show(listing, &listing->pool[i], err))
			return false;
	return true;
}

/* Finds the essays whose passages are listed, and lists them. */
static bool find(struct listing *listing, struct error *err)
{
	struct search_state *state = &listing->state;
	struct search_answer *answer = state->answer;
	struct search_found found;
	if (!search_state_make(state, err))
		return false;
	if (!search_find_wanted(state->plan, state->request))
		return true;
	if (!search_find(listing->index, state->plan, state->matcher,
		    state->request, &answer->arena, &found, err))
		return false;
	answer->total = found.total;
	answer->total_exact = found.total_exact;
	return found.count == 0 || make_list(listing, &found, err);
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
	search.offset = 0;
	search.limit = RERANK_DEPTH;
	search.passages = SEARCH_PASSAGES_EACH;
	if (!search_request_check(&search, err))
		return NULL;
	struct search_passages *list = calloc(1, sizeof *list);
	struct search_answer *answer = calloc(1, sizeof *answer);
	if (!list || !answer) {
		free(list);
		free(answer);
		error_set_memory(err);
		return NULL;
	}
	list->offset = request->offset;
	list->limit = request->limit;
	list->answer = answer;
	struct listing listing = {.index = index,
		.list = list,
		.state = {
			.index = index, .request = &search, .answer = answer}};
	bool ok = find(&listing, err);
	free(listing.pool);
	search_state_free(&listing.state);
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
