/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse.h"

#include "cluster.h"
#include "hash.h"
#include "morphology.h"
#include "roots.h"
#include "spelling.h"
#include "stem.h"
#include "token.h"
#include "unicode.h"
#include "wordlist.h"

#include <stdlib.h>

struct span_word {
	struct wordlist_key key;
	const struct word *word;
};

struct analyser {
	struct wordlist words;
	struct stem *stem;
	const struct roots *roots;
	bool old_spelling; /* words before 1972 are read too */
	struct token_spans spans; /* of the text at hand */
	struct span_word *found; /* the word of each span */
	size_t found_capacity;
	struct buf lower, folded, plain, today; /* scratch */
};

struct analyser *analyser_new(
	const struct morphology *morphology, struct error *err)
{
	struct analyser *analyser = calloc(1, sizeof *analyser);
	if (!analyser) {
		error_set_memory(err);
		return NULL;
	}
	analyser->roots = morphology_roots(morphology);
	analyser->old_spelling = morphology_reads_old_spelling(morphology);
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
	free(analyser->found);
	buf_free(&analyser->lower);
	buf_free(&analyser->folded);
	buf_free(&analyser->plain);
	buf_free(&analyser->today);
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

static size_t digits_at(struct slice form, size_t at)
{
	size_t from = at;
	while (at < form.length && form.bytes[at] >= '0' &&
		form.bytes[at] <= '9')
		at++;
	return at - from;
}

/* Appends a number without the marks that part its thousands, and without
 * decimals that are all zero: 1.000.000 -> 1000000; 2.500,00 -> 2500;
 * 1.234,5 -> 1234,5.  One comma is the decimal mark (12,345); several, as
 * English has them, part thousands.  False when there are no such marks. */
static bool plain_number(struct slice form, struct buf *out)
{
	size_t head = digits_at(form, 0), end = head, groups = 0;
	if (head == 0 || head > 3 || head == form.length ||
		form.bytes[0] == '0')
		return false;
	char mark = form.bytes[head];
	while (end < form.length && form.bytes[end] == mark &&
		digits_at(form, end + 1) == 3) {
		groups++;
		end += 4;
	}
	size_t decimals = end < form.length ? digits_at(form, end + 1) : 0;
	if (groups < (mark == ',' ? 2 : 1) ||
		(end < form.length &&
			(form.bytes[end] == mark ||
				end + 1 + decimals != form.length)))
		return false;
	for (size_t i = 0; i < end; i++)
		if (form.bytes[i] != mark)
			buf_put_byte(out, (unsigned char)form.bytes[i]);
	for (size_t i = end + 1; i < form.length; i++)
		if (form.bytes[i] != '0') {
			buf_put(out, form.bytes + end, form.length - end);
			break;
		}
	return true;
}

/* The form that is looked for a root of: without marks, apostrophes and
 * thousands' stops, so that Jum'at and jumat, café and cafe meet. */
static bool plain_form(struct analyser *analyser, struct slice form,
	unsigned shape, struct slice *plain, struct error *err)
{
	struct buf *out = &analyser->plain;
	*plain = form;
	if (!(shape & (TOKEN_NOT_ASCII | TOKEN_HAS_JOINER)))
		return true;
	buf_clear(out);
	if ((shape & TOKEN_HAS_LETTER) || !plain_number(form, out)) {
		/* The genitive of English names: Indonesia's. */
		if (form.length > 3 &&
			memcmp(form.bytes + form.length - 2, "'s", 2) == 0)
			form.length -= 2;
		if (!unicode_strip(form, out, err))
			return false;
	}
	if (out->length)
		*plain = buf_slice(out);
	return !out->failed || error_set_memory(err);
}

/* II, VIII, XXI: a stemmer without a dictionary takes their end for -i, and
 * the third world war for the second. */
static bool is_roman(struct slice form)
{
	for (size_t i = 0; i < form.length; i++)
		if (form.bytes[i] != 'i' && form.bytes[i] != 'v' &&
			form.bytes[i] != 'x')
			return false;
	return true;
}

/* The root of a plain form; where that is unknown, that of the form as it is
 * written today. */
static bool find_root(struct analyser *analyser, struct slice plain,
	struct stem_result *found, struct error *err)
{
	if (!stem_find(analyser->stem, plain, found, err))
		return false;
	if (!analyser->old_spelling || roots_find(analyser->roots, found->root))
		return true;
	enum spelling_kind kind = spelling_fold(plain, &analyser->today);
	if (analyser->today.failed)
		return error_set_memory(err);
	if (kind == SPELLING_MODERN)
		return true;
	if (!stem_find(analyser->stem, buf_slice(&analyser->today), found, err))
		return false;
	return kind != SPELLING_DOUBTFUL ||
	       roots_find(analyser->roots, found->root) ||
	       stem_find(analyser->stem, plain, found, err);
}

/* The word of a form: from the list, or analysed and added to it. */
static const struct word *word_of(struct analyser *analyser,
	const struct wordlist_key *key, unsigned shape, struct error *err)
{
	const struct word *known = wordlist_find(&analyser->words, key);
	if (known)
		return known;
	struct slice plain;
	if (!plain_form(analyser, key->form, shape, &plain, err))
		return NULL;
	struct stem_result found = {plain, ""};
	if (!is_roman(plain) && !find_root(analyser, plain, &found, err))
		return NULL;
	found.root.length = unicode_cut(found.root, ANALYSE_MAX_FORM_BYTES);
	return wordlist_add(&analyser->words, key, found.root, found.via, err);
}

const struct word *cluster_form(struct analyser *analyser, struct slice form,
	unsigned shape, struct error *err)
{
	form.length = unicode_cut(form, ANALYSE_MAX_FORM_BYTES);
	struct wordlist_key key = wordlist_key(form);
	return word_of(analyser, &key, shape, err);
}

/* The normalised form of ASCII bytes: they themselves where nothing is to be
 * done, else put into `lower`, which has room for them. */
static struct slice lower_plain(
	struct slice raw, unsigned shape, struct buf *lower)
{
	if (raw.length > ANALYSE_MAX_FORM_BYTES)
		raw.length = ANALYSE_MAX_FORM_BYTES;
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

static const struct word *fold_word(struct analyser *analyser, struct slice raw,
	unsigned shape, struct error *err)
{
	buf_clear(&analyser->folded);
	if (!unicode_fold(raw, &analyser->folded, err))
		return NULL;
	return cluster_form(analyser, buf_slice(&analyser->folded), shape, err);
}

static bool make_room(struct analyser *analyser, struct slice text)
{
	size_t count = analyser->spans.count;
	buf_clear(&analyser->lower);
	if (!buf_reserve(&analyser->lower, text.length))
		return false;
	if (count <= analyser->found_capacity)
		return true;
	struct span_word *grown = realloc(
		analyser->found, count * sizeof *grown);
	if (!grown)
		return false;
	analyser->found = grown;
	analyser->found_capacity = count;
	return true;
}

/* Fills analyser->found for the spans from..end.  Two rounds, so that the memory
 * that a word is in is on its way when the second comes to it. */
static bool find_words(struct analyser *analyser, struct slice text,
	size_t from, size_t end, struct error *err)
{
	enum { AHEAD = 6 };
	struct span_word *found = analyser->found;
	for (size_t i = from; i < end; i++) {
		const struct token_span *span = &analyser->spans.span[i];
		struct slice raw = slice_of(
			text.bytes + span->start, span->end - span->start);
		found[i].word = NULL;
		if (span->shape & TOKEN_NOT_ASCII) {
			found[i].word = fold_word(
				analyser, raw, span->shape, err);
			if (!found[i].word)
				return false;
			continue;
		}
		found[i].key = wordlist_key(
			lower_plain(raw, span->shape, &analyser->lower));
		wordlist_expect_slot(&analyser->words, &found[i].key);
	}
	for (size_t i = from; i < end; i++) {
		if (i + AHEAD < end && !found[i + AHEAD].word)
			wordlist_expect_word(
				&analyser->words, &found[i + AHEAD].key);
		if (!found[i].word)
			found[i].word = word_of(analyser, &found[i].key,
				analyser->spans.span[i].shape, err);
		if (!found[i].word)
			return false;
	}
	return true;
}

const struct word *cluster_compound(struct analyser *analyser,
	struct slice form, struct slice root, const char *via,
	struct error *err)
{
	form.length = unicode_cut(form, ANALYSE_MAX_FORM_BYTES);
	root.length = unicode_cut(root, ANALYSE_MAX_FORM_BYTES);
	struct wordlist_key key = wordlist_compound_key(form, root);
	const struct word *known = wordlist_find(&analyser->words, &key);
	if (known && slice_equal(known->root, root))
		return known;
	return wordlist_add(&analyser->words, &key, root, via, err);
}

/* Takes the ending off the form, if it has it. */
static bool drop_ending(struct slice *form, const char *ending)
{
	size_t length = strlen(ending);
	if (form->length <= length ||
		memcmp(form->bytes + form->length - length, ending, length) !=
			0)
		return false;
	form->length -= length;
	return true;
}

bool cluster_lexical(struct analyser *analyser, struct slice form,
	bool *lexical, struct slice *root, struct error *err)
{
	static const char *const particles[] = {"lah", "kah", "pun"};
	static const char *const pronouns[] = {"nya", "ku", "mu"};
	if (analyser->old_spelling) {
		enum spelling_kind kind = spelling_fold(form, &analyser->today);
		if (analyser->today.failed)
			return error_set_memory(err);
		if (kind == SPELLING_OLD)
			form = buf_slice(&analyser->today);
	}
	*lexical = stem_exception(analyser->stem, form, root);
	for (size_t i = 0; !*lexical && i < 3; i++)
		*lexical = drop_ending(&form, particles[i]) &&
			   stem_exception(analyser->stem, form, root);
	for (size_t i = 0; !*lexical && i < 3; i++)
		*lexical = drop_ending(&form, pronouns[i]) &&
			   stem_exception(analyser->stem, form, root);
	return true;
}

const struct word *cluster_word(
	const struct analyser *analyser, const struct token_span *span)
{
	return analyser->found[span - analyser->spans.span].word;
}

bool cluster_shouted(const struct analyser *analyser)
{
	for (size_t i = 0; i < analyser->spans.count; i++)
		if (analyser->spans.span[i].shape & TOKEN_HAS_LOWER)
			return false;
	return true;
}

static inline bool put_token(struct tokens *tokens, struct token token)
{
	struct token *grown = array_room(
		tokens->token, tokens->count, &tokens->capacity, sizeof *grown);
	if (!grown)
		return false;
	tokens->token = grown;
	tokens->token[tokens->count++] = token;
	return true;
}

bool cluster_put(struct tokens *tokens, struct token token)
{
	return put_token(tokens, token);
}

/* Splits the text and makes room for the words of its spans. */
static bool split(
	struct analyser *analyser, struct slice text, struct error *err)
{
	return token_split(text, &analyser->spans, err) &&
	       (make_room(analyser, text) || error_set_memory(err));
}

/* How many spans from i on are joined to each other. */
static size_t cluster_length(const struct token_spans *spans, size_t i)
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
	for (size_t i = 0, length; i < spans->count; i += length) {
		length = cluster_length(spans, i);
		if (!cluster_read(analyser, text, spans->span + i, length,
			    tokens, err))
			return false;
	}
	return true;
}

/* Whether the span is one token without a look at its word.  A word of letters
 * that are not all capitals is, as nearly all are. */
static inline bool is_plain(const struct analyser *analyser,
	const struct token_spans *spans, size_t i)
{
	const struct token_span *span = &spans->span[i];
	if (i + 1 < spans->count && span[1].joint != TOKEN_APART)
		return false;
	return (span->shape & (TOKEN_HAS_LOWER | TOKEN_HAS_DIGIT)) ==
		       TOKEN_HAS_LOWER ||
	       cluster_is_plain(analyser, span);
}

bool analyse_places(struct analyser *analyser, struct slice text,
	struct tokens *tokens, struct error *err)
{
	const struct token_spans *spans = &analyser->spans;
	tokens->count = 0;
	if (!split(analyser, text, err))
		return false;
	for (size_t i = 0; i < spans->count;) {
		const struct token_span *span = &spans->span[i];
		if (is_plain(analyser, spans, i)) {
			struct token token = {span->start, span->end, NULL, 0};
			if (!put_token(tokens, token))
				return error_set_memory(err);
			i++;
			continue;
		}
		size_t length = cluster_length(spans, i);
		if (!find_words(analyser, text, i, i + length, err) ||
			!cluster_read(
				analyser, text, span, length, tokens, err))
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

void tokens_free(struct tokens *tokens)
{
	free(tokens->token);
	*tokens = (struct tokens){0};
}
