#include "passage_choose.h"

#include <stdlib.h>

enum {
	/* Stretches kept for each passage that is wanted, and beside: near
	 * copies of others fall out. */
	STRETCHES_EACH = 2,
	STRETCHES_MORE = 8,
};

/* A stretch of a paragraph where a passage may lie. */
struct stretch {
	struct window_region region;
	void *own; /* holds what region points to; NULL: another stretch's
		    * does */
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
	size_t keep; /* so many are kept while the essay is read */
	uint32_t last_number; /* of the last paragraph with a match */
	struct passage_choices *choices;
};

static bool put_stretch(struct choosing *f, const struct stretch *stretch)
{
	if (f->count == f->capacity) {
		size_t capacity = f->capacity ? f->capacity * 2 : 16;
		struct stretch *grown = realloc(
			f->stretch, capacity * sizeof *grown);
		if (!grown)
			return error_set_memory(f->err);
		f->stretch = grown;
		f->capacity = capacity;
	}
	f->stretch[f->count++] = *stretch;
	return true;
}

static void free_stretches(struct choosing *f)
{
	for (size_t i = 0; i < f->count; i++)
		free(f->stretch[i].own);
	free(f->stretch);
}

/* Whether a goes before b: by score, then by place. */
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

/* Gives the stretch of a whole paragraph copies of what it points to. */
static bool own_arrays(struct stretch *stretch, struct error *err)
{
	struct window_region *region = &stretch->region;
	size_t matches = region->match_count * sizeof *region->match;
	size_t sentences = region->sentence_count * sizeof *region->sentence;
	size_t codes = region->to * sizeof *region->code;
	char *own = malloc(matches + sentences + codes + 1);
	if (!own)
		return error_set_memory(err);
	if (matches)
		memcpy(own, region->match, matches);
	region->match = (struct match *)(void *)own;
	memcpy(own + matches, region->sentence, sentences);
	region->sentence = (uint32_t *)(void *)(own + matches);
	uint32_t *code = (uint32_t *)(void *)(own + matches + sentences);
	for (uint32_t i = 0; i < region->to; i++)
		code[i] = window_code(region, i);
	region->code = code;
	region->first = NULL;
	stretch->own = own;
	return true;
}

/* Takes a paragraph among the stretches, if it is good enough. */
static bool add_paragraph(struct choosing *f, uint32_t n,
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
	window_choose(f->query, &stretch.region);
	if (f->count < f->keep)
		return own_arrays(&stretch, f->err) && put_stretch(f, &stretch);
	size_t worst = 0;
	for (size_t k = 1; k < f->count; k++)
		if (is_better(&f->stretch[worst].region, &f->stretch[k].region))
			worst = k;
	if (!is_better(&stretch.region, &f->stretch[worst].region))
		return true;
	if (!own_arrays(&stretch, f->err))
		return false;
	free(f->stretch[worst].own);
	f->stretch[worst] = stretch;
	return true;
}

/* Matches that do not lie upon each other. */
static uint32_t count_apart(const struct match *match, size_t count)
{
	uint32_t apart = 0, end = 0;
	for (size_t i = 0; i < count; i++) {
		if (i && match[i].position < end)
			continue;
		apart++;
		end = match[i].position + match[i].length;
	}
	return apart;
}

/* Counts the matches of a block and takes the paragraphs that hold one. */
static bool read_block(struct choosing *f, uint32_t n)
{
	struct record_block block;
	if (!record_block(f->index->records, f->record, n, &block, f->err))
		return false;
	for (uint32_t i = 0; i < block.paragraph_count; i++) {
		const struct record_paragraph *paragraph = &block.paragraph[i];
		struct match_stream stream;
		const struct match *match;
		size_t count;
		if (!matcher_stream_codes(f->matcher,
			    block.codes + (size_t)paragraph->first_code * 4,
			    paragraph->code_count, &stream, f->err) ||
			!matcher_scan_shown(f->matcher, &stream, false, &match,
				&count, f->err))
			return false;
		if (count == 0)
			continue;
		f->choices->matches_total += count_apart(match, count);
		if (paragraph->place.number != f->last_number)
			f->choices->paragraphs_total++;
		f->last_number = paragraph->place.number;
		if (!add_paragraph(f, n, &block, i, &stream, match, count))
			return false;
	}
	return true;
}

/* The region for an essay without matches in its text: its first paragraph
 * that is more than a line of page furniture. */
static bool add_beginning(struct choosing *f)
{
	enum { FEW_WORDS = 15 };
	struct record_block block;
	if (!record_block(f->index->records, f->record, 0, &block, f->err))
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
	return matcher_stream_codes(f->matcher,
		       block.codes + (size_t)paragraph->first_code * 4,
		       paragraph->code_count, &stream, f->err) &&
	       add_paragraph(f, 0, &block, chosen, &stream, NULL, 0);
}

static void sign(
	const struct window_region *region, struct passage_choice *choice)
{
	memset(choice->signature, 0, sizeof choice->signature);
	for (uint32_t i = region->window_from; i < region->window_to; i++) {
		uint32_t code = window_code(region, i);
		uint32_t bit = (code ^ code >> ANALYSE_FORM_BITS) %
			       (PASSAGE_SIGNATURE_WORDS * 64);
		choice->signature[bit / 64] |= (uint64_t)1 << bit % 64;
	}
}

static unsigned count_bits(uint64_t bits)
{
	unsigned count = 0;
	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

bool passage_is_copy(
	const struct passage_choice *a, const struct passage_choice *b)
{
	unsigned both = 0, either = 0;
	for (size_t i = 0; i < PASSAGE_SIGNATURE_WORDS; i++) {
		both += count_bits(a->signature[i] & b->signature[i]);
		either += count_bits(a->signature[i] | b->signature[i]);
	}
	return both * 5 >= either * 4;
}

/* Takes the best stretch's window and leaves what lies around it as stretches;
 * *found is false when there is none left. */
static bool take_best(
	struct choosing *f, struct passage_choice *best, bool *found)
{
	size_t at = SIZE_MAX;
	for (size_t i = 0; i < f->count; i++) {
		const struct window_region *region = &f->stretch[i].region;
		if (region->window_to > region->window_from &&
			(at == SIZE_MAX ||
				is_better(region, &f->stretch[at].region)))
			at = i;
	}
	*found = at != SIZE_MAX;
	if (!*found)
		return true;
	const struct window_region *region = &f->stretch[at].region;
	*best = (struct passage_choice){.document = f->record->document,
		.block = region->block,
		.paragraph = region->paragraph,
		.from = region->window_from,
		.to = region->window_to,
		.matched = region->match_count > 0,
		.score = region->score};
	sign(region, best);
	struct stretch behind = f->stretch[at];
	behind.own = NULL;
	behind.region.from = best->to;
	window_choose(f->query, &behind.region);
	f->stretch[at].region.to = best->from;
	window_choose(f->query, &f->stretch[at].region);
	return put_stretch(f, &behind);
}

int passage_compare(const void *a, const void *b)
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

/* Takes up to `limit` windows that are no near copies of each other. */
static bool take_windows(struct choosing *f, size_t limit)
{
	struct passage_choices *choices = f->choices;
	bool found = true;
	while (choices->count < limit) {
		struct passage_choice *next = &choices->choice[choices->count];
		if (!take_best(f, next, &found))
			return false;
		if (!found)
			break;
		bool copy = false;
		for (size_t i = 0; i < choices->count && !copy; i++)
			copy = passage_is_copy(&choices->choice[i], next);
		choices->count += !copy;
	}
	/* What a window left over may be better than it: other ends, other
	 * sentences that fit. */
	qsort(choices->choice, choices->count, sizeof *choices->choice,
		passage_compare);
	return true;
}

bool passage_choose(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record, size_t limit,
	struct passage_choices *choices, struct error *err)
{
	struct choosing f = {.index = index,
		.query = query,
		.matcher = matcher,
		.record = record,
		.err = err,
		.keep = limit * STRETCHES_EACH + STRETCHES_MORE,
		.choices = choices};
	choices->count = 0;
	choices->matches_total = choices->paragraphs_total = 0;
	choices->totals_exact = true;
	bool ok = true;
	for (uint32_t n = 0; ok && n < record->block_count; n++)
		ok = read_block(&f, n);
	if (ok && f.count == 0)
		ok = add_beginning(&f);
	ok = ok && take_windows(&f, limit);
	free_stretches(&f);
	return ok;
}
