/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "highlight.h"

#include "layout_sentence.h"
#include "quote.h"
#include "unicode.h"

#include <stdlib.h>

static const char *kind_of(
	const struct plan_pattern *pattern, const struct match *match)
{
	if (pattern->in_near)
		return "near";
	if (pattern->kind == QUERY_PHRASE)
		return "phrase";
	if (pattern->kind == QUERY_PREFIX)
		return "prefix";
	if (match->synonym)
		return "synonym";
	return match->exact ? "exact" : "root";
}

/* The normalised forms of a match, with spaces between them. */
static bool exact_of(const struct token *tokens, const struct match *match,
	struct arena *arena, struct slice *exact)
{
	size_t room = 0, length = 0;
	uint32_t end = 0;
	for (uint32_t i = match->first_token; i <= match->last_token; i++)
		room += tokens[i].word->form.length + 1;
	char *forms = arena_alloc(arena, room);
	for (uint32_t i = match->first_token; forms && i <= match->last_token;
		i++) {
		const struct token *token = &tokens[i];
		/* Readings over a position that was taken are left out. */
		if (length && token->start < end)
			continue;
		if (length)
			forms[length++] = ' ';
		memcpy(forms + length, token->word->form.bytes,
			token->word->form.length);
		length += token->word->form.length;
		end = token->end;
	}
	*exact = slice_of(forms, length);
	return forms != NULL;
}

static int compare_place(const void *a, const void *b)
{
	const struct highlight *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

/* Sorts by offset and keeps the first and longest of overlapping highlights. */
static size_t reduce(struct highlight *highlight, size_t count)
{
	qsort(highlight, count, sizeof *highlight, compare_place);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || highlight[i].start >= highlight[kept - 1].end)
			highlight[kept++] = highlight[i];
	return kept;
}

/* Turns the matches in the tokens of a text, which outlives them, into
 * highlights. */
static bool make_highlights(const struct plan *plan, struct matcher *matcher,
	const struct match_stream *stream, struct slice text, uint32_t base,
	uint32_t paragraph, struct arena *arena, struct highlight **highlight,
	size_t *count, struct error *err)
{
	const struct token *token = stream->token;
	const struct match *match;
	*count = 0;
	if (!matcher_scan_shown(
		    matcher, stream, paragraph == 0, &match, count, err))
		return false;
	*highlight = arena_array(arena, *count, sizeof **highlight);
	if (!*highlight)
		return error_set_memory(err);
	for (size_t i = 0; i < *count; i++) {
		uint32_t start = token[match[i].first_token].start;
		uint32_t end = token[match[i].last_token].end;
		struct highlight *made = &(*highlight)[i];
		*made = (struct highlight){.start = base + start,
			.end = base + end,
			.form = slice_of(text.bytes + start, end - start),
			.match = kind_of(
				&plan->pattern[match[i].pattern], &match[i]),
			.paragraph = paragraph};
		if (!exact_of(token, &match[i], arena, &made->exact))
			return error_set_memory(err);
	}
	*count = reduce(*highlight, *count);
	return true;
}

bool highlight_find(struct index *index, const struct plan *plan,
	struct matcher *matcher, struct slice text, uint32_t base,
	uint32_t paragraph, struct arena *arena, struct highlight **highlight,
	size_t *count, struct error *err)
{
	struct tokens tokens = {0};
	struct match_stream stream;
	char *copy = arena_copy(arena, text);
	*count = 0;
	if (!copy)
		return error_set_memory(err);
	text = slice_of(copy, text.length);
	bool ok = analyse(index->analyser, text, &tokens, err) &&
		  matcher_stream_tokens(matcher, &tokens, &stream, err) &&
		  make_highlights(plan, matcher, &stream, text, base, paragraph,
			  arena, highlight, count, err);
	tokens_free(&tokens);
	return ok;
}

/* Copies the paragraph with its context from the text of its block. */
static bool copy_text(struct highlight_paragraph *open, struct slice text,
	uint32_t text_start, struct arena *arena)
{
	size_t start = open->layout.start - text_start;
	size_t end = open->layout.end - text_start;
	size_t from = start < QUOTE_AROUND_BYTES ? 0
						 : start - QUOTE_AROUND_BYTES;
	size_t to = text.length - end < QUOTE_AROUND_BYTES
			    ? text.length
			    : end + QUOTE_AROUND_BYTES;
	char *copy = arena_copy(arena, slice_of(text.bytes + from, to - from));
	if (!copy)
		return false;
	open->around = slice_of(copy, to - from);
	open->around_start = text_start + (uint32_t)from;
	open->text = slice_of(copy + (start - from), end - start);
	return true;
}

bool highlight_open(struct highlight_paragraph *open, struct index *index,
	const struct record *record, uint32_t n, uint32_t paragraph,
	const struct plan *plan, struct matcher *matcher, struct arena *arena,
	struct error *err)
{
	struct record_block block;
	struct slice text;
	if (!record_block(index->records, record, n, &block, err) ||
		!record_text(index->records, &block, &text, err))
		return false;
	const struct record_paragraph *found = &block.paragraph[paragraph];
	open->layout = found->place;
	open->continued = paragraph ? found[-1].place.number ==
					      found->place.number
				    : n && record->block_start[n].number ==
						      found->place.number;
	open->continues = paragraph + 1 < block.paragraph_count &&
			  found[1].place.number == found->place.number;
	open->sentence = block.sentence + found->first_sentence;
	open->sentence_count = found->sentence_count;
	if (!copy_text(open, text, block.text_start, arena))
		return error_set_memory(err);
	return matcher_stream_record(matcher, index, record, &block, paragraph,
		       open->text, &open->stream, err) &&
	       make_highlights(plan, matcher, &open->stream, open->text,
		       open->layout.start, open->layout.number, arena,
		       &open->highlight, &open->highlight_count, err);
}

bool highlight_starts_sentence(
	const struct highlight_paragraph *open, uint32_t position)
{
	uint32_t at = 0;
	for (size_t s = 0; s < open->sentence_count && at < position; s++)
		at += open->sentence[s];
	return at == position;
}

/* The first token of a position. */
static const struct token *token_at(
	const struct highlight_paragraph *open, uint32_t position)
{
	return &open->stream.token[open->stream.first[position]];
}

/* The byte at which the text may be cut before this position: after the end of
 * a sentence, else after the first white space; 0 if the two positions are one
 * word. */
static uint32_t gap_at(
	const struct highlight_paragraph *open, uint32_t position)
{
	const struct token *before = token_at(open, position - 1);
	uint32_t to = token_at(open, position)->start;
	if (highlight_starts_sentence(open, position)) {
		size_t end = layout_sentence_end(open->text, before->start);
		if (end >= before->end && end <= to)
			return (uint32_t)end;
	}
	size_t at = before->end;
	while (at < to && unicode_space_at(open->text, at) == 0)
		at++;
	if (at >= to)
		return 0;
	size_t space;
	while (at < to && (space = unicode_space_at(open->text, at)) > 0)
		at += space;
	return (uint32_t)at;
}

/* Where the text is cut before a position.  Positions that are joined to each
 * other (covid-19) give one place, so that passages side by side never share a
 * byte. */
static uint32_t cut_before(
	const struct highlight_paragraph *open, uint32_t position)
{
	/* What is joined for longer is no word that anybody would miss. */
	enum { LONGEST_WORD = 32 };
	if (position == 0)
		return 0;
	for (uint32_t p = position;
		p < open->stream.positions && p < position + LONGEST_WORD;
		p++) {
		uint32_t cut = gap_at(open, p);
		if (cut)
			return cut;
	}
	if (open->stream.positions <= position + LONGEST_WORD)
		return (uint32_t)open->text.length;
	return token_at(open, position)->start;
}

void highlight_range(const struct highlight_paragraph *open, uint32_t first,
	uint32_t last, uint32_t *from, uint32_t *to)
{
	size_t space;
	*from = *to = 0;
	if (last > open->stream.positions)
		last = open->stream.positions;
	if (first >= last)
		return;
	*from = cut_before(open, first);
	*to = last == open->stream.positions ? (uint32_t)open->text.length
					     : cut_before(open, last);
	while (*to > *from && (space = unicode_space_before(open->text, *to)))
		*to -= (uint32_t)space;
}
