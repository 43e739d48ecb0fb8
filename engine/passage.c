#include "passage.h"

#include "highlight.h"
#include "window.h"

#include <stdlib.h>

/* What the functions here share for one essay. */
struct finding {
	struct index *index;
	const struct plan *plan;
	struct matcher *matcher;
	const struct record *record;
	struct arena *arena;
	struct error *err;
	struct window_region *region; /* where a passage may lie */
	size_t region_count, region_capacity;
	struct passages *passages;
};

static bool put_region(struct finding *f, struct window_region region)
{
	if (f->region_count == f->region_capacity) {
		size_t capacity = f->region_capacity ? f->region_capacity * 2
						     : 16;
		struct window_region *grown = realloc(
			f->region, capacity * sizeof *grown);
		if (!grown)
			return error_set_memory(f->err);
		f->region = grown;
		f->region_capacity = capacity;
	}
	f->region[f->region_count++] = region;
	return true;
}

/* A copy in the arena; an empty array is not NULL. */
static void *copy_of(
	struct finding *f, const void *array, size_t count, size_t size)
{
	void *copy = arena_array(f->arena, count, size);
	if (!copy)
		error_set_memory(f->err);
	else if (count)
		memcpy(copy, array, count * size);
	return copy;
}

/* Makes a region of a paragraph with the matches. */
static bool add_paragraph(struct finding *f, uint32_t n,
	const struct record_block *block, uint32_t i, const struct match *match,
	size_t count)
{
	const struct record_paragraph *paragraph = &block->paragraph[i];
	struct window_region region = {.block = n,
		.paragraph = i,
		.to = paragraph->token_count,
		.match_count = count,
		.sentence_count = paragraph->sentence_count};
	region.match = copy_of(f, match, count, sizeof *match);
	region.sentence = copy_of(f,
		block->sentence + paragraph->first_sentence,
		paragraph->sentence_count, sizeof *block->sentence);
	if (!region.match || !region.sentence)
		return false;
	window_choose(f->plan, &region);
	return put_region(f, region);
}

/* Makes regions of all paragraphs that hold a match, and counts. */
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
			!matcher_scan_shown(
				f->matcher, &stream, &match, &count, f->err))
			return false;
		if (count == 0)
			continue;
		f->passages->matches_total += (uint32_t)count;
		if (paragraph->place.number != *last_number)
			f->passages->paragraphs_total++;
		*last_number = paragraph->place.number;
		if (!add_paragraph(f, n, &block, i, match, count))
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
	return chosen == UINT32_MAX ||
	       add_paragraph(f, 0, &block, chosen, NULL, 0);
}

/* A window that was chosen for a passage, and the passage's rank. */
struct choice {
	struct window_region region;
	size_t rank;
};

/* Takes the best region's window and leaves what lies around it as regions;
 * false when there is none left. */
static bool take_best(struct finding *f, struct window_region *best)
{
	size_t at = SIZE_MAX;
	for (size_t i = 0; i < f->region_count; i++)
		if (f->region[i].window_to > f->region[i].window_from &&
			(at == SIZE_MAX ||
				f->region[i].score > f->region[at].score))
			at = i;
	if (at == SIZE_MAX)
		return false;
	*best = f->region[at];
	struct window_region before = *best, behind = *best;
	before.to = best->window_from;
	behind.from = best->window_to;
	window_choose(f->plan, &before);
	window_choose(f->plan, &behind);
	f->region[at] = before;
	if (!put_region(f, behind))
		return false;
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

/* Fills the passage of a choice from the paragraph that is laid open. */
static bool fill_passage(struct finding *f, const struct highlight_text *open,
	const struct choice *choice)
{
	const struct window_region *region = &choice->region;
	struct passage *passage = &f->passages->passage[choice->rank];
	uint32_t from, to;
	highlight_range(
		open, region->window_from, region->window_to, &from, &to);
	char *copy = arena_copy(
		f->arena, slice_of(open->text.bytes + from, to - from));
	if (!copy)
		return error_set_memory(f->err);
	const struct layout_paragraph *place = &open->place;
	uint32_t feeds_before = 0, feeds_inside = 0;
	for (uint32_t i = 0; i < to; i++)
		if (open->text.bytes[i] == '\n')
			*(i < from ? &feeds_before : &feeds_inside) += 1;
	*passage = (struct passage){.text = slice_of(copy, to - from),
		.start = place->start + from,
		.end = place->start + to,
		.first_line = place->first_line + feeds_before,
		.last_line = place->first_line + feeds_before + feeds_inside,
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
	return true;
}

/* Turns the choices into passages, opening each paragraph once. */
static bool fill_passages(
	struct finding *f, struct choice *choice, size_t count)
{
	struct highlight_text open = {0};
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
			ok = fill_passage(f, &open, &choice[i]);
	}
	highlight_close(&open);
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
		.passages = passages};
	*passages = (struct passages){0};
	struct choice *choice = NULL;
	size_t count = 0;
	uint32_t last_number = 0;
	bool ok = true;
	for (uint32_t n = 0; ok && n < record->block_count; n++)
		ok = read_block(&f, n, &last_number);
	if (ok && f.region_count == 0)
		ok = add_beginning(&f);
	if (!ok || limit == 0)
		goto out;
	choice = arena_array(arena, limit, sizeof *choice);
	passages->passage = arena_array(
		arena, limit, sizeof *passages->passage);
	if (!choice || !passages->passage) {
		ok = error_set_memory(err);
		goto out;
	}
	err->code = ERROR_NONE;
	while (count < limit && take_best(&f, &choice[count].region)) {
		choice[count].rank = count;
		count++;
	}
	ok = err->code == ERROR_NONE && fill_passages(&f, choice, count);
	passages->count = count;
out:
	free(f.region);
	return ok;
}
