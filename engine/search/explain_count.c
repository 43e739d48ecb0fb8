/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain_count.h"

#include "match.h"

#include <stdlib.h>

/* Bits of a hash filter for the roots of the plan. */
enum { FILTER = 1 << 16 };

struct counting {
	struct index *index;
	const struct plan *plan;
	const struct record *record;
	struct arena *arena;
	struct explain_counts *counts;
	struct matcher *matcher; /* NULL: the plan has no phrase */
	unsigned char filter[FILTER / 8]; /* roots, hashed */
	uint64_t in_text; /* set of plan words found so far */
	struct tokens tokens;
	struct error *err;
};

static void note_root(struct counting *state, uint32_t root)
{
	uint32_t bit = root % FILTER;
	state->filter[bit / 8] |= (unsigned char)(1U << bit % 8);
}

static void note_roots(struct counting *state)
{
	const struct plan *plan = state->plan;
	for (size_t i = 0; i < plan->word_count; i++)
		note_root(state, code_root(plan->word[i].code));
	for (size_t i = 0; i < plan->pattern_count; i++)
		for (size_t p = 0; p < plan->pattern[i].position_count; p++) {
			const struct plan_position *place =
				&plan->pattern[i].position[p];
			for (size_t t = 0; t < place->count; t++)
				note_root(
					state, code_root(place->term[t].code));
		}
}

static bool is_wanted(const struct counting *state, uint64_t code)
{
	uint32_t bit = code_root(code) % FILTER;
	return state->filter[bit / 8] >> bit % 8 & 1;
}

/* Makes an entry; NULL when out of memory. */
static struct explain_code *add_entry(struct counting *state, uint64_t code)
{
	struct explain_counts *counts = state->counts;
	struct explain_code *grown = array_room(
		counts->code, counts->count, &counts->capacity, sizeof *grown);
	if (!grown)
		return NULL;
	counts->code = grown;
	struct explain_code *made = &counts->code[counts->count++];
	*made = (struct explain_code){.code = code};
	return made;
}

/* Finds or makes the entry of a code. */
static struct explain_code *find(struct counting *state, uint64_t code)
{
	for (size_t i = 0; i < state->counts->count; i++)
		if (state->counts->code[i].code == code)
			return &state->counts->code[i];
	return add_entry(state, code);
}

/* Counts the codes of a paragraph or of the title.  Sets *read if its text is
 * needed: to resolve a new code. */
static bool count_codes(struct counting *state, const uint64_t *codes,
	uint32_t count, bool title, bool *read)
{
	size_t before = state->counts->count;
	for (uint32_t i = 0; i < count; i++) {
		uint64_t code = codes[i];
		if (code == CODE_OVER && i + 1 < count)
			code = codes[++i];
		else
			state->counts->length++;
		if (!is_wanted(state, code))
			continue;
		struct explain_code *entry = find(state, code);
		if (!entry)
			return error_set_memory(state->err);
		entry->count++;
		entry->in_title += title;
	}
	*read = state->counts->count > before;
	return true;
}

static bool name_entry(struct counting *state, struct explain_code *entry,
	const struct word *word)
{
	char *form = arena_copy(state->arena, word->form);
	char *root = arena_copy(state->arena, word->root);
	if (!form || !root)
		return false;
	entry->form = slice_of(form, word->form.length);
	entry->root = slice_of(root, word->root.length);
	return true;
}

/* Resolves new codes to their strings in the text, whose tokens are in the order
 * of the codes. */
static bool read_names(struct counting *state, struct slice text,
	const uint64_t *codes, uint32_t count)
{
	size_t token = 0;
	if (!analyse(state->index->analyser, text, &state->tokens, state->err))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (codes[i] == CODE_OVER)
			continue;
		if (token == state->tokens.count)
			return record_unreadable(
				state->record->document, state->err);
		const struct word *word = state->tokens.token[token++].word;
		if (!is_wanted(state, codes[i]))
			continue;
		struct explain_code *entry = find(state, codes[i]);
		if (!entry || (!entry->form.length &&
				      !name_entry(state, entry, word)))
			return error_set_memory(state->err);
	}
	return true;
}

/* Counts the phrases in a paragraph. */
static bool count_phrases(
	struct counting *state, const uint64_t *codes, uint32_t count)
{
	struct match_stream stream;
	const struct match *match;
	size_t matches;
	if (!state->matcher)
		return true;
	if (!matcher_stream_codes(
		    state->matcher, codes, count, &stream, state->err) ||
		!matcher_scan(
			state->matcher, &stream, &match, &matches, state->err))
		return false;
	for (size_t i = 0; i < matches; i++)
		state->counts->phrase[match[i].pattern]++;
	return true;
}

/* The set of content words of the plan with the root of the code; of equal
 * roots only the first word. */
static uint64_t words_of(const struct plan *plan, uint64_t code)
{
	for (size_t i = 0; i < plan->word_count; i++)
		if (plan->word[i].idf > 0 &&
			code_root(plan->word[i].code) == code_root(code))
			return (uint64_t)1 << i;
	return 0;
}

static void take_most(uint32_t *most, uint64_t set)
{
	uint32_t count = 0;
	for (; set; set &= set - 1)
		count++;
	if (count > *most)
		*most = count;
}

/* Updates the most words in one sentence and in one paragraph. */
static void note_together(struct counting *state,
	const struct record_block *block,
	const struct record_paragraph *paragraph)
{
	const uint64_t *codes = block->code + paragraph->first_code;
	uint64_t in_paragraph = 0, in_sentence = 0;
	uint32_t sentence = paragraph->first_sentence, left = 0;
	uint32_t last = sentence + paragraph->sentence_count;
	for (uint32_t i = 0; i < paragraph->code_count; i++) {
		uint64_t code = codes[i];
		if (code == CODE_OVER && i + 1 < paragraph->code_count) {
			code = codes[++i];
		} else {
			while (left == 0 && sentence < last) {
				left = block->sentence[sentence++];
				in_sentence = 0;
			}
			left -= left > 0;
		}
		in_sentence |= words_of(state->plan, code);
		in_paragraph |= in_sentence;
		take_most(&state->counts->in_sentence, in_sentence);
	}
	state->in_text |= in_paragraph;
	take_most(&state->counts->in_paragraph, in_paragraph);
	take_most(&state->counts->in_text, state->in_text);
}

static struct slice text_of(const struct record_block *block,
	const struct record_paragraph *paragraph, struct slice text)
{
	const struct layout_paragraph *place = &paragraph->place;
	return slice_of(text.bytes + place->start - block->text_start,
		place->end - place->start);
}

static bool read_block(struct counting *state, uint32_t n)
{
	struct record_reader *records = state->index->records;
	struct record_block block;
	struct slice text = {0};
	bool ok = record_block(records, state->record, n, &block, state->err);
	for (uint32_t i = 0; ok && i < block.paragraph_count; i++) {
		const struct record_paragraph *paragraph = &block.paragraph[i];
		const uint64_t *codes = block.code + paragraph->first_code;
		bool read;
		note_together(state, &block, paragraph);
		ok = count_codes(state, codes, paragraph->code_count, false,
			     &read) &&
		     count_phrases(state, codes, paragraph->code_count);
		if (ok && read && !text.length)
			ok = record_text(records, &block, &text, state->err);
		if (ok && read)
			ok = read_names(state, text_of(&block, paragraph, text),
				codes, paragraph->code_count);
	}
	return ok;
}

static bool read_title(struct counting *state)
{
	const struct record *record = state->record;
	const uint64_t *code;
	bool read;
	if (!record->essay.titled)
		return true;
	return record_title(state->index->records, record, &code, state->err) &&
	       count_codes(
		       state, code, record->title_code_count, true, &read) &&
	       (!read || read_names(state, record->essay.title, code,
				 record->title_code_count));
}

static bool read_fields(struct counting *state)
{
	const struct essay *essay = &state->record->essay;
	const struct slice text[QUERY_PATH + 1] = {[QUERY_TITLE] = essay->title,
		[QUERY_AUTHOR] = essay->author,
		[QUERY_PATH] = essay->path};
	for (size_t i = QUERY_TITLE; i <= QUERY_PATH; i++)
		if (!analyse(state->index->analyser, text[i],
			    &state->counts->field[i], state->err))
			return false;
	return true;
}

/* Makes the matcher for phrases, if there are any. */
static bool prepare_phrases(struct counting *state)
{
	bool wanted = false;
	for (size_t i = 0; i < state->plan->pattern_count; i++)
		wanted = wanted || state->plan->pattern[i].position_count > 1;
	state->counts->phrase = arena_array(state->arena,
		state->plan->pattern_count, sizeof *state->counts->phrase);
	if (!state->counts->phrase)
		return error_set_memory(state->err);
	if (wanted)
		state->matcher = matcher_new(state->plan, state->err);
	return !wanted || state->matcher;
}

bool explain_count(struct index *index, const struct plan *plan,
	const struct record *record, struct arena *arena,
	struct explain_counts *counts, struct error *err)
{
	struct counting state = {.index = index,
		.plan = plan,
		.record = record,
		.arena = arena,
		.counts = counts,
		.err = err};
	note_roots(&state);
	bool ok = prepare_phrases(&state) && read_title(&state) &&
		  read_fields(&state);
	for (uint32_t n = 0; ok && n < record->block_count; n++)
		ok = read_block(&state, n);
	matcher_free(state.matcher);
	tokens_free(&state.tokens);
	return ok;
}

void explain_counts_free(struct explain_counts *counts)
{
	for (size_t i = 0; i <= QUERY_PATH; i++)
		tokens_free(&counts->field[i]);
	free(counts->code);
}
