/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_document.h"

#include "search_plan.h"
#include "unicode.h"

#include <stdlib.h>

/* Joins the pieces of long paragraphs: a reader knows nothing of them. */
static void join_pieces(struct layout *layout)
{
	size_t kept = 0;
	for (size_t i = 0; i < layout->count; i++) {
		struct layout_paragraph *piece = &layout->paragraph[i];
		struct layout_paragraph *before =
			kept ? &layout->paragraph[kept - 1] : NULL;
		if (before && before->number == piece->number) {
			before->end = piece->end;
			before->last_line = piece->last_line;
		} else {
			layout->paragraph[kept++] = *piece;
		}
	}
	layout->count = kept;
}

/* Appends the highlights of a piece of the text. */
static bool add_highlights(struct search_document *document,
	struct index *index, const struct plan *plan, struct matcher *matcher,
	const struct layout_paragraph *piece, size_t *capacity,
	struct error *err)
{
	struct highlight *found;
	size_t count;
	struct slice text = slice_of(document->essay.text.bytes + piece->start,
		piece->end - piece->start);
	if (!highlight_find(index, plan, matcher, text, piece->start,
		    piece->number, &document->arena, &found, &count, err))
		return false;
	if (document->highlight_count + count > *capacity) {
		size_t wanted = (*capacity + count) * 2;
		struct highlight *grown = arena_array(
			&document->arena, wanted, sizeof *grown);
		if (!grown)
			return error_set_memory(err);
		if (document->highlight_count)
			memcpy(grown, document->highlight,
				document->highlight_count * sizeof *grown);
		document->highlight = grown;
		*capacity = wanted;
	}
	if (count)
		memcpy(document->highlight + document->highlight_count, found,
			count * sizeof *found);
	document->highlight_count += count;
	return true;
}

/* Marks the matches of a block.  Its codes tell which paragraphs hold one: only
 * those are analysed. */
static bool mark_block(struct search_document *document, struct index *index,
	const struct plan *plan, struct matcher *matcher,
	const struct record_block *block, size_t *capacity, struct error *err)
{
	for (uint32_t i = 0; i < block->paragraph_count; i++) {
		const struct record_paragraph *paragraph = &block->paragraph[i];
		struct match_stream stream;
		const struct match *match;
		size_t count;
		if (!matcher_stream_codes(matcher,
			    block->code + paragraph->first_code,
			    paragraph->code_count, &stream, err) ||
			!matcher_scan_shown(
				matcher, &stream, false, &match, &count, err))
			return false;
		if (count && !add_highlights(document, index, plan, matcher,
				     &paragraph->place, capacity, err))
			return false;
	}
	return true;
}

/* Marks all matches of the query, piece by piece as it was indexed. */
static bool mark_matches(struct search_document *document, struct index *index,
	const struct record *record, struct slice q,
	const struct plan_options *options, struct error *err)
{
	size_t capacity = 0;
	struct plan *plan = NULL;
	struct matcher *matcher = NULL;
	document->query = query_parse(q, false, err);
	bool ok = document->query != NULL;
	if (ok) {
		plan = search_plan(index, document->query, options, false, err);
		ok = plan != NULL;
	}
	if (ok) {
		matcher = matcher_new(plan, err);
		ok = matcher != NULL;
	}
	for (uint32_t n = 0; ok && n < record->block_count; n++) {
		struct record_block block;
		ok = record_block(index->records, record, n, &block, err) &&
		     mark_block(document, index, plan, matcher, &block,
			     &capacity, err);
	}
	matcher_free(matcher);
	plan_free(plan);
	return ok;
}

/* Copies the essay with its text into the document. */
static bool read_essay(struct search_document *document, struct index *index,
	const struct record *record, struct error *err)
{
	struct buf text = {0};
	bool ok = record_whole_text(index->records, record, &text, err);
	if (ok) {
		struct essay *essay = &document->essay;
		char *copy = arena_copy(&document->arena, buf_slice(&text));
		ok = (copy && record_copy_essay(&document->arena,
				      &record->essay, essay)) ||
		     error_set_memory(err);
		essay->text = slice_of(copy, copy ? text.length : 0);
	}
	buf_free(&text);
	return ok;
}

struct search_document *search_document(struct index *index, struct slice id,
	struct slice q, const struct plan_options *options, struct error *err)
{
	uint32_t number;
	if (!index_find(index, id, &number, err))
		return NULL;
	if (number == 0) {
		error_set(err, ERROR_NOT_FOUND,
			"there is no essay with the id \"%.*s\"",
			(int)(id.length < 128 ? id.length : 128), id.bytes);
		return NULL;
	}
	struct search_document *document = calloc(1, sizeof *document);
	if (!document) {
		error_set_memory(err);
		return NULL;
	}
	memcpy(document->generation, index->generation,
		sizeof document->generation);
	struct record record;
	bool ok = record_read(index->records, number, &record, err) &&
		  read_essay(document, index, &record, err) &&
		  layout_read(document->essay.text, &document->layout, err);
	if (ok && q.length)
		ok = mark_matches(document, index, &record, q, options, err);
	record_free(&record);
	if (!ok) {
		search_document_free(document);
		return NULL;
	}
	join_pieces(&document->layout);
	return document;
}

static uint32_t count_feeds(struct slice text, uint32_t from, uint32_t to)
{
	uint32_t feeds = 0;
	for (uint32_t i = from; i < to; i++)
		feeds += text.bytes[i] == '\n';
	return feeds;
}

static void fill_quoted(
	struct search_document *document, struct quote_match found)
{
	struct slice text = document->essay.text;
	struct search_quoted *quoted = &document->quoted;
	*quoted = (struct search_quoted){.asked = true,
		.status = found.status,
		.start = found.start,
		.end = found.end};
	if (found.status == QUOTE_GONE)
		return;
	const struct layout *layout = &document->layout;
	size_t low = 0, high = layout->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (layout->paragraph[middle].end <= found.start)
			low = middle + 1;
		else
			high = middle;
	}
	quoted->first_line = 1;
	uint32_t from = 0;
	if (low < layout->count) {
		const struct layout_paragraph *p = &layout->paragraph[low];
		quoted->paragraph = p->number;
		quoted->first_line = p->first_line;
		from = p->start;
	}
	quoted->first_line += count_feeds(text, from, found.start);
	quoted->last_line = quoted->first_line +
			    count_feeds(text, found.start, found.end);
}

void search_document_locate(
	struct search_document *document, const struct quote *quote)
{
	fill_quoted(document, quote_locate(document->essay.text, quote));
}

bool search_document_locate_bytes(
	struct search_document *document, uint32_t start, uint32_t end)
{
	struct slice text = document->essay.text;
	size_t from = start, to = end, space;
	if (from > to || to > text.length || unicode_cut(text, from) != from ||
		unicode_cut(text, to) != to)
		return false;
	while (from < to && (space = unicode_space_at(text, from)))
		from += space;
	while (from < to && (space = unicode_space_before(text, to)))
		to -= space;
	if (from >= to)
		return false;
	fill_quoted(document, (struct quote_match){.status = QUOTE_EXACT,
				      .start = (uint32_t)from,
				      .end = (uint32_t)to});
	return true;
}

void search_document_free(struct search_document *document)
{
	if (!document)
		return;
	query_free(document->query);
	layout_free(&document->layout);
	arena_free(&document->arena);
	free(document);
}
