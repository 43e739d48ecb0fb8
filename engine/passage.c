#include "passage.h"

#include "highlight.h"
#include "window.h"

#include <stdlib.h>

enum {
	/* Stretches kept for each passage that is wanted, and beside: near
	 * copies of others fall out. */
	STRETCHES_EACH = 2,
	STRETCHES_MORE = 8,
	SIGNATURE_WORDS = 8, /* of 64 bits */
};

/* Which codes stand in a window, a bit each. */
struct signature {
	uint64_t bits[SIGNATURE_WORDS];
};

/* A stretch of a paragraph where a passage may lie. */
struct stretch {
	struct window_region region;
	const uint32_t *code; /* of each position of the paragraph */
	void *own; /* holds what region and code point to; NULL: another
		    * stretch's does */
};

/* What the functions here share for one essay. */
struct finding {
	struct index *index;
	const struct plan *plan;
	struct matcher *matcher;
	const struct record *record;
	struct arena *arena;
	struct error *err;
	struct stretch *stretch;
	size_t count, capacity;
	size_t keep; /* so many are kept while the essay is read */
	struct passages *passages;
};

static bool put_stretch(struct finding *f, const struct stretch *stretch)
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

static void free_stretches(struct finding *f)
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
static bool own_arrays(struct stretch *stretch,
	const struct match_stream *stream, struct error *err)
{
	struct window_region *region = &stretch->region;
	size_t matches = region->match_count * sizeof *region->match;
	size_t sentences = region->sentence_count * sizeof *region->sentence;
	size_t codes = region->to * sizeof *stretch->code;
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
		code[i] = stream->code[stream->first[i]];
	stretch->code = code;
	stretch->own = own;
	return true;
}

/* Takes a paragraph among the stretches, if it is good enough. */
static bool add_paragraph(struct finding *f, uint32_t n,
	const struct record_block *block, uint32_t i,
	const struct match_stream *stream, const struct match *match,
	size_t count)
{
	const struct record_paragraph *paragraph = &block->paragraph[i];
	struct stretch stretch = {
		.region = {.block = n,
			.paragraph = i,
			.to = stream->positions,
			.match = match,
			.match_count = count,
			.sentence = block->sentence + paragraph->first_sentence,
			.sentence_count = paragraph->sentence_count}};
	window_choose(f->plan, &stretch.region);
	if (f->count < f->keep)
		return own_arrays(&stretch, stream, f->err) &&
		       put_stretch(f, &stretch);
	size_t worst = 0;
	for (size_t k = 1; k < f->count; k++)
		if (is_better(&f->stretch[worst].region, &f->stretch[k].region))
			worst = k;
	if (!is_better(&stretch.region, &f->stretch[worst].region))
		return true;
	if (!own_arrays(&stretch, stream, f->err))
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
static bool read_block(struct finding *f, uint32_t n, uint32_t *last_number)
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
		f->passages->matches_total += count_apart(match, count);
		if (paragraph->place.number != *last_number)
			f->passages->paragraphs_total++;
		*last_number = paragraph->place.number;
		if (!add_paragraph(f, n, &block, i, &stream, match, count))
			return false;
	}
	return true;
}

/* The region for an essay without matches in its text: its first paragraph
 * that is more than a line of page furniture. */
static bool add_beginning(struct finding *f)
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

/* A window that was chosen for a passage, and the passage's rank. */
struct choice {
	struct window_region region;
	struct signature signature;
	size_t rank;
};

static void sign(const struct stretch *stretch, struct signature *signature)
{
	const struct window_region *region = &stretch->region;
	*signature = (struct signature){{0}};
	for (uint32_t i = region->window_from; i < region->window_to; i++) {
		uint32_t code = stretch->code[i];
		uint32_t bit = (code ^ code >> ANALYSE_FORM_BITS) %
			       (SIGNATURE_WORDS * 64);
		signature->bits[bit / 64] |= (uint64_t)1 << bit % 64;
	}
}

static unsigned count_bits(uint64_t bits)
{
	unsigned count = 0;
	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

/* Whether of the words of both together four in five stand in each. */
static bool is_near_copy(const struct signature *a, const struct signature *b)
{
	unsigned both = 0, either = 0;
	for (size_t i = 0; i < SIGNATURE_WORDS; i++) {
		both += count_bits(a->bits[i] & b->bits[i]);
		either += count_bits(a->bits[i] | b->bits[i]);
	}
	return both * 5 >= either * 4;
}

/* Takes the best stretch's window and leaves what lies around it as stretches;
 * *found is false when there is none left. */
static bool take_best(struct finding *f, struct choice *best, bool *found)
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
	best->region = f->stretch[at].region;
	sign(&f->stretch[at], &best->signature);
	struct stretch behind = f->stretch[at];
	behind.own = NULL;
	behind.region.from = best->region.window_to;
	window_choose(f->plan, &behind.region);
	f->stretch[at].region.to = best->region.window_from;
	window_choose(f->plan, &f->stretch[at].region);
	return put_stretch(f, &behind);
}

static int compare_rank(const void *a, const void *b)
{
	const struct window_region *x = &((const struct choice *)a)->region;
	const struct window_region *y = &((const struct choice *)b)->region;
	return is_better(x, y) ? -1 : is_better(y, x);
}

/* Chooses up to `limit` windows that are no near copies of each other. */
static bool choose(
	struct finding *f, struct choice *choice, size_t limit, size_t *count)
{
	bool found = true;
	*count = 0;
	while (*count < limit) {
		struct choice *next = &choice[*count];
		if (!take_best(f, next, &found))
			return false;
		if (!found)
			break;
		bool copy = false;
		for (size_t i = 0; i < *count && !copy; i++)
			copy = is_near_copy(
				&choice[i].signature, &next->signature);
		*count += !copy;
	}
	/* What a window left over may be better than it: other ends, other
	 * sentences that fit. */
	qsort(choice, *count, sizeof *choice, compare_rank);
	for (size_t i = 0; i < *count; i++)
		choice[i].rank = i;
	return true;
}

static int compare_place(const void *a, const void *b)
{
	const struct window_region *x = &((const struct choice *)a)->region;
	const struct window_region *y = &((const struct choice *)b)->region;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->paragraph != y->paragraph)
		return x->paragraph < y->paragraph ? -1 : 1;
	return x->window_from < y->window_from
		       ? -1
		       : x->window_from > y->window_from;
}

static uint32_t count_feeds(struct slice text, uint32_t from, uint32_t to)
{
	uint32_t feeds = 0;
	for (uint32_t i = from; i < to; i++)
		feeds += text.bytes[i] == '\n';
	return feeds;
}

/* Fills the passage of a choice from the paragraph that is laid open. */
static void fill_passage(struct finding *f, const struct highlight_text *open,
	const struct choice *choice)
{
	const struct window_region *region = &choice->region;
	struct passage *passage = &f->passages->passage[choice->rank];
	const struct layout_paragraph *place = &open->place;
	uint32_t from, to;
	highlight_range(
		open, region->window_from, region->window_to, &from, &to);
	uint32_t line = place->first_line + count_feeds(open->text, 0, from);
	*passage = (struct passage){
		.text = slice_of(open->text.bytes + from, to - from),
		.start = place->start + from,
		.end = place->start + to,
		.first_line = line,
		.last_line = line + count_feeds(open->text, from, to),
		.paragraph = place->number,
		.score = region->score};
	/* The highlights that lie inside are neighbours in the array. */
	for (size_t i = 0; i < open->highlight_count; i++) {
		struct highlight *highlight = &open->highlight[i];
		if (highlight->start < passage->start ||
			highlight->end > passage->end)
			continue;
		if (!passage->highlight)
			passage->highlight = highlight;
		passage->highlight_count++;
	}
	/* Two words' codes may be equal by accident, and a word that was to
	 * be cut is left to one of two neighbours. */
	if (region->match_count && passage->highlight_count == 0)
		passage->text.length = 0;
}

/* Turns the choices into passages, opening each paragraph once. */
static bool fill_passages(
	struct finding *f, struct choice *choice, size_t count)
{
	struct highlight_text open = {0};
	struct passages *passages = f->passages;
	bool ok = true;
	qsort(choice, count, sizeof *choice, compare_place);
	for (size_t i = 0; ok && i < count; i++) {
		const struct window_region *region = &choice[i].region;
		bool same = i && choice[i - 1].region.block == region->block &&
			    choice[i - 1].region.paragraph == region->paragraph;
		if (!same)
			ok = highlight_open(&open, f->index, f->record,
				region->block, region->paragraph, f->plan,
				f->matcher, f->arena, f->err);
		if (ok)
			fill_passage(f, &open, &choice[i]);
	}
	highlight_close(&open);
	for (size_t i = 0; ok && i < count; i++)
		if (passages->passage[i].text.length)
			passages->passage[passages->count++] =
				passages->passage[i];
	return ok;
}

bool passages_find(struct index *index, const struct plan *plan,
	struct matcher *matcher, const struct record *record, size_t limit,
	struct arena *arena, struct passages *passages, struct error *err)
{
	struct finding f = {.index = index,
		.plan = plan,
		.matcher = matcher,
		.record = record,
		.arena = arena,
		.err = err,
		.keep = limit * STRETCHES_EACH + STRETCHES_MORE,
		.passages = passages};
	*passages = (struct passages){0};
	size_t count = 0;
	uint32_t last_number = 0;
	bool ok = true;
	struct choice *choice = malloc((limit + 1) * sizeof *choice);
	passages->passage = arena_array(
		arena, limit, sizeof *passages->passage);
	if (!choice || !passages->passage)
		ok = error_set_memory(err);
	for (uint32_t n = 0; ok && n < record->block_count; n++)
		ok = read_block(&f, n, &last_number);
	if (ok && f.count == 0)
		ok = add_beginning(&f);
	ok = ok && choose(&f, choice, limit, &count) &&
	     fill_passages(&f, choice, count);
	free_stretches(&f);
	free(choice);
	return ok;
}
