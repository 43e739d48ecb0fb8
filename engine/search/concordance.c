/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "concordance.h"

#include "concordance_impl.h"
#include "rerank.h"

#include <stdlib.h>

const char *const concordance_sort_names[] = {
	[CONCORDANCE_BY_RELEVANCE] = "relevance",
	[CONCORDANCE_BY_POSITION] = "position",
	[CONCORDANCE_BY_LEFT] = "left",
	[CONCORDANCE_BY_RIGHT] = "right",
	NULL,
};

/* What the functions here share for one concordance. */
struct gathering {
	struct concordance *made;
	struct index *index;
	struct search_list *list;
	/* Sorted by relevance, lines after the requested page are only counted.
	 */
	uint32_t wanted;
	struct buf key;
	struct concordance_text around; /* of the paragraph at hand */
	/* of the essay at hand */
	const struct essay *essay; /* NULL: not copied yet */
	uint32_t rank;
};

static bool is_sided(const struct gathering *state)
{
	return state->made->request.sort == CONCORDANCE_BY_LEFT ||
	       state->made->request.sort == CONCORDANCE_BY_RIGHT;
}

static bool make_key(struct gathering *state, struct concordance_line *line,
	struct error *err)
{
	bool left = state->made->request.sort == CONCORDANCE_BY_LEFT;
	buf_clear(&state->key);
	if (!concordance_line_key(
		    left ? line->left : line->right, left, &state->key, err))
		return false;
	char *copy = arena_copy(&state->made->arena, buf_slice(&state->key));
	line->key = slice_of(copy, state->key.length);
	return copy || error_set_memory(err);
}

/* Adds the lines of a piece of a paragraph; they may show its neighbours. */
static bool add_lines(struct gathering *state,
	const struct layout_paragraph *place, struct error *err)
{
	struct concordance *made = state->made;
	struct slice text = slice_of(
		state->around.text.bytes + (place->start - state->around.start),
		place->end - place->start);
	struct highlight *highlight;
	size_t count;
	if (!highlight_find(state->index, state->list->state.plan,
		    state->list->state.matcher, text, place->start,
		    place->number, &made->arena, &highlight, &count, err))
		return false;
	uint32_t line_number = place->first_line, at = place->start;
	for (size_t i = 0; i < count; i++) {
		if (made->total == CONCORDANCE_MAX_LINES) {
			made->total_exact = false;
			return true;
		}
		struct concordance_line *line = &made->line[made->total++];
		for (; at < highlight[i].start; at++)
			line_number += text.bytes[at - place->start] == '\n';
		*line = (struct concordance_line){.essay = state->essay,
			.rank = state->rank,
			.line = line_number,
			.paragraph = place->number};
		if (!concordance_line_cut(state->around.text,
			    state->around.start, &highlight[i],
			    made->request.width, &made->arena, line))
			return error_set_memory(err);
		if (is_sided(state) && !make_key(state, line, err))
			return false;
	}
	return true;
}

static bool copy_essay(
	struct gathering *state, const struct record *record, struct error *err)
{
	struct essay *essay = arena_alloc(&state->made->arena, sizeof *essay);
	if (!essay ||
		!record_copy_essay(&state->made->arena, &record->essay, essay))
		return error_set_memory(err);
	state->essay = essay;
	return true;
}

static void count_lines(struct concordance *made, uint32_t more)
{
	if (more > CONCORDANCE_MAX_LINES - made->total) {
		more = CONCORDANCE_MAX_LINES - made->total;
		made->total_exact = false;
	}
	made->total += more;
}

/* Adds the lines of a block.  Only paragraphs whose codes match are analysed.
 */
static bool read_block(struct gathering *state, const struct record *record,
	uint32_t n, struct error *err)
{
	struct concordance *made = state->made;
	struct record_block block;
	struct slice text = {NULL, 0};
	if (!record_block(state->index->records, record, n, &block, err))
		return false;
	for (uint32_t i = 0; i < block.paragraph_count && made->total_exact;
		i++) {
		/* Invalid after concordance_text_read. */
		const struct record_paragraph *p = &block.paragraph[i];
		struct match_stream stream;
		const struct match *match;
		size_t count;
		if (!matcher_stream_codes(state->list->state.matcher,
			    block.code + p->first_code, p->code_count, &stream,
			    err) ||
			!matcher_scan_shown(state->list->state.matcher, &stream,
				false, &match, &count, err))
			return false;
		if (count == 0)
			continue;
		if (made->total >= state->wanted) {
			count_lines(made, match_count_apart(match, count));
			continue;
		}
		if (!text.bytes &&
			!record_text(state->index->records, &block, &text, err))
			return false;
		if (!state->essay && !copy_essay(state, record, err))
			return false;
		if (!concordance_text_read(state->index, record, n, i, &block,
			    &text, &state->around, err) ||
			!add_lines(state, &block.paragraph[i].place, err))
			return false;
	}
	return true;
}

static bool read_essay(
	struct gathering *state, uint32_t rank, struct error *err)
{
	struct record record;
	state->rank = rank;
	state->essay = NULL;
	bool ok = record_read(state->index->records,
		state->list->ranked[rank].document, &record, err);
	for (uint32_t n = 0;
		ok && n < record.block_count && state->made->total_exact; n++)
		ok = read_block(state, &record, n, err);
	record_free(&record);
	return ok;
}

static int compare_place(
	const struct concordance_line *x, const struct concordance_line *y)
{
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->start < y->start ? -1 : x->start > y->start;
}

static int compare_keys(const void *a, const void *b)
{
	const struct concordance_line *x = a, *y = b;
	int order = slice_compare(x->key, y->key);
	return order ? order : compare_place(x, y);
}

static int compare_paths(const void *a, const void *b)
{
	const struct concordance_line *x = a, *y = b;
	int order = slice_compare(x->essay->path, y->essay->path);
	if (!order)
		order = slice_compare(x->essay->id, y->essay->id);
	return order ? order : compare_place(x, y);
}

/* Sorts the lines and keeps the requested page. */
static void choose_page(struct concordance *made)
{
	const struct search_request *search = &made->request.search;
	enum concordance_sort sort = made->request.sort;
	if (sort == CONCORDANCE_BY_POSITION)
		qsort(made->line, made->total, sizeof *made->line,
			compare_paths);
	else if (sort != CONCORDANCE_BY_RELEVANCE)
		qsort(made->line, made->total, sizeof *made->line,
			compare_keys);
	if (made->total <= search->offset)
		return;
	made->line += search->offset;
	made->count = made->total - search->offset;
	if (made->count > search->limit)
		made->count = search->limit;
}

static bool check_request(
	const struct concordance_request *request, struct error *err)
{
	if (request->width < CONCORDANCE_MIN_WIDTH ||
		request->width > CONCORDANCE_MAX_WIDTH)
		return error_set(err, ERROR_USAGE,
			"width can be from %d to %d characters",
			CONCORDANCE_MIN_WIDTH, CONCORDANCE_MAX_WIDTH);
	if (request->search.limit > CONCORDANCE_MAX_LINES ||
		request->search.offset >
			CONCORDANCE_MAX_LINES - request->search.limit)
		return error_set(err, ERROR_USAGE,
			"offset and limit together may reach %d lines",
			CONCORDANCE_MAX_LINES);
	return true;
}

static bool gather(struct gathering *state, struct error *err)
{
	struct concordance *made = state->made;
	const struct search_request *search = &made->request.search;
	state->wanted = CONCORDANCE_MAX_LINES + 1;
	if (made->request.sort == CONCORDANCE_BY_RELEVANCE)
		state->wanted = search->offset + search->limit;
	made->line = arena_array(
		&made->arena, CONCORDANCE_MAX_LINES, sizeof *made->line);
	if (!made->line)
		return error_set_memory(err);
	for (size_t i = 0; i < state->list->count && made->total_exact; i++)
		if (!read_essay(state, (uint32_t)i, err))
			return false;
	return true;
}

struct concordance *concordance_run(struct index *index,
	const struct concordance_request *request, struct error *err)
{
	double start = search_state_now_ms();
	if (!check_request(request, err))
		return NULL;
	struct concordance *made = calloc(1, sizeof *made);
	if (!made) {
		error_set_memory(err);
		return NULL;
	}
	made->request = *request;
	made->request.search.passages = 0;
	made->total_exact = true;
	made->list = search_list_open(index, &made->request.search, err);
	struct gathering state = {
		.made = made, .index = index, .list = made->list};
	bool ok = made->list && gather(&state, err);
	buf_free(&state.key);
	buf_free(&state.around.wide);
	if (!ok) {
		concordance_free(made);
		return NULL;
	}
	choose_page(made);
	made->time_ms = search_state_now_ms() - start;
	return made;
}

void concordance_free(struct concordance *concordance)
{
	if (!concordance)
		return;
	search_list_close(concordance->list);
	arena_free(&concordance->arena);
	free(concordance);
}
