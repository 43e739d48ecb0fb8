/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_reference.h"

#include "layout.h"
#include "unicode.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- reading ---- */

static void add_stream(struct reference_essay *reading, struct index *index,
	struct slice text, uint32_t start, enum query_field field, bool title)
{
	struct error err = {0};
	reading->stream = realloc(reading->stream,
		(reading->count + 1) * sizeof *reading->stream);
	assert_non_null(reading->stream);
	struct reference_stream *stream = &reading->stream[reading->count++];
	*stream = (struct reference_stream){
		.field = field, .start = start, .title = title};
	assert_true(analyse(index->analyser, text, &stream->tokens, &err));
	stream->first = calloc(stream->tokens.count + 1, sizeof *stream->first);
	assert_non_null(stream->first);
	for (size_t i = 0; i < stream->tokens.count; i++)
		if (!stream->tokens.token[i].over)
			stream->first[stream->positions++] = (uint32_t)i;
	stream->first[stream->positions] = (uint32_t)stream->tokens.count;
}

void reference_read(struct reference_essay *reading, struct index *index,
	const struct essay *essay)
{
	struct layout layout = {0};
	struct error err = {0};
	*reading = (struct reference_essay){.date = essay->date};
	assert_true(layout_read(essay->text, &layout, &err));
	for (size_t i = 0; i < layout.count; i++) {
		const struct layout_paragraph *place = &layout.paragraph[i];
		struct slice text = slice_of(essay->text.bytes + place->start,
			place->end - place->start);
		add_stream(
			reading, index, text, place->start, QUERY_TEXT, false);
	}
	layout_free(&layout);
	if (essay->titled)
		add_stream(reading, index, essay->title, 0, QUERY_TEXT, true);
	add_stream(reading, index, essay->title, 0, QUERY_TITLE, true);
	add_stream(reading, index, essay->author, 0, QUERY_AUTHOR, true);
	add_stream(reading, index, essay->path, 0, QUERY_PATH, true);
}

void reference_free(struct reference_essay *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		tokens_free(&reading->stream[i].tokens);
		free(reading->stream[i].first);
	}
	free(reading->stream);
}

/* ---- leaves ---- */

/* How the words of a leaf are to be compared. */
enum compare { BY_ROOT, BY_FORM, BY_BEGINNING };

/* A leaf's words from position `from` on: `length` of them, side by side. */
struct pattern {
	enum query_field field;
	enum compare compare;
	const struct reference_stream *words;
	uint32_t from, length;
	struct slice beginning; /* BY_BEGINNING: instead of words */
};

static bool begins(struct slice form, struct slice beginning)
{
	return form.length >= beginning.length &&
	       memcmp(form.bytes, beginning.bytes, beginning.length) == 0;
}

/* Whether a reading of one position equals one of the other's; *end is moved
 * behind the longest that does. */
static bool place_equal(const struct pattern *pattern, uint32_t place,
	const struct reference_stream *stream, uint32_t position,
	uint32_t *start, uint32_t *end)
{
	bool equal = false;
	for (uint32_t i = stream->first[position];
		i < stream->first[position + 1]; i++) {
		const struct token *token = &stream->tokens.token[i];
		bool same = pattern->compare == BY_BEGINNING &&
			    begins(token->word->form, pattern->beginning);
		for (uint32_t k = pattern->words ? pattern->words->first[place]
						 : 0;
			pattern->words && k < pattern->words->first[place + 1];
			k++) {
			const struct word *word =
				pattern->words->tokens.token[k].word;
			same = same ||
			       (pattern->compare == BY_ROOT
					       ? slice_equal(word->root,
							 token->word->root)
					       : slice_equal(word->form,
							 token->word->form));
		}
		if (!same)
			continue;
		equal = true;
		*start = token->start;
		if (token->end > *end)
			*end = token->end;
	}
	return equal;
}

static void add_match(
	struct reference_matches *out, struct reference_match match)
{
	if (out->count == out->capacity) {
		out->capacity = out->capacity * 2 + 16;
		out->match = realloc(
			out->match, out->capacity * sizeof *out->match);
		assert_non_null(out->match);
	}
	out->match[out->count++] = match;
}

static void find_pattern(const struct reference_essay *essay,
	const struct pattern *pattern, struct reference_matches *out)
{
	for (size_t s = 0; s < essay->count; s++) {
		const struct reference_stream *stream = &essay->stream[s];
		if (stream->field != pattern->field)
			continue;
		for (uint32_t at = 0; at + pattern->length <= stream->positions;
			at++) {
			struct reference_match match = {
				s, at, pattern->length, 0, 0};
			uint32_t length = 0, start = 0;
			while (length < pattern->length &&
				place_equal(pattern, pattern->from + length,
					stream, at + length, &start,
					&match.end)) {
				if (length++ == 0)
					match.start = start;
			}
			if (length < pattern->length)
				continue;
			match.start += stream->start;
			match.end += stream->start;
			add_match(out, match);
		}
	}
}

/* What the node above makes of a leaf: see plan.c. */
enum parent { OPTIONAL, DEMANDED, OPERAND };

/* Finds the leaf as one pattern, or, where apart is set, each of its words by
 * itself; *all says whether each of them was found, *any whether one was. */
static void find_leaf(struct index *index, const struct reference_essay *essay,
	const struct query_node *leaf, enum plan_mode mode, enum parent parent,
	struct reference_matches *out, bool *all, bool *any)
{
	struct reference_essay words = {0};
	struct buf folded = {0};
	struct error err = {0};
	struct pattern pattern = {.field = leaf->field, .compare = BY_ROOT};
	bool apart = leaf->kind == QUERY_WORD && mode != PLAN_MODE_EXACT &&
		     parent != OPERAND;
	if (leaf->kind == QUERY_PREFIX) {
		assert_true(unicode_fold(leaf->text, &folded, &err));
		pattern.beginning = buf_slice(&folded);
		pattern.compare = BY_BEGINNING;
		pattern.length = 1;
	} else {
		add_stream(&words, index, leaf->text, 0, leaf->field, false);
		pattern.words = words.stream;
		pattern.length = words.stream->positions;
		if (pattern.length == 0)
			fail_msg("no word in \"%.*s\"", (int)leaf->text.length,
				leaf->text.bytes);
		if (leaf->kind == QUERY_EXACT || mode == PLAN_MODE_EXACT ||
			(leaf->kind == QUERY_PHRASE && !leaf->family &&
				mode != PLAN_MODE_FAMILY))
			pattern.compare = BY_FORM;
		if (leaf->kind == QUERY_PHRASE && leaf->family)
			pattern.compare = BY_ROOT;
	}
	uint32_t parts = apart ? pattern.length : 1;
	if (apart)
		pattern.length = 1;
	*all = true;
	*any = false;
	for (; pattern.from < parts; pattern.from++) {
		size_t before = out->count;
		find_pattern(essay, &pattern, out);
		bool found = out->count > before;
		*all = *all && found;
		*any = *any || found;
	}
	reference_free(&words);
	buf_free(&folded);
}

/* ---- NEAR ---- */

static uint32_t words_apart(
	const struct reference_match *a, const struct reference_match *b)
{
	if (a->stream != b->stream)
		return UINT32_MAX;
	if (a->position + a->length <= b->position)
		return b->position - (a->position + a->length) + 1;
	if (b->position + b->length <= a->position)
		return a->position - (b->position + b->length) + 1;
	return UINT32_MAX; /* they share a word */
}

static bool find_near(struct index *index, const struct reference_essay *essay,
	const struct query_node *near, enum plan_mode mode,
	struct reference_matches *out)
{
	struct reference_matches operand[QUERY_MAX_TERMS] = {{0}};
	bool all, any, holds = false;
	for (size_t c = 0; c < near->child_count; c++)
		find_leaf(index, essay, near->child[c], mode, OPERAND,
			&operand[c], &all, &any);
	for (size_t i = 0; i < operand[0].count; i++) {
		const struct reference_match *first = &operand[0].match[i];
		size_t before = out->count, found = 1;
		add_match(out, *first);
		for (size_t c = 1; c < near->child_count; c++) {
			bool one = false;
			for (size_t k = 0; k < operand[c].count; k++) {
				if (words_apart(first, &operand[c].match[k]) >
					near->distance)
					continue;
				one = true;
				add_match(out, operand[c].match[k]);
			}
			found += one;
		}
		if (found == near->child_count)
			holds = true;
		else
			out->count = before;
	}
	for (size_t c = 0; c < near->child_count; c++)
		free(operand[c].match);
	return holds;
}

/* ---- the tree ---- */

static bool year_holds(struct slice date, int first, int last)
{
	char year[5] = "";
	if (date.length < 4)
		return false;
	memcpy(year, date.bytes, 4);
	return atoi(year) >= first && atoi(year) <= last;
}

static enum parent parent_of(const struct query_node *node, size_t child)
{
	bool optional = node->kind == QUERY_OR ||
			(node->kind == QUERY_MAYBE && child == 1);
	return optional ? OPTIONAL : DEMANDED;
}

/* Whether the node is true; what is not negated is added to shown. */
static bool evaluate(struct index *index, const struct reference_essay *essay,
	const struct query_node *node, enum plan_mode mode, enum parent parent,
	bool negative, struct reference_matches *shown)
{
	struct reference_matches own = {0};
	bool all = true, any = false, holds, first = false;
	if (node->kind == QUERY_YEARS)
		return year_holds(
			essay->date, node->first_year, node->last_year);
	if (node->kind == QUERY_NEAR) {
		holds = find_near(index, essay, node, mode, &own);
	} else if (node->child_count == 0) {
		find_leaf(index, essay, node, mode, parent, &own, &all, &any);
		holds = parent == OPTIONAL ? any : all;
	} else {
		for (size_t i = 0; i < node->child_count; i++) {
			bool child = evaluate(index, essay, node->child[i],
				mode, parent_of(node, i),
				negative ^ (node->kind == QUERY_NOT), shown);
			all = all && child;
			any = any || child;
			if (i == 0)
				first = child;
		}
		holds = node->kind == QUERY_AND     ? all
			: node->kind == QUERY_OR    ? any
			: node->kind == QUERY_MAYBE ? first
						    : !first;
	}
	for (size_t i = 0; !negative && i < own.count; i++)
		if (essay->stream[own.match[i].stream].field == QUERY_TEXT &&
			!essay->stream[own.match[i].stream].title)
			add_match(shown, own.match[i]);
	free(own.match);
	return holds;
}

bool reference_holds(struct index *index, const struct reference_essay *essay,
	const struct query *query, enum plan_mode mode)
{
	struct reference_matches shown = {0};
	bool holds = evaluate(
		index, essay, query->root, mode, OPTIONAL, false, &shown);
	free(shown.match);
	return holds;
}

void reference_shown(struct index *index, const struct reference_essay *essay,
	const struct query *query, enum plan_mode mode,
	struct reference_matches *out)
{
	*out = (struct reference_matches){0};
	evaluate(index, essay, query->root, mode, OPTIONAL, false, out);
}

/* ---- collections ---- */

static void make_essay(struct collection *collection, size_t i)
{
	struct buf *text = &collection->text[i];
	char *id = collection->id[i];
	id[0] = (char)('a' + i / 26);
	id[1] = (char)('a' + i % 26);
	chance_text(&collection->chance, 4, text);
	buf_put_byte(text, 0);
	assert_false(text->failed);
	struct essay *essay = &collection->essay[i];
	*essay = fixture_essay(id,
		i % 3 ? "Keamanan ruang siber" : "Anak-anak, covid-19", i % 2,
		text->bytes);
	essay->path = slice_text(i % 5 ? "a/serangan.txt" : "b.txt");
	essay->author = slice_text(i % 4 ? "" : "Siti Jahat");
	essay->date = slice_text(i % 3 ? "" : "2020-01-01");
}

void collection_open(struct collection *collection, uint64_t seed)
{
	*collection = (struct collection){.chance = seed};
	for (size_t i = 0; i < COLLECTION_ESSAYS; i++)
		make_essay(collection, i);
	fixture_open(&collection->fixture, NULL, NULL, collection->essay,
		COLLECTION_ESSAYS);
	collection->index = collection->fixture.index;
	for (size_t i = 0; i < COLLECTION_ESSAYS; i++)
		reference_read(&collection->reading[i], collection->index,
			&collection->essay[i]);
}

void collection_close(struct collection *collection)
{
	for (size_t i = 0; i < COLLECTION_ESSAYS; i++) {
		reference_free(&collection->reading[i]);
		buf_free(&collection->text[i]);
	}
	fixture_close(&collection->fixture);
}

struct query *collection_query(struct collection *collection, struct buf *q)
{
	struct error err;
	struct query *query;
	do {
		err.code = ERROR_NONE;
		buf_clear(q);
		chance_query(&collection->chance, q);
		query = query_parse(buf_slice(q), false, &err);
	} while (!query && err.code == ERROR_LIMIT);
	assert_non_null(query);
	return query;
}
