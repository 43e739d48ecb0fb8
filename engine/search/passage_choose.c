/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passage_choose.h"

#include "match_blocks.h"

#include <stdlib.h>

enum {
	/* Stretches kept per requested passage, and in addition: near
	 * duplicates are removed later. */
	STRETCHES_EACH = 2,
	STRETCHES_MORE = 8,
	/* Blocks read of a long essay, the best by their words: half a
	 * megabyte, in about a millisecond. */
	MOST_BLOCKS = 32,
};

/* A range of a paragraph in which a passage may be chosen. */
struct stretch {
	struct window_region region;
	void *own; /* owns what region points to; NULL: shared with another
		    * stretch */
};

/* What the functions here share for one essay. */
struct choosing {
	struct index *index;
	const struct window_query *query;
	struct matcher *matcher;
	const struct record *record;
	struct error *err;
	struct stretch *stretch;
	size_t count, capacity;
	size_t keep; /* limit of count while reading */
	uint32_t last_number; /* of the last paragraph with a match */
	struct passage_choices *choices;
};

static bool put_stretch(struct choosing *state, const struct stretch *stretch)
{
	struct stretch *grown = array_room(
		state->stretch, state->count, &state->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(state->err);
	state->stretch = grown;
	state->stretch[state->count++] = *stretch;
	return true;
}

static void free_stretches(struct choosing *state)
{
	for (size_t i = 0; i < state->count; i++)
		free(state->stretch[i].own);
	free(state->stretch);
}

/* Whether a precedes b: by score, then by position. */
static bool is_better(
	const struct window_region *a, const struct window_region *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	if (a->block != b->block)
		return a->block < b->block;
	if (a->paragraph != b->paragraph)
		return a->paragraph < b->paragraph;
	return a->from < b->from;
}

/* Copies the arrays that the stretch points to. */
static bool own_arrays(struct stretch *stretch, struct error *err)
{
	struct window_region *region = &stretch->region;
	size_t matches = region->match_count * sizeof *region->match;
	size_t sentences = region->sentence_count * sizeof *region->sentence;
	size_t codes = region->to * sizeof *region->code;
	/* What needs the widest alignment goes first. */
	char *own = malloc(codes + matches + sentences + 1);
	if (!own)
		return error_set_memory(err);
	uint64_t *code = (uint64_t *)(void *)own;
	char *match = own + codes, *sentence = match + matches;
	if (matches)
		memcpy(match, region->match, matches);
	region->match = (struct match *)(void *)match;
	memcpy(sentence, region->sentence, sentences);
	region->sentence = (uint32_t *)(void *)sentence;
	for (uint32_t i = 0; i < region->to; i++)
		code[i] = window_code(region, i);
	region->code = code;
	region->first = NULL;
	stretch->own = own;
	return true;
}

/* Adds a paragraph to the stretches, if it is among the best. */
static bool add_paragraph(struct choosing *state, uint32_t n,
	const struct record_block *block, uint32_t i,
	const struct match_stream *stream, const struct match *match,
	size_t count)
{
	const struct record_paragraph *paragraph = &block->paragraph[i];
	struct stretch stretch = {
		.region = {.block = n,
			.paragraph = i,
			.to = stream->positions,
			.code = stream->code,
			.first = stream->first,
			.match = match,
			.match_count = count,
			.sentence = block->sentence + paragraph->first_sentence,
			.sentence_count = paragraph->sentence_count}};
	window_choose(state->query, &stretch.region);
	size_t worst = 0;
	for (size_t k = 1; k < state->count; k++)
		if (is_better(&state->stretch[worst].region,
			    &state->stretch[k].region))
			worst = k;
	/* The first is always kept, so `worst` is one of them. */
	bool more = state->count == 0 || state->count < state->keep;
	if (!more && !is_better(&stretch.region, &state->stretch[worst].region))
		return true;
	if (!own_arrays(&stretch, state->err))
		return false;
	if (more && !put_stretch(state, &stretch)) {
		free(stretch.own);
		return false;
	}
	if (more)
		return true;
	free(state->stretch[worst].own);
	state->stretch[worst] = stretch;
	return true;
}

/* Counts the matches of a block and adds its paragraphs with a match. */
static bool read_block(struct choosing *state, uint32_t n)
{
	struct record_block block;
	if (!record_block(state->index->records, state->record, n, &block,
		    state->err))
		return false;
	for (uint32_t i = 0; i < block.paragraph_count; i++) {
		const struct record_paragraph *paragraph = &block.paragraph[i];
		struct match_stream stream;
		const struct match *match;
		size_t count;
		if (!matcher_stream_codes(state->matcher,
			    block.code + paragraph->first_code,
			    paragraph->code_count, &stream, state->err) ||
			!matcher_scan_shown(state->matcher, &stream, false,
				&match, &count, state->err))
			return false;
		if (count == 0)
			continue;
		state->choices->matches_total += match_count_apart(
			match, count);
		if (paragraph->place.number != state->last_number)
			state->choices->paragraphs_total++;
		state->last_number = paragraph->place.number;
		if (!add_paragraph(state, n, &block, i, &stream, match, count))
			return false;
	}
	return true;
}

/* For an essay without matches in its text: adds its first paragraph that is
 * longer than a line of boilerplate. */
static bool add_beginning(struct choosing *state)
{
	enum { FEW_WORDS = 15 };
	struct record_block block;
	if (!record_block(state->index->records, state->record, 0, &block,
		    state->err))
		return false;
	uint32_t chosen = UINT32_MAX;
	for (uint32_t i = 0; i < block.paragraph_count; i++) {
		uint32_t tokens = block.paragraph[i].token_count;
		if (tokens && chosen == UINT32_MAX)
			chosen = i;
		if (tokens >= FEW_WORDS) {
			chosen = i;
			break;
		}
	}
	if (chosen == UINT32_MAX)
		return true;
	const struct record_paragraph *paragraph = &block.paragraph[chosen];
	struct match_stream stream;
	return matcher_stream_codes(state->matcher,
		       block.code + paragraph->first_code,
		       paragraph->code_count, &stream, state->err) &&
	       add_paragraph(state, 0, &block, chosen, &stream, NULL, 0);
}

static void sign(
	const struct window_region *region, struct passage_choice *choice)
{
	memset(choice->signature, 0, sizeof choice->signature);
	for (uint32_t i = region->window_from; i < region->window_to; i++) {
		uint32_t bit = code_word(window_code(region, i)) %
			       (PASSAGE_SIGNATURE_WORDS * 64);
		choice->signature[bit / 64] |= (uint64_t)1 << bit % 64;
	}
	for (size_t i = 0; i < region->match_count; i++) {
		const struct match *match = &region->match[i];
		if (match->position >= region->window_from &&
			match->position + match->length <= region->window_to)
			choice->found |= (uint64_t)1 << match->pattern;
	}
}

static unsigned count_bits(uint64_t bits)
{
	unsigned count = 0;
	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

bool passage_choose_is_copy(
	const struct passage_choice *a, const struct passage_choice *b)
{
	unsigned both = 0, either = 0;
	for (size_t i = 0; i < PASSAGE_SIGNATURE_WORDS; i++) {
		both += count_bits(a->signature[i] & b->signature[i]);
		either += count_bits(a->signature[i] | b->signature[i]);
	}
	return both * 5 >= either * 4;
}

/* Takes the best window and keeps the rest of its stretch, before and after it,
 * as two stretches; *found is false if none is left. */
static bool take_best(
	struct choosing *state, struct passage_choice *best, bool *found)
{
	size_t at = SIZE_MAX;
	for (size_t i = 0; i < state->count; i++) {
		const struct window_region *region = &state->stretch[i].region;
		if (region->window_to > region->window_from &&
			(at == SIZE_MAX ||
				is_better(region, &state->stretch[at].region)))
			at = i;
	}
	*found = at != SIZE_MAX;
	if (!*found)
		return true;
	const struct window_region *region = &state->stretch[at].region;
	*best = (struct passage_choice){.document = state->record->document,
		.block = region->block,
		.paragraph = region->paragraph,
		.from = region->window_from,
		.to = region->window_to,
		.matched = region->match_count > 0,
		.score = region->score};
	sign(region, best);
	struct stretch behind = state->stretch[at];
	behind.own = NULL;
	behind.region.from = best->to;
	window_choose(state->query, &behind.region);
	state->stretch[at].region.to = best->from;
	window_choose(state->query, &state->stretch[at].region);
	return put_stretch(state, &behind);
}

int passage_choose_compare(const void *a, const void *b)
{
	const struct passage_choice *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->paragraph != y->paragraph)
		return x->paragraph < y->paragraph ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

/* Takes up to `limit` windows without near duplicates. */
static bool take_windows(struct choosing *state, size_t limit)
{
	struct passage_choices *choices = state->choices;
	bool found = true;
	while (choices->count < limit) {
		struct passage_choice *next = &choices->choice[choices->count];
		if (!take_best(state, next, &found))
			return false;
		if (!found)
			break;
		bool copy = false;
		for (size_t i = 0; i < choices->count && !copy; i++)
			copy = passage_choose_is_copy(
				&choices->choice[i], next);
		choices->count += !copy;
	}
	/* The rest of a stretch may give a better window than the one taken:
	 * other sentences fit. */
	qsort(choices->choice, choices->count, sizeof *choices->choice,
		passage_choose_compare);
	return true;
}

/* A block and the idf of the patterns that may match in it. */
struct weighed {
	uint32_t block;
	bool taken;
	double weight;
};

static int compare_weight(const void *a, const void *b)
{
	const struct weighed *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->block < y->block ? -1 : x->block > y->block;
}

/* Marks the blocks to read, from those sorted by weight: the best one for each
 * pattern, so that no word is missed, then the best of all. */
static void mark_blocks(const struct match_blocks *blocks, size_t patterns,
	struct weighed *weighed, size_t count, uint64_t *set)
{
	uint32_t marked = 0;
	for (size_t p = 0; p < patterns && marked < MOST_BLOCKS; p++) {
		for (size_t i = 0; i < count; i++) {
			if (!match_blocks_may(blocks, p, weighed[i].block))
				continue;
			marked += !weighed[i].taken;
			weighed[i].taken = true;
			break;
		}
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t n = weighed[i].block;
		if (!weighed[i].taken && marked == MOST_BLOCKS)
			continue;
		marked += !weighed[i].taken;
		set[n / 64] |= (uint64_t)1 << n % 64;
	}
}

/* Fills the set of blocks of a long essay to read. */
static bool select_blocks(struct choosing *state,
	const struct match_blocks *blocks, uint64_t *set)
{
	const struct plan *plan = state->query->plan;
	size_t count = 0;
	struct weighed *weighed = calloc(blocks->count, sizeof *weighed);
	if (!weighed)
		return error_set_memory(state->err);
	for (uint32_t n = 0; n < blocks->count; n++) {
		double weight = 0;
		bool any = false;
		for (size_t p = 0; p < plan->pattern_count; p++) {
			if (!match_blocks_may(blocks, p, n))
				continue;
			any = true;
			weight += state->query->idf[p];
		}
		if (any)
			weighed[count++] = (struct weighed){n, false, weight};
	}
	qsort(weighed, count, sizeof *weighed, compare_weight);
	mark_blocks(blocks, plan->pattern_count, weighed, count, set);
	state->choices->totals_exact = count <= MOST_BLOCKS;
	free(weighed);
	return true;
}

/* Reads the best blocks of a long essay. */
static bool read_long(struct choosing *state)
{
	uint32_t count = state->record->block_count;
	struct match_blocks blocks = {0};
	uint64_t *set = calloc(RECORD_SET_WORDS(count), sizeof *set);
	bool ok = (set || error_set_memory(state->err)) &&
		  match_blocks_read(&blocks, state->query->plan, state->record,
			  matcher_shown(state->matcher), state->err) &&
		  select_blocks(state, &blocks, set);
	for (uint32_t n = 0; ok && n < count; n++)
		if (set[n / 64] >> n % 64 & 1)
			ok = read_block(state, n);
	match_blocks_free(&blocks);
	free(set);
	return ok;
}

static bool read_short(struct choosing *state)
{
	for (uint32_t n = 0; n < state->record->block_count; n++)
		if (!read_block(state, n))
			return false;
	return true;
}

bool passage_choose(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record, size_t limit,
	struct passage_choices *choices, struct error *err)
{
	struct choosing state = {.index = index,
		.query = query,
		.matcher = matcher,
		.record = record,
		.err = err,
		.keep = limit * STRETCHES_EACH + STRETCHES_MORE,
		.choices = choices};
	choices->count = 0;
	choices->matches_total = choices->paragraphs_total = 0;
	choices->totals_exact = true;
	bool ok = record_is_long(record->block_count) ? read_long(&state)
						      : read_short(&state);
	if (ok && state.count == 0)
		ok = add_beginning(&state);
	ok = ok && take_windows(&state, limit);
	free_stretches(&state);
	return ok;
}
