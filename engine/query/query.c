/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passes between lexer and tree, over the flat list of tokens: they pair
 * parentheses and turn operators without operands into words, so that the
 * grammar of query_tree.c cannot fail.
 */
#include "query_impl.h"

#include <stdio.h>
#include <stdlib.h>

void query_reader_note(struct query_reader *reader, enum query_note_kind kind,
	uint32_t position)
{
	struct query *query = reader->query;
	query->note[query->note_count].kind = kind;
	query->note[query->note_count].position = position;
	query->note_count++;
}

static bool over_limit(struct query_reader *reader, uint32_t position,
	int limit, const char *unit)
{
	error_set(reader->err, ERROR_LIMIT,
		"the query is over the limit of %d %s", limit, unit);
	if (reader->err)
		reader->err->position = position;
	return false;
}

struct query_node *query_leaf_new(struct query_reader *reader,
	enum query_kind kind, struct slice text, uint32_t start, uint32_t end)
{
	size_t terms = kind == QUERY_PHRASE ? query_count_words(text) : 1;
	if (terms > QUERY_MAX_TERMS - reader->term_count) {
		over_limit(reader, start, QUERY_MAX_TERMS, "words");
		return NULL;
	}
	if (kind == QUERY_PREFIX &&
		reader->prefix_count == QUERY_MAX_PREFIXES) {
		over_limit(reader, start, QUERY_MAX_PREFIXES, "prefixes");
		return NULL;
	}
	struct query_node *leaf = arena_array(
		&reader->query->arena, 1, sizeof *leaf);
	if (!leaf) {
		error_set_memory(reader->err);
		return NULL;
	}
	reader->term_count += terms;
	reader->prefix_count += kind == QUERY_PREFIX;
	leaf->kind = kind;
	leaf->text = text;
	leaf->start = start;
	leaf->end = end;
	return leaf;
}

/* Turns a token into the word that it is written as. */
static bool make_stray(struct query_reader *reader, struct query_token *token,
	enum query_token_kind kind, uint32_t text_end)
{
	struct slice text = reader->query->text;
	query_reader_note(reader, QUERY_NOTE_DANGLING, token->body);
	token->kind = kind;
	token->leaf = query_leaf_new(reader, QUERY_WORD,
		slice_of(text.bytes + token->body, text_end - token->body),
		token->body, token->end);
	return token->leaf != NULL;
}

/* Closes the group of token `open`, whose content are the tokens after it up to
 * *count.  An empty group is dropped; one around a single leaf becomes that
 * leaf. */
static bool close_group(struct query_reader *reader, size_t open,
	const struct query_token *close, size_t *count)
{
	struct query_token *group = &reader->token[open];
	struct query_token *inner = group + 1;
	if (*count == open + 1) {
		if (group->field == QUERY_TEXT) {
			*count = open;
			return true;
		}
		group->end = close->end;
		return make_stray(
			reader, group, QUERY_TOKEN_LEAF, group->field_end);
	}
	if (*count == open + 2 && inner->kind == QUERY_TOKEN_LEAF &&
		!inner->sign) {
		struct query_node *leaf = inner->leaf;
		if (leaf->field == QUERY_TEXT && leaf->kind != QUERY_YEARS)
			leaf->field = group->field;
		leaf->start = group->body;
		leaf->end = close->end;
		group->kind = QUERY_TOKEN_LEAF;
		group->leaf = leaf;
		group->end = close->end;
		*count = open + 1;
		return true;
	}
	reader->token[(*count)++] = *close;
	return true;
}

/* A parenthesis never closed ends with the query, one never opened is
 * dropped.  The tokens move down as groups vanish: `count` of them are done. */
static bool pair_groups(struct query_reader *reader)
{
	size_t open[QUERY_MAX_DEPTH], depth = 0, count = 0;
	for (size_t i = 0; i < reader->token_count; i++) {
		struct query_token token = reader->token[i];
		if (token.kind != QUERY_TOKEN_CLOSE) {
			if (token.kind == QUERY_TOKEN_OPEN) {
				if (depth == QUERY_MAX_DEPTH)
					return over_limit(reader, token.paren,
						QUERY_MAX_DEPTH,
						"nested parentheses");
				open[depth++] = count;
			}
			reader->token[count++] = token;
		} else if (depth == 0) {
			query_reader_note(
				reader, QUERY_NOTE_OPEN_PAREN, token.start);
		} else if (!close_group(
				   reader, open[--depth], &token, &count)) {
			return false;
		}
	}
	uint32_t end = (uint32_t)reader->query->text.length;
	struct query_token close = {
		.kind = QUERY_TOKEN_CLOSE, .start = end, .end = end};
	while (depth > 0) {
		query_reader_note(reader, QUERY_NOTE_OPEN_PAREN,
			reader->token[open[depth - 1]].paren);
		if (!close_group(reader, open[--depth], &close, &count))
			return false;
	}
	reader->token_count = count;
	return true;
}

static bool can_be_near(const struct query_token *token)
{
	return token->kind == QUERY_TOKEN_LEAF &&
	       token->leaf->kind != QUERY_YEARS;
}

/* Whether the operator at token i has its operands.  The tokens after it have
 * been checked, those before it have not: an operator that became a word is
 * never an operand. */
static bool has_operands(const struct query_reader *reader, size_t i)
{
	const struct query_token *token = &reader->token[i];
	if (i + 1 == reader->token_count)
		return false;
	if (token->kind == QUERY_TOKEN_NEAR)
		return i > 0 && can_be_near(token - 1) &&
		       can_be_near(token + 1) && !token[1].sign;
	if (token[1].kind != QUERY_TOKEN_LEAF &&
		token[1].kind != QUERY_TOKEN_OPEN &&
		token[1].kind != QUERY_TOKEN_NOT)
		return false;
	return token->kind == QUERY_TOKEN_NOT ||
	       (i > 0 && (token[-1].kind == QUERY_TOKEN_LEAF ||
				 token[-1].kind == QUERY_TOKEN_CLOSE));
}

static bool check_operators(struct query_reader *reader)
{
	for (size_t i = reader->token_count; i-- > 0;) {
		struct query_token *token = &reader->token[i];
		if (token->kind < QUERY_TOKEN_AND)
			continue;
		if (!has_operands(reader, i)) {
			if (!make_stray(reader, token, QUERY_TOKEN_STRAY,
				    token->end))
				return false;
		} else if (token->kind == QUERY_TOKEN_NEAR &&
			   (token->distance < 1 ||
				   token->distance > QUERY_MAX_DISTANCE)) {
			query_reader_note(
				reader, QUERY_NOTE_BAD_DISTANCE, token->start);
			token->distance =
				token->distance < 1 ? 1 : QUERY_MAX_DISTANCE;
		}
	}
	return true;
}

/* No two notes have the same position. */
static int compare_notes(const void *a, const void *b)
{
	const struct query_note *left = a, *right = b;
	return left->position < right->position ? -1 : 1;
}

/* The first note as an error. */
static bool refuse_note(const struct query *query, struct error *err)
{
	uint32_t at = query->note[0].position;
	const char *word = query->text.bytes + at;
	int length = 0;
	while (at + (uint32_t)length < query->text.length &&
		((word[length] >= 'A' && word[length] <= 'Z') ||
			(word[length] >= 'a' && word[length] <= 'z')))
		length++;
	switch (query->note[0].kind) {
	case QUERY_NOTE_OPEN_QUOTE:
		error_set(err, ERROR_SYNTAX,
			"the quote at byte %u is never closed", at);
		break;
	case QUERY_NOTE_OPEN_PAREN:
		error_set(err, ERROR_SYNTAX,
			"the parenthesis at byte %u is never %s", at,
			*word == ')' ? "opened" : "closed");
		break;
	case QUERY_NOTE_DANGLING:
		error_set(err, ERROR_SYNTAX,
			"%.*s at byte %u needs a word or a phrase beside it",
			length, word, at);
		break;
	case QUERY_NOTE_SHORT_PREFIX:
		error_set(err, ERROR_SYNTAX,
			"the prefix at byte %u needs at least %d letters "
			"before its *",
			at, QUERY_MIN_PREFIX_LETTERS);
		break;
	case QUERY_NOTE_BAD_RANGE:
		error_set(err, ERROR_SYNTAX,
			"%.*s: at byte %u needs a year or years from early "
			"to late, such as 2020, 2019..2022, 2019.. or ..2022",
			length, word, at);
		break;
	case QUERY_NOTE_NO_PHRASE: /* a search's, never the parser's */
		error_set(err, ERROR_SYNTAX,
			"the phrase at byte %u stands in no essay", at);
		break;
	case QUERY_NOTE_BAD_DISTANCE:
		error_set(err, ERROR_SYNTAX,
			"NEAR at byte %u needs a distance from 1 to %d words, "
			"such as NEAR/5",
			at, QUERY_MAX_DISTANCE);
		break;
	}
	if (err)
		err->position = at;
	return false;
}

static bool read_query(struct query_reader *reader, bool strict)
{
	struct query *query = reader->query;
	if (!query_lex(reader) || !pair_groups(reader) ||
		!check_operators(reader))
		return false;
	if (reader->token_count > 0) {
		query->root = query_tree(reader);
		if (!query->root)
			return false;
	}
	qsort(query->note, query->note_count, sizeof *query->note,
		compare_notes);
	if (strict && query->note_count > 0)
		return refuse_note(query, reader->err);
	return true;
}

struct query *query_parse(struct slice text, bool strict, struct error *err)
{
	struct query_reader reader = {.err = err};
	bool good = false;
	if (text.length > QUERY_MAX_BYTES) {
		over_limit(&reader, QUERY_MAX_BYTES, QUERY_MAX_BYTES, "bytes");
		return NULL;
	}
	struct query *query = calloc(1, sizeof *query);
	if (!query) {
		error_set_memory(err);
		return NULL;
	}
	reader.query = query;
	reader.token = calloc(
		text.length + QUERY_MAX_DEPTH + 1, sizeof *reader.token);
	const char *copy = arena_copy(&query->arena, text);
	query->note = arena_array(
		&query->arena, text.length + 1, sizeof *query->note);
	if (!reader.token || !copy || !query->note) {
		error_set_memory(err);
		goto out;
	}
	query->text = slice_of(copy, text.length);
	good = read_query(&reader, strict);
out:
	free(reader.token);
	if (!good) {
		query_free(query);
		query = NULL;
	}
	return query;
}

void query_free(struct query *query)
{
	if (!query)
		return;
	arena_free(&query->arena);
	free(query);
}

const char *query_note_name(enum query_note_kind kind)
{
	switch (kind) {
	case QUERY_NOTE_OPEN_QUOTE:
		return "openQuote";
	case QUERY_NOTE_OPEN_PAREN:
		return "openParen";
	case QUERY_NOTE_DANGLING:
		return "dangling";
	case QUERY_NOTE_SHORT_PREFIX:
		return "shortPrefix";
	case QUERY_NOTE_BAD_RANGE:
		return "badRange";
	case QUERY_NOTE_NO_PHRASE:
		return "noPhrase";
	case QUERY_NOTE_BAD_DISTANCE:
		return "badDistance";
	}
	return "unknown";
}

bool query_add_note(struct query *query, enum query_note_kind kind,
	uint32_t position, struct error *err)
{
	struct query_note *grown = arena_array(
		&query->arena, query->note_count + 1, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	size_t at = 0;
	for (; at < query->note_count && query->note[at].position <= position;
		at++)
		grown[at] = query->note[at];
	grown[at] = (struct query_note){kind, position};
	for (; at < query->note_count; at++)
		grown[at + 1] = query->note[at];
	query->note = grown;
	query->note_count++;
	return true;
}
