/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passage.h"

#include "passage_choose.h"
#include "passage_quote.h"

#include <stdlib.h>

static uint32_t count_feeds(struct slice text, uint32_t from, uint32_t to)
{
	const char *at = text.bytes + from, *end = text.bytes + to;
	uint32_t feeds = 0;
	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		feeds++;
		at++;
	}
	return feeds;
}

/* Takes the highlights inside the passage, a contiguous part of the array. */
static void note_highlights(
	const struct highlight_paragraph *open, struct passage *passage)
{
	for (size_t i = 0; i < open->highlight_count; i++) {
		struct highlight *highlight = &open->highlight[i];
		if (highlight->start < passage->start ||
			highlight->end > passage->end)
			continue;
		if (!passage->highlight)
			passage->highlight = highlight;
		passage->highlight_count++;
	}
}

/* Fills a passage from the paragraph that is laid open.  It is left without a
 * text where a word that was to be cut went to a neighbour. */
static void fill_passage(const struct highlight_paragraph *open,
	const struct passage_choice *choice, struct passage *passage)
{
	const struct layout_paragraph *place = &open->layout;
	uint32_t from, to;
	highlight_range(open, choice->from, choice->to, &from, &to);
	uint32_t line = place->first_line + count_feeds(open->text, 0, from);
	*passage = (struct passage){
		.text = slice_of(open->text.bytes + from, to - from),
		.start = place->start + from,
		.end = place->start + to,
		.first_line = line,
		.last_line = line + count_feeds(open->text, from, to),
		.paragraph = place->number,
		.score = choice->score,
		.cut_before = !highlight_starts_sentence(open, choice->from),
		.cut_after = !highlight_starts_sentence(open, choice->to)};
	note_highlights(open, passage);
	if (choice->matched && passage->highlight_count == 0)
		passage->text.length = 0;
}

/* Fills in the permalink and the context. */
static bool quote_passage(struct index *index, const struct record *record,
	const struct highlight_paragraph *open, struct arena *arena,
	struct passage *passage, struct error *err)
{
	struct passage_quote quote = {.start = passage->start,
		.end = passage->end,
		.paragraph = passage->paragraph,
		.cut_before = passage->cut_before,
		.cut_after = passage->cut_after};
	if (!passage_quote(index, record, open, arena, &quote, err))
		return false;
	passage->token = quote.token;
	passage->prefix = quote.prefix;
	passage->suffix = quote.suffix;
	passage->cut_before = quote.cut_before;
	passage->cut_after = quote.cut_after;
	return true;
}

bool passage_open(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record,
	const struct passage_choice *choice, struct arena *arena,
	struct passage *passage, struct error *err)
{
	struct highlight_paragraph open = {0};
	bool ok = highlight_open(&open, index, record, choice->block,
		choice->paragraph, query->plan, matcher, arena, err);
	if (ok)
		fill_passage(&open, choice, passage);
	passage->page = ok ? record_page(&record->essay, passage->start) : 0;
	if (ok && passage->text.length)
		ok = quote_passage(index, record, &open, arena, passage, err);
	return ok;
}

static int compare_place(const void *a, const void *b)
{
	const struct passage *x = a, *y = b;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* Opens the choices, best first, and drops those that show nothing. */
static bool open_choices(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record,
	const struct passage_choices *choices, struct arena *arena,
	struct passages *passages, struct error *err)
{
	passages->passage = arena_array(
		arena, choices->count, sizeof *passages->passage);
	if (!passages->passage)
		return error_set_memory(err);
	for (size_t i = 0; i < choices->count; i++) {
		struct passage *passage = &passages->passage[passages->count];
		if (!passage_open(index, query, matcher, record,
			    &choices->choice[i], arena, passage, err))
			return false;
		passages->count += passage->text.length > 0;
	}
	return true;
}

bool passage_find(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record, size_t limit,
	enum passage_order order, struct arena *arena,
	struct passages *passages, struct error *err)
{
	struct passage_choices choices = {
		.choice = malloc((limit + 1) * sizeof *choices.choice)};
	*passages = (struct passages){0};
	if (!choices.choice)
		return error_set_memory(err);
	bool ok = passage_choose(index, query, matcher, record, limit, &choices,
			  err) &&
		  open_choices(index, query, matcher, record, &choices, arena,
			  passages, err);
	passages->matches_total = choices.matches_total;
	passages->paragraphs_total = choices.paragraphs_total;
	passages->totals_exact = choices.totals_exact;
	if (ok && order == PASSAGE_BY_POSITION)
		qsort(passages->passage, passages->count,
			sizeof *passages->passage, compare_place);
	free(choices.choice);
	return ok;
}
