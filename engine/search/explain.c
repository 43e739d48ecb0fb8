/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain.h"

#include "explain_count.h"
#include "explain_impl.h"
#include "plan_score.h"
#include "plan_term.h"
#include "slot.h"

#include <math.h>
#include <stdlib.h>

/* What the functions here share for one hit. */
struct explaining {
	struct index *index;
	const struct plan *plan;
	const struct query *query;
	const struct record *record;
	struct arena *arena;
	struct explain_counts counts;
	struct explain_reasons *explanation;
	size_t capacity; /* of its parts */
	struct error *err;
};

#define NAME(id, member, value, name, meaning) [EXPLAIN_##id] = name,
const char *explain_kind_name(enum explain_kind kind)
{
	static const char *const names[] = {[EXPLAIN_WORD] = "word",
		[EXPLAIN_TITLE] = "title",
		RANK_FEATURES(NAME)};
	return names[kind];
}

/* ---- the first stage ---- */

/* The code of the essay's posting (rank_code); false if it has none. */
static bool term_code(const struct explaining *state,
	const struct plan_score *score, uint32_t *code)
{
	uint32_t count = 0, length = 0;
	if (score->field == QUERY_TEXT) {
		for (size_t i = 0; i < state->counts.count; i++)
			if (slice_equal(
				    state->counts.code[i].root, score->root))
				count += state->counts.code[i].count;
		*code = rank_code(count, state->counts.length);
		return count > 0;
	}
	const struct tokens *tokens = &state->counts.field[score->field];
	for (size_t i = 0; i < tokens->count; i++) {
		count += slice_equal(tokens->token[i].word->root, score->root);
		length += !tokens->token[i].over;
	}
	*code = rank_code(1, length * RANK_TITLE_LENGTH);
	return count > 0;
}

static bool is_in_years(
	const struct explaining *state, const struct plan_score *score)
{
	char first[SLOT_YEAR_BYTES], last[SLOT_YEAR_BYTES];
	slot_years(score->first_year, score->last_year, first, last);
	struct slice date = state->record->essay.date;
	return date.length && slice_compare(date, slice_text(first)) >= 0 &&
	       slice_compare(date, slice_text(last)) <= 0;
}

/* Whether the essay matches the tree. */
static bool matches(
	const struct explaining *state, const struct plan_score *score)
{
	uint32_t code;
	switch (score->kind) {
	case PLAN_SCORE_TERM:
		return term_code(state, score, &code);
	case PLAN_SCORE_ALL:
		return true;
	case PLAN_SCORE_NONE:
		return false;
	case PLAN_SCORE_YEARS:
		return is_in_years(state, score);
	case PLAN_SCORE_AND:
		for (size_t i = 0; i < score->child_count; i++)
			if (!matches(state, score->child[i]))
				return false;
		return true;
	case PLAN_SCORE_OR:
		for (size_t i = 0; i < score->child_count; i++)
			if (matches(state, score->child[i]))
				return true;
		return false;
	case PLAN_SCORE_AND_NOT:
		return matches(state, score->child[0]) &&
		       !matches(state, score->child[1]);
	case PLAN_SCORE_MAYBE:
		break;
	}
	return matches(state, score->child[0]);
}

static bool copy_slice(struct arena *arena, struct slice *slice)
{
	slice->bytes = arena_copy(arena, *slice);
	return slice->bytes != NULL;
}

static struct explain_part *put_part(
	struct explaining *state, struct explain_part part)
{
	struct explain_reasons *explanation = state->explanation;
	if (explanation->part_count == state->capacity) {
		size_t capacity = state->capacity ? state->capacity * 2 : 16;
		struct explain_part *grown = arena_array(
			state->arena, capacity, sizeof *grown);
		if (!grown) {
			error_set_memory(state->err);
			return NULL;
		}
		if (state->capacity)
			memcpy(grown, explanation->part,
				state->capacity * sizeof *grown);
		explanation->part = grown;
		state->capacity = capacity;
	}
	struct explain_part *put = &explanation->part[explanation->part_count];
	*put = part;
	/* Copied: the plan is freed before the answer. */
	if (!copy_slice(state->arena, &put->word) ||
		!copy_slice(state->arena, &put->root)) {
		error_set_memory(state->err);
		return NULL;
	}
	explanation->part_count++;
	return put;
}

/* The part for the score of a term, still without a score. */
static struct explain_part label_of(
	const struct explaining *state, const struct plan_score *score)
{
	struct explain_part part = {.kind = score->field == QUERY_TITLE
						    ? EXPLAIN_TITLE
						    : EXPLAIN_WORD,
		.field = score->field};
	if (score->pattern == SIZE_MAX) {
		part.word = state->plan->word[score->word].form;
		part.root = state->plan->word[score->word].root;
		return part;
	}
	const struct plan_pattern *pattern =
		&state->plan->pattern[score->pattern];
	if (pattern->kind == QUERY_PREFIX) {
		part.word = explain_sentence_prefix(pattern, state->query);
		return part;
	}
	part.word = pattern->position[score->position].term[0].form;
	part.root = pattern->position[score->position].term[0].root;
	return part;
}

/* Adds the score to the part of the same word, or appends a part. */
static struct explain_part *add_share(
	struct explaining *state, struct explain_part label, double share)
{
	struct explain_reasons *explanation = state->explanation;
	struct explain_part *part = NULL;
	for (size_t i = 0; !part && i < explanation->part_count; i++) {
		struct explain_part *other = &explanation->part[i];
		if (other->kind == label.kind && other->field == label.field &&
			slice_equal(other->word, label.word) &&
			slice_equal(other->root, label.root))
			part = other;
	}
	if (!part)
		part = put_part(state, label);
	if (part)
		part->score += share;
	return part;
}

/* Lists a form of the text.  Two analyses of one word (PERADI) count once. */
static void list_form(
	struct explain_part *part, const struct explain_code *code)
{
	uint32_t count = code->count - code->in_title;
	if (count == 0)
		return;
	for (size_t i = 0; i < part->form_count; i++) {
		struct explain_form *form = &part->form[i];
		if (!slice_equal(form->form, code->form))
			continue;
		if (count > form->count)
			form->count = count;
		return;
	}
	if (part->form_count < EXPLAIN_MAX_FORMS)
		part->form[part->form_count++] = (struct explain_form){
			code->form, count};
}

/* Adds the forms of a root to a part. */
static bool add_forms(
	struct explaining *state, struct explain_part *part, struct slice root)
{
	if (!part->form)
		part->form = arena_array(
			state->arena, EXPLAIN_MAX_FORMS, sizeof *part->form);
	if (!part->form)
		return error_set_memory(state->err);
	for (size_t i = 0; i < state->counts.count; i++) {
		const struct explain_code *code = &state->counts.code[i];
		if (slice_equal(code->root, root))
			list_form(part, code);
	}
	return true;
}

static bool add_term(
	struct explaining *state, const struct plan_score *score, double factor)
{
	uint32_t code, documents;
	char name[XAP_MAX_TERM_BYTES];
	if (!term_code(state, score, &code))
		return true;
	if (!xap_reader_frequency(state->index->reader,
		    plan_term_of_root(score->field, score->root, name),
		    &documents, state->err))
		return false;
	double share = factor *
		       rank_idf(&state->index->rank, state->index->documents,
			       documents) *
		       state->index->saturation[code];
	struct explain_part *part = add_share(
		state, label_of(state, score), share);
	return part && (score->field != QUERY_TEXT ||
			       add_forms(state, part, score->root));
}

/* Adds the scores of a tree that matches. */
static bool add_shares(
	struct explaining *state, const struct plan_score *score, double factor)
{
	factor *= score->factor;
	if (score->kind == PLAN_SCORE_TERM)
		return add_term(state, score, factor);
	size_t scored = score->kind == PLAN_SCORE_AND_NOT ? 1
							  : score->child_count;
	for (size_t i = 0; i < scored; i++)
		if (matches(state, score->child[i]) &&
			!add_shares(state, score->child[i], factor))
			return false;
	return true;
}

/* ---- the second stage and the whole ---- */

static bool add_feature(
	struct explaining *state, enum explain_kind kind, double score)
{
	return score == 0 || put_part(state, (struct explain_part){.kind = kind,
						     .score = score});
}

static bool add_features(
	struct explaining *state, const struct rerank_parts *parts)
{
#define ADD(id, member, value, name, meaning)                 \
	if (!add_feature(state, EXPLAIN_##id, parts->member)) \
		return false;
	RANK_FEATURES(ADD)
#undef ADD
	return true;
}

static int compare_forms(const void *a, const void *b)
{
	const struct explain_form *x = a, *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return slice_compare(x->form, y->form);
}

/* Sorts the forms of each word: the word itself first, then by count. */
static void sort_forms(struct explain_reasons *explanation)
{
	for (size_t i = 0; i < explanation->part_count; i++) {
		struct explain_part *part = &explanation->part[i];
		if (part->form_count == 0)
			continue;
		struct explain_form *form = part->form;
		qsort(form, part->form_count, sizeof *form, compare_forms);
		for (size_t k = 1; k < part->form_count; k++) {
			if (!slice_equal(form[k].form, part->word))
				continue;
			struct explain_form own = form[k];
			memmove(form + 1, form, k * sizeof *form);
			form[0] = own;
		}
	}
}

/* Counts the words and sums the parts. */
static bool make_parts(
	struct explaining *state, const struct rerank_parts *parts)
{
	*state->explanation = (struct explain_reasons){0};
	return explain_count(state->index, state->plan, state->record,
		       state->arena, &state->counts, state->err) &&
	       (!state->plan->score ||
		       add_shares(state, state->plan->score, 1)) &&
	       add_features(state, parts);
}

bool explain_hit(struct index *index, const struct plan *plan,
	const struct query *query, const struct rerank_hit *ranked,
	const struct rerank_target *target, struct arena *arena,
	struct explain_reasons *explanation, struct error *err)
{
	struct record record;
	struct rerank_parts parts = {0};
	struct explaining state = {.index = index,
		.plan = plan,
		.query = query,
		.record = &record,
		.arena = arena,
		.explanation = explanation,
		.err = err};
	bool ok = record_read(index->records, ranked->document, &record, err);
	if (ok && target)
		ok = rerank_parts(index, target, &record, &parts, err);
	ok = ok && make_parts(&state, &parts);
	if (ok) {
		sort_forms(explanation);
		ok = explain_sentence(
			plan, query, &state.counts, explanation, arena, err);
	}
	explain_counts_free(&state.counts);
	record_free(&record);
	return ok;
}
