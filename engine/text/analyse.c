/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse.h"

#include "cluster.h"
#include "vocabulary.h"

#include <stdlib.h>

struct analyser {
	struct vocabulary vocabulary;
	struct token_spans spans; /* of the current text */
	struct cluster_word *found; /* the word of each span */
	size_t found_capacity;
	struct buf lower; /* its lower-case forms */
};

struct analyser *analyser_new(
	const struct morphology *morphology, struct error *err)
{
	struct analyser *analyser = calloc(1, sizeof *analyser);
	if (!analyser) {
		error_set_memory(err);
		return NULL;
	}
	if (!vocabulary_open(&analyser->vocabulary, morphology, err)) {
		analyser_free(analyser);
		return NULL;
	}
	return analyser;
}

void analyser_free(struct analyser *analyser)
{
	if (!analyser)
		return;
	vocabulary_close(&analyser->vocabulary);
	token_spans_free(&analyser->spans);
	free(analyser->found);
	buf_free(&analyser->lower);
	free(analyser);
}

uint32_t analyser_words(const struct analyser *analyser)
{
	return analyser->vocabulary.words.word_count;
}

const struct word *analyser_word(const struct analyser *analyser, uint32_t id)
{
	return analyser->vocabulary.words.word[id];
}

uint32_t analyser_roots(const struct analyser *analyser)
{
	return analyser->vocabulary.words.root_count;
}

struct slice analyser_root(const struct analyser *analyser, uint32_t root_id)
{
	return analyser->vocabulary.words.root[root_id];
}

bool analyser_trim(struct analyser *analyser)
{
	if (analyser->vocabulary.words.word_count <= ANALYSE_CACHE_WORDS)
		return false;
	wordlist_free(&analyser->vocabulary.words);
	return true;
}

/* The normalised form of ASCII bytes: the bytes themselves if nothing changes,
 * else a copy appended to `lower`, which has room for it. */
static struct slice lower_plain(
	struct slice raw, unsigned shape, struct buf *lower)
{
	if (raw.length > WORD_MAX_FORM_BYTES)
		raw.length = WORD_MAX_FORM_BYTES;
	if (!(shape & (TOKEN_HAS_UPPER | TOKEN_HAS_JOINER)))
		return raw;
	char *form = lower->bytes + lower->length;
	for (size_t i = 0; i < raw.length; i++) {
		char c = raw.bytes[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		form[i] = c == '`' ? '\'' : c;
	}
	lower->length += raw.length;
	return slice_of(form, raw.length);
}

static bool make_room(struct analyser *analyser, struct slice text)
{
	size_t count = analyser->spans.count;
	buf_clear(&analyser->lower);
	if (!buf_reserve(&analyser->lower, text.length))
		return false;
	if (count <= analyser->found_capacity)
		return true;
	struct cluster_word *grown = realloc(
		analyser->found, count * sizeof *grown);
	if (!grown)
		return false;
	analyser->found = grown;
	analyser->found_capacity = count;
	return true;
}

/* Fills analyser->found for the spans from..end.  The first pass hashes and
 * prefetches, the second reads what has arrived in the cache by then. */
static bool find_words(struct analyser *analyser, struct slice text,
	size_t from, size_t end, struct error *err)
{
	enum { AHEAD = 6 };
	struct cluster_word *found = analyser->found;
	for (size_t i = from; i < end; i++) {
		const struct token_span *span = &analyser->spans.span[i];
		struct slice raw = slice_of(
			text.bytes + span->start, span->end - span->start);
		found[i].word = NULL;
		if (span->shape & TOKEN_NOT_ASCII) {
			found[i].word = vocabulary_fold(
				&analyser->vocabulary, raw, span->shape, err);
			if (!found[i].word)
				return false;
			continue;
		}
		found[i].key = wordlist_key(
			lower_plain(raw, span->shape, &analyser->lower));
		wordlist_prefetch_slot(
			&analyser->vocabulary.words, &found[i].key);
	}
	for (size_t i = from; i < end; i++) {
		if (i + AHEAD < end && !found[i + AHEAD].word)
			wordlist_prefetch_word(&analyser->vocabulary.words,
				&found[i + AHEAD].key);
		if (!found[i].word)
			found[i].word = vocabulary_word(&analyser->vocabulary,
				&found[i].key, analyser->spans.span[i].shape,
				err);
		if (!found[i].word)
			return false;
	}
	return true;
}

/* What cluster.c reads of the current text. */
static struct cluster_text cluster_text_of(
	struct analyser *analyser, struct slice text)
{
	return (struct cluster_text){.bytes = text,
		.spans = &analyser->spans,
		.found = analyser->found,
		.vocabulary = &analyser->vocabulary};
}

/* Splits the text and makes room for the words of its spans. */
static bool split(
	struct analyser *analyser, struct slice text, struct error *err)
{
	return token_split(text, &analyser->spans, err) &&
	       (make_room(analyser, text) || error_set_memory(err));
}

/* The number of spans from i on that are joined to each other. */
static size_t joined_spans(const struct token_spans *spans, size_t i)
{
	size_t length = 1;
	while (i + length < spans->count &&
		spans->span[i + length].joint != TOKEN_APART)
		length++;
	return length;
}

bool analyse(struct analyser *analyser, struct slice text,
	struct tokens *tokens, struct error *err)
{
	const struct token_spans *spans = &analyser->spans;
	tokens->count = 0;
	if (!split(analyser, text, err) ||
		!find_words(analyser, text, 0, spans->count, err))
		return false;
	struct cluster_text cluster = cluster_text_of(analyser, text);
	for (size_t i = 0, length; i < spans->count; i += length) {
		length = joined_spans(spans, i);
		if (!cluster_read(&cluster, i, length, tokens, err))
			return false;
	}
	return true;
}

/* Whether the span is exactly one token, whatever its word is.  The first test
 * decides for nearly all: a word with a small letter and no digit. */
static inline bool is_plain(const struct cluster_text *text, size_t i)
{
	const struct token_span *span = &text->spans->span[i];
	if (i + 1 < text->spans->count && span[1].joint != TOKEN_APART)
		return false;
	return (span->shape & (TOKEN_HAS_LOWER | TOKEN_HAS_DIGIT)) ==
		       TOKEN_HAS_LOWER ||
	       cluster_is_plain(text, span);
}

bool analyse_spans(struct analyser *analyser, struct slice text,
	struct tokens *tokens, struct error *err)
{
	const struct token_spans *spans = &analyser->spans;
	tokens->count = 0;
	if (!split(analyser, text, err))
		return false;
	struct cluster_text cluster = cluster_text_of(analyser, text);
	for (size_t i = 0; i < spans->count;) {
		const struct token_span *span = &spans->span[i];
		if (is_plain(&cluster, i)) {
			struct token token = {span->start, span->end, NULL, 0};
			if (!tokens_put(tokens, token))
				return error_set_memory(err);
			i++;
			continue;
		}
		size_t length = joined_spans(spans, i);
		if (!find_words(analyser, text, i, i + length, err) ||
			!cluster_read(&cluster, i, length, tokens, err))
			return false;
		i += length;
	}
	return true;
}

bool analyse_word(struct analyser *analyser, struct slice text,
	struct token *token, struct error *err)
{
	if (token->word)
		return true;
	struct slice raw = slice_of(
		text.bytes + token->start, token->end - token->start);
	if (!split(analyser, raw, err) || !find_words(analyser, raw, 0, 1, err))
		return false;
	token->word = analyser->found[0].word;
	return true;
}
