#include "analyse.h"

#include "cluster.h"
#include "hash.h"
#include "stem.h"
#include "token.h"
#include "unicode.h"
#include "wordlist.h"

#include <stdlib.h>

struct analyser {
	struct wordlist words;
	struct stem *stem;
	struct token_spans spans;
	struct buf form, folded; /* scratch */
};

struct analyser *analyser_new(
	const struct morphology *morphology, struct error *err)
{
	struct analyser *analyser = calloc(1, sizeof *analyser);
	if (!analyser) {
		error_set_memory(err);
		return NULL;
	}
	analyser->stem = stem_new(morphology, err);
	if (!analyser->stem) {
		analyser_free(analyser);
		return NULL;
	}
	return analyser;
}

void analyser_free(struct analyser *analyser)
{
	if (!analyser)
		return;
	wordlist_free(&analyser->words);
	stem_free(analyser->stem);
	token_spans_free(&analyser->spans);
	buf_free(&analyser->form);
	buf_free(&analyser->folded);
	free(analyser);
}

uint32_t analyser_words(const struct analyser *analyser)
{
	return analyser->words.word_count;
}

const struct word *analyser_word(const struct analyser *analyser, uint32_t id)
{
	return analyser->words.word[id];
}

uint32_t analyser_roots(const struct analyser *analyser)
{
	return analyser->words.root_count;
}

struct slice analyser_root(const struct analyser *analyser, uint32_t root_id)
{
	return analyser->words.root[root_id];
}

bool analyser_trim(struct analyser *analyser)
{
	if (analyser->words.word_count <= ANALYSE_CACHE_WORDS)
		return false;
	wordlist_free(&analyser->words);
	return true;
}

uint32_t analyse_code(struct slice form, struct slice root)
{
	uint32_t root_bits = (uint32_t)(hash_bytes(root) >> 44);
	uint32_t form_bits = (uint32_t)(hash_bytes(form) >> 52);
	uint32_t code = root_bits << ANALYSE_FORM_BITS | form_bits;
	return code ? code : 1;
}

/* The normalised form of the span's bytes into analyser->form. */
static bool fold_span(struct analyser *analyser, struct slice raw,
	unsigned shape, struct error *err)
{
	struct buf *form = &analyser->form;
	buf_clear(form);
	if (shape & TOKEN_NOT_ASCII) {
		if (!unicode_fold(raw, form, err))
			return false;
	} else if (buf_reserve(form, raw.length)) {
		for (size_t i = 0; i < raw.length; i++) {
			char c = raw.bytes[i];
			if (c >= 'A' && c <= 'Z')
				c = (char)(c - 'A' + 'a');
			form->bytes[i] = c == '`' ? '\'' : c;
		}
		form->length = raw.length;
	}
	if (form->failed)
		return error_set_memory(err);
	form->length = unicode_cut(buf_slice(form), ANALYSE_MAX_FORM_BYTES);
	return true;
}

/* 1.000.000 -> 1000000: stops that part thousands are no part of a number;
 * 1.5 and 12,5 stay. */
static bool strip_thousands(struct slice form, struct buf *out)
{
	size_t group = 0, stops = 0;
	for (size_t i = 0; i < form.length; i++) {
		if (form.bytes[i] == '.') {
			if (stops ? group != 3 : group == 0 || group > 3)
				return false;
			stops++;
			group = 0;
		} else if (form.bytes[i] >= '0' && form.bytes[i] <= '9') {
			group++;
		} else {
			return false;
		}
	}
	if (stops == 0 || group != 3)
		return false;
	for (size_t i = 0; i < form.length; i++)
		if (form.bytes[i] != '.')
			buf_put_byte(out, (unsigned char)form.bytes[i]);
	return true;
}

/* The form that is looked for a root of: without marks, apostrophes and
 * thousands' stops, so that Jum'at and jumat, café and cafe meet. */
static bool plain_form(struct analyser *analyser, struct slice form,
	unsigned shape, struct slice *plain, struct error *err)
{
	struct buf *folded = &analyser->folded;
	*plain = form;
	if (!(shape & (TOKEN_NOT_ASCII | TOKEN_HAS_JOINER)))
		return true;
	buf_clear(folded);
	if (!(shape & TOKEN_HAS_LETTER) && strip_thousands(form, folded)) {
		*plain = buf_slice(folded);
	} else {
		/* The genitive of English names: Indonesia's. */
		if (form.length > 3 &&
			memcmp(form.bytes + form.length - 2, "'s", 2) == 0)
			form.length -= 2;
		if (!unicode_strip(form, folded, err))
			return false;
		if (folded->length)
			*plain = buf_slice(folded);
	}
	return !folded->failed || error_set_memory(err);
}

/* The word of a form: from the list, or analysed and added to it. */
static const struct word *word_of(struct analyser *analyser, struct slice form,
	unsigned shape, struct error *err)
{
	const struct word *known = wordlist_find(
		&analyser->words, form, WORDLIST_STEMMED);
	if (known)
		return known;
	struct slice plain;
	if (!plain_form(analyser, form, shape, &plain, err))
		return NULL;
	struct stem_result found;
	stem_find(analyser->stem, plain, &found);
	return wordlist_add(&analyser->words, form, found.root, found.via,
		WORDLIST_STEMMED, err);
}

const struct word *cluster_word(struct analyser *analyser, struct slice text,
	const struct token_span *span, struct error *err)
{
	struct slice raw = slice_of(
		text.bytes + span->start, span->end - span->start);
	if (!fold_span(analyser, raw, span->shape, err))
		return NULL;
	if (analyser->form.length == 0)
		buf_put_byte(&analyser->form, '?');
	return word_of(analyser, buf_slice(&analyser->form), span->shape, err);
}

const struct word *cluster_compound(struct analyser *analyser,
	struct slice form, struct slice root, const char *via,
	struct error *err)
{
	form.length = unicode_cut(form, ANALYSE_MAX_FORM_BYTES);
	root.length = unicode_cut(root, ANALYSE_MAX_FORM_BYTES);
	const struct word *known = wordlist_find(
		&analyser->words, form, WORDLIST_COMPOUND);
	if (known && slice_equal(known->root, root))
		return known;
	return wordlist_add(
		&analyser->words, form, root, via, WORDLIST_COMPOUND, err);
}

bool cluster_lexical(
	struct analyser *analyser, struct slice form, struct slice *root)
{
	struct stem_result found;
	if (!stem_exception(analyser->stem, form, &found))
		return false;
	*root = found.root;
	return true;
}

bool cluster_put(struct tokens *tokens, struct token token)
{
	if (tokens->count == tokens->capacity) {
		size_t capacity = tokens->capacity ? tokens->capacity * 2 : 256;
		struct token *grown = realloc(
			tokens->token, capacity * sizeof *grown);
		if (!grown)
			return false;
		tokens->token = grown;
		tokens->capacity = capacity;
	}
	tokens->token[tokens->count++] = token;
	return true;
}

bool analyse(struct analyser *analyser, struct slice text,
	struct tokens *tokens, struct error *err)
{
	tokens->count = 0;
	if (!token_split(text, &analyser->spans, err))
		return false;
	const struct token_span *span = analyser->spans.span;
	size_t count = analyser->spans.count;
	for (size_t i = 0; i < count;) {
		size_t length = 1;
		while (i + length < count &&
			span[i + length].joint != TOKEN_APART)
			length++;
		if (!cluster_read(
			    analyser, text, span + i, length, tokens, err))
			return false;
		i += length;
	}
	return true;
}

void tokens_free(struct tokens *tokens)
{
	free(tokens->token);
	*tokens = (struct tokens){0};
}
