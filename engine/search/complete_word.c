/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "complete_word.h"

#include "lexicon.h"
#include "stopword.h"
#include "suggest_words.h"

#include <math.h>
#include <stdlib.h>

enum {
	CANDIDATES = 2000, /* candidates: the most frequent forms */
	SLOTS = 8192, /* slots of their hash table; a power of two */
	ESSAYS = 50, /* top hits for the preceding words */
	BLOCKS = 2, /* blocks read of each */
	BEHIND = 4, /* extra weight directly after the preceding word */
};

struct candidate {
	struct slice form;
	uint64_t code;
	uint32_t documents;
	uint32_t essay; /* the last one that counted it */
	uint32_t near; /* essays for the words before that hold it, and
			* BEHIND more for each time it is behind them */
	double score;
};

struct weighing {
	struct index *index;
	struct candidate *candidate;
	size_t count;
	uint16_t *slot; /* index of a candidate + 1, by code */
	uint64_t before; /* code of the preceding word; 0: none */
	uint32_t essay;
};

static uint16_t *find_slot(const struct weighing *state, uint64_t code)
{
	uint32_t at = code_word(code) % SLOTS;
	while (state->slot[at] &&
		state->candidate[state->slot[at] - 1].code != code)
		at = (at + 1) % SLOTS;
	return &state->slot[at];
}

/* Fills the candidates: one per form, with its most frequent root. */
static bool find_candidates(struct weighing *state, struct slice prefix,
	struct arena *arena, struct error *err)
{
	struct lexicon_entry *entry;
	size_t entries;
	bool more;
	if (!lexicon_prefix(state->index->catalogue, prefix, CANDIDATES, arena,
		    &entry, &entries, &more, err))
		return false;
	state->candidate = arena_array(
		arena, entries, sizeof *state->candidate);
	state->slot = arena_array(arena, SLOTS, sizeof *state->slot);
	if (!state->candidate || !state->slot)
		return error_set_memory(err);
	for (size_t i = 0; i < entries; i++) {
		uint64_t code = entry[i].code;
		uint16_t *slot = find_slot(state, code);
		if (entry[i].form.length <= prefix.length || *slot ||
			entry[i].documents <
				suggest_words_floor(state->index) ||
			stopword_is(entry[i].form))
			continue;
		state->candidate[state->count++] = (struct candidate){
			.form = entry[i].form,
			.code = code,
			.documents = entry[i].documents};
		*slot = (uint16_t)state->count;
	}
	return true;
}

static void read_codes(
	struct weighing *state, const uint64_t *codes, uint32_t count)
{
	uint64_t last = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint64_t code = codes[i];
		uint16_t slot = *find_slot(state, code);
		struct candidate *found = slot ? &state->candidate[slot - 1]
					       : NULL;
		if (found && found->essay != state->essay) {
			found->essay = state->essay;
			found->near++;
		}
		if (found && state->before &&
			code_root(last) == code_root(state->before))
			found->near += BEHIND;
		last = code;
	}
}

static bool read_essay(
	struct weighing *state, uint32_t document, struct error *err)
{
	struct record record;
	bool ok = record_read(state->index->records, document, &record, err);
	state->essay++;
	const uint64_t *title;
	ok = ok && record_title(state->index->records, &record, &title, err);
	if (ok)
		read_codes(state, title, record.title_code_count);
	for (uint32_t n = 0; ok && n < record.block_count && n < BLOCKS; n++) {
		struct record_block block;
		ok = record_block(
			state->index->records, &record, n, &block, err);
		for (uint32_t i = 0; ok && i < block.paragraph_count; i++) {
			const struct record_paragraph *p = &block.paragraph[i];
			read_codes(state, block.code + p->first_code,
				p->code_count);
		}
	}
	record_free(&record);
	return ok;
}

/* Weighs the candidates by the top hits of the plan. */
static bool read_essays(
	struct weighing *state, const struct plan *plan, struct error *err)
{
	struct xap_search search = {.limit = ESSAYS,
		.weights = {state->index->saturation, RANK_CODES,
			state->index->rank.idf_power}};
	struct xap_results *results = xap_search_run(
		state->index->reader, plan->query, &search, err);
	bool ok = results != NULL;
	if (plan->word_count)
		state->before = plan->word[plan->word_count - 1].code;
	for (uint32_t i = 0; ok && i < xap_results_count(results); i++)
		ok = read_essay(state, xap_results_document(results, i), err);
	xap_results_free(results);
	return ok;
}

/* Scores each candidate by its frequency with the preceding words and alone. */
static void score(struct weighing *state)
{
	static const double near_weight = 3;
	for (size_t i = 0; i < state->count; i++) {
		struct candidate *candidate = &state->candidate[i];
		candidate->score = log(1. + candidate->documents) +
				   near_weight * log(1. + candidate->near);
	}
}

static int compare(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return slice_compare(x->form, y->form);
}

/* Whether the form is listed already, with another root. */
static bool has_form(
	const struct complete_word *word, size_t count, struct slice form)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(word[i].form, form))
			return true;
	return false;
}

bool complete_words(struct index *index, const struct plan *before,
	struct slice prefix, size_t limit, struct arena *arena,
	struct complete_word **word, size_t *count, struct error *err)
{
	struct weighing state = {.index = index};
	*count = 0;
	*word = arena_array(arena, limit, sizeof **word);
	if (!*word)
		return error_set_memory(err);
	if (!find_candidates(&state, prefix, arena, err) ||
		(state.count && before->root &&
			!read_essays(&state, before, err)))
		return false;
	score(&state);
	qsort(state.candidate, state.count, sizeof *state.candidate, compare);
	for (size_t i = 0; i < state.count && *count < limit; i++) {
		const struct candidate *from = &state.candidate[i];
		if (!has_form(*word, *count, from->form))
			(*word)[(*count)++] = (struct complete_word){
				from->form, from->documents};
	}
	return true;
}
