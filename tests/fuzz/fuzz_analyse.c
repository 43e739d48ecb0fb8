/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes are an essay: repair them, lay them out, analyse every paragraph,
 * and check what the rest of the engine relies on. */
#include "analyse.h"
#include "layout.h"
#include "layout_sentence.h"
#include "morphology.h"
#include "unicode.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Made once, for the tests of a process run one after another.  There is no
 * dictionary: Snowball then does all the work. */
struct bench {
	struct morphology *morphology;
	struct analyser *analyser;
	struct tokens tokens, again;
	struct layout layout;
};

static struct bench *bench_get(void)
{
	static struct bench bench;
	struct error err = {0};
	if (bench.analyser)
		return &bench;
	bench.morphology = morphology_build(NULL, NULL, 0, &err);
	if (bench.morphology)
		bench.analyser = analyser_new(bench.morphology, &err);
	if (!bench.analyser) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	return &bench;
}

static void check_term(struct slice term)
{
	assert(term.length >= 1 && term.length <= WORD_MAX_FORM_BYTES);
	assert(!memchr(term.bytes, '\0', term.length));
	assert(unicode_valid(term));
}

static void check_tokens(const struct analyser *analyser, struct slice text,
	struct tokens tokens)
{
	const struct token *before = NULL;
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.token[i];
		assert(token->start < token->end && token->end <= text.length);
		assert(unicode_valid(slice_of(
			text.bytes + token->start, token->end - token->start)));
		if (token->over) {
			assert(before && token->start == before->start);
		} else {
			assert(!before || before->end <= token->start);
			before = token;
		}
		const struct word *word = token->word;
		check_term(word->form);
		check_term(word->root);
		assert(word->via);
		assert(word->code == word_code(word->form, word->root));
		assert(analyser_word(analyser, word->id) == word);
		assert(slice_equal(
			analyser_root(analyser, word->root_id), word->root));
	}
}

static void check_sentences(struct slice text)
{
	for (size_t at = 0; at < text.length;) {
		size_t end = layout_sentence_end(text, at);
		assert(end > at && end <= text.length);
		assert(unicode_valid(slice_of(text.bytes + at, end - at)));
		at = end;
	}
}

static void analyse_or_die(
	struct bench *bench, struct slice text, struct tokens *tokens)
{
	struct error err = {0};
	if (analyse(bench->analyser, text, tokens, &err))
		return;
	fprintf(stderr, "%s\n", err.text);
	abort();
}

/* Whether both rounds gave the same. */
static void check_again(const struct bench *bench)
{
	assert(bench->again.count == bench->tokens.count);
	for (size_t i = 0; i < bench->tokens.count; i++) {
		const struct token *a = &bench->tokens.token[i];
		const struct token *b = &bench->again.token[i];
		assert(a->start == b->start && a->end == b->end &&
			a->over == b->over && a->word == b->word);
	}
}

/* The places alone, with their words filled in late, last one first. */
static void places_or_die(
	struct bench *bench, struct slice text, struct tokens *tokens)
{
	struct error err = {0};
	bool ok = analyse_spans(bench->analyser, text, tokens, &err);
	for (size_t i = tokens->count; ok && i-- > 0;)
		ok = analyse_word(
			bench->analyser, text, &tokens->token[i], &err);
	if (ok)
		return;
	fprintf(stderr, "%s\n", err.text);
	abort();
}

static void check_text(struct bench *bench, struct slice text)
{
	analyse_or_die(bench, text, &bench->tokens);
	check_tokens(bench->analyser, text, bench->tokens);
	uint32_t words = analyser_words(bench->analyser);
	analyse_or_die(bench, text, &bench->again);
	check_again(bench);
	places_or_die(bench, text, &bench->again);
	check_again(bench);
	assert(analyser_words(bench->analyser) == words);
	check_sentences(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bench *bench = bench_get();
	struct buf text = {0};
	struct error err = {0};
	size_t replaced = 0;
	unicode_repair(slice_of((const char *)data, size), &text, &replaced);
	assert(!text.failed && unicode_valid(buf_slice(&text)));
	if (!layout_read(buf_slice(&text), &bench->layout, &err))
		abort();
	uint32_t end = 0, number = 0;
	for (size_t i = 0; i < bench->layout.count; i++) {
		struct layout_paragraph p = bench->layout.paragraph[i];
		assert(end <= p.start && p.start < p.end &&
			p.end <= text.length);
		assert(p.end - p.start <= LAYOUT_PIECE_BYTES);
		assert(p.number == number || p.number == number + 1);
		end = p.end;
		number = p.number;
		check_text(
			bench, slice_of(text.bytes + p.start, p.end - p.start));
	}
	analyser_trim(bench->analyser);
	buf_free(&text);
	return 0;
}
