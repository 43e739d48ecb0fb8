#include "highlight.h"

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
	return match->exact ? "exact" : "root";
}

/* The normalised forms of a match, with spaces between them. */
static bool exact_of(const struct tokens *tokens, const struct match *match,
	struct arena *arena, struct slice *exact)
{
	struct buf forms = {0};
	uint32_t end = 0;
	for (uint32_t i = match->first_token; i <= match->last_token; i++) {
		const struct token *token = &tokens->token[i];
		/* Readings over a position that was taken are left out. */
		if (forms.length && token->start < end)
			continue;
		if (forms.length)
			buf_put_byte(&forms, ' ');
		buf_put_slice(&forms, token->word->form);
		end = token->end;
	}
	char *copy = forms.failed ? NULL : arena_copy(arena, buf_slice(&forms));
	*exact = slice_of(copy, forms.length);
	buf_free(&forms);
	return copy != NULL;
}

static int compare_place(const void *a, const void *b)
{
	const struct highlight *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

/* Sorts by place and keeps of overlapping ones the first and longest. */
static size_t reduce(struct highlight *highlight, size_t count)
{
	qsort(highlight, count, sizeof *highlight, compare_place);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || highlight[i].start >= highlight[kept - 1].end)
			highlight[kept++] = highlight[i];
	return kept;
}

/* Turns the matches in the tokens of a text into highlights. */
static bool make_highlights(const struct plan *plan, struct matcher *matcher,
	const struct match_stream *stream, const struct tokens *tokens,
	struct slice text, uint32_t base, uint32_t paragraph,
	struct arena *arena, struct highlight **highlight, size_t *count,
	struct error *err)
{
	const struct match *match;
	*count = 0;
	if (!matcher_scan_shown(matcher, stream, &match, count, err))
		return false;
	*highlight = arena_array(arena, *count, sizeof **highlight);
	char *copy = arena_copy(arena, text);
	if (!*highlight || !copy)
		return error_set_memory(err);
	for (size_t i = 0; i < *count; i++) {
		uint32_t start = tokens->token[match[i].first_token].start;
		uint32_t end = tokens->token[match[i].last_token].end;
		struct highlight *made = &(*highlight)[i];
		*made = (struct highlight){.start = base + start,
			.end = base + end,
			.form = slice_of(copy + start, end - start),
			.match = kind_of(
				&plan->pattern[match[i].pattern], &match[i]),
			.paragraph = paragraph};
		if (!exact_of(tokens, &match[i], arena, &made->exact))
			return error_set_memory(err);
	}
	*count = reduce(*highlight, *count);
	return true;
}

bool highlights_find(struct index *index, const struct plan *plan,
	struct matcher *matcher, struct slice text, uint32_t base,
	uint32_t paragraph, struct arena *arena, struct highlight **highlight,
	size_t *count, struct error *err)
{
	struct tokens tokens = {0};
	struct match_stream stream;
	*count = 0;
	bool ok = analyse(index->analyser, text, &tokens, err) &&
		  matcher_stream_tokens(matcher, &tokens, &stream, err) &&
		  make_highlights(plan, matcher, &stream, &tokens, text, base,
			  paragraph, arena, highlight, count, err);
	tokens_free(&tokens);
	return ok;
}

bool highlight_open(struct highlight_text *open, struct index *index,
	const struct record *record, uint32_t n, uint32_t paragraph,
	const struct plan *plan, struct matcher *matcher, struct arena *arena,
	struct error *err)
{
	struct record_block block;
	struct match_stream stream;
	struct slice text;
	if (!record_block(index->records, record, n, &block, err) ||
		!record_text(index->records, &block, &text, err))
		return false;
	open->place = block.paragraph[paragraph].place;
	open->text = slice_of(
		text.bytes + (open->place.start - block.text_start),
		open->place.end - open->place.start);
	if (!analyse(index->analyser, open->text, &open->tokens, err) ||
		!matcher_stream_tokens(matcher, &open->tokens, &stream, err))
		return false;
	free(open->first);
	open->positions = stream.positions;
	open->first = malloc((stream.positions + 1) * sizeof *open->first);
	if (!open->first)
		return error_set_memory(err);
	memcpy(open->first, stream.first,
		(stream.positions + 1) * sizeof *open->first);
	return make_highlights(plan, matcher, &stream, &open->tokens,
		open->text, open->place.start, open->place.number, arena,
		&open->highlight, &open->highlight_count, err);
}

void highlight_close(struct highlight_text *open)
{
	tokens_free(&open->tokens);
	free(open->first);
	*open = (struct highlight_text){0};
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The bytes of the sentence that the token at the position begins in. */
static void sentence_of(const struct highlight_text *open, uint32_t position,
	uint32_t *from, uint32_t *to)
{
	uint32_t start = open->tokens.token[open->first[position]].start;
	*from = *to = 0;
	while (*to <= start) {
		*from = *to;
		*to = (uint32_t)layout_sentence_end(open->text, *to);
	}
}

void highlight_range(const struct highlight_text *open, uint32_t first,
	uint32_t last, uint32_t *from, uint32_t *to)
{
	const struct token *token = open->tokens.token;
	const char *bytes = open->text.bytes;
	uint32_t start, end;
	if (last > open->positions)
		last = open->positions;
	if (first >= last) {
		*from = *to = 0;
		return;
	}
	sentence_of(open, first, &start, &end);
	bool whole = first == 0 || token[open->first[first - 1]].start < start;
	*from = whole ? start : token[open->first[first]].start;
	sentence_of(open, last - 1, &start, &end);
	*to = end;
	if (last < open->positions) {
		uint32_t next = token[open->first[last]].start;
		if (next < end) {
			/* Inside a sentence: up to the next space. */
			*to = token[open->first[last - 1]].end;
			while (*to < next && !is_space(bytes[*to]))
				*to += 1;
		}
	}
	while (*to > *from && is_space(bytes[*to - 1]))
		*to -= 1;
}
