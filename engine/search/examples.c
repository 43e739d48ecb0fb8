/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "examples.h"

#include "index.h"
#include "stopword.h"

#include <math.h>
#include <stdlib.h>

enum {
	LEAST_LETTERS = 4, /* bytes; shorter words are mostly grammar */
	LEAST_TIMES = 2, /* occurrences in a text that is about it */
	LEAST_ESSAYS = 2, /* for a pair */
	MOST_SHARED = 2, /* examples with one word */
};

/* The second word in the key of a single word. */
#define NO_WORD UINT32_MAX

/* A bigram or a single word, by the numbers of words in the analyser. */
struct candidate {
	uint64_t key; /* first word above second */
	uint32_t essays; /* that are about it */
	uint32_t times; /* occurrences in them */
	bool titled; /* in the title of the essay */
	double score;
};

struct candidates {
	struct candidate *item;
	size_t count, capacity;
};

struct finding {
	struct index *index;
	struct tokens tokens;
	size_t bytes; /* of text read so far */
	struct candidates essay; /* of the essay at hand */
	struct candidates all;
	size_t used[EXAMPLES_MAX]; /* the examples, in all.item */
	size_t used_count;
};

static uint32_t first_of(uint64_t key)
{
	return (uint32_t)(key >> 32);
}

static uint32_t second_of(uint64_t key)
{
	return (uint32_t)key;
}

static uint64_t key_of(uint32_t first, uint32_t second)
{
	return (uint64_t)first << 32 | second;
}

static bool put(struct candidates *to, struct candidate candidate)
{
	struct candidate *grown = array_room(
		to->item, to->count, &to->capacity, sizeof *grown);
	if (!grown)
		return false;
	to->item = grown;
	to->item[to->count++] = candidate;
	return true;
}

static int by_key(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	return x->key < y->key ? -1 : x->key > y->key;
}

/* Sorts by key and merges equal keys. */
static void gather(struct candidates *candidates)
{
	size_t kept = 0;
	if (candidates->count)
		qsort(candidates->item, candidates->count,
			sizeof *candidates->item, by_key);
	for (size_t i = 0; i < candidates->count; i++) {
		struct candidate *item = &candidates->item[i];
		if (kept && candidates->item[kept - 1].key == item->key) {
			candidates->item[kept - 1].essays += item->essays;
			candidates->item[kept - 1].times += item->times;
			candidates->item[kept - 1].titled |= item->titled;
		} else {
			candidates->item[kept++] = *item;
		}
	}
	candidates->count = kept;
}

/* Words that are no grammar but say nothing of a topic either. */
static bool is_vague(struct slice form)
{
	static const char *const words[] = {"antar", "bagian", "baik", "banyak",
		"belum", "berada", "besar", "bukan", "cara", "digunakan",
		"dilakukan", "dimulai", "hari", "kecil", "kedua", "kemudian",
		"ketika", "lama", "melakukan", "membuat", "memiliki", "memulai",
		"menggunakan", "mulai", "orang", "pertama", "saat", "salah",
		"sama", "sangat", "satu", "sebagian", "selama", "sering",
		"setelah", "tahun", "tanpa", "terjadi", "terletak", "tidak",
		"tiga", "waktu"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal(form, slice_text(words[i])))
			return true;
	return false;
}

static bool is_long(struct slice form)
{
	return form.length >= LEAST_LETTERS;
}

/* Whether a long form is a word that can be a topic. */
static bool is_content(struct slice form)
{
	for (size_t i = 0; i < form.length; i++) {
		unsigned char c = (unsigned char)form.bytes[i];
		if (c < 0x80 && (c < 'a' || c > 'z'))
			return false;
	}
	return !stopword_is(form) && !is_vague(form);
}

/* The next token that stands right behind the one at `at`, a space between
 * them; NULL without one. */
static const struct token *neighbour(
	const struct tokens *tokens, size_t at, struct slice text)
{
	const struct token *token = &tokens->token[at];
	do
		at++;
	while (at < tokens->count && tokens->token[at].over);
	if (at == tokens->count || tokens->token[at].start != token->end + 1 ||
		text.bytes[token->end] != ' ')
		return NULL;
	return &tokens->token[at];
}

/* Takes the words and pairs of a title or text. */
static bool read_text(
	struct finding *state, struct slice text, bool title, struct error *err)
{
	struct candidate found = {.times = 1, .titled = title};
	state->bytes += text.length;
	if (!analyse(state->index->analyser, text, &state->tokens, err))
		return false;
	for (size_t i = 0; i < state->tokens.count; i++) {
		const struct token *token = &state->tokens.token[i];
		if (token->over || !is_long(token->word->form))
			continue;
		found.key = key_of(token->word->id, NO_WORD);
		if (!put(&state->essay, found))
			return error_set_memory(err);
		const struct token *next = neighbour(&state->tokens, i, text);
		if (!next || !is_long(next->word->form))
			continue;
		found.key = key_of(token->word->id, next->word->id);
		if (!put(&state->essay, found))
			return error_set_memory(err);
	}
	return true;
}

static struct slice form_of(const struct finding *state, uint32_t word)
{
	if (word == NO_WORD)
		return slice_of("", 0);
	return analyser_word(state->index->analyser, word)->form;
}

/* Checked last, because most candidates occur only once. */
static bool is_topic(const struct finding *state, const struct candidate *item)
{
	return (item->times >= LEAST_TIMES || item->titled) &&
	       is_content(form_of(state, first_of(item->key))) &&
	       is_content(form_of(state, second_of(item->key)));
}

/* Keeps what the essay is about. */
static bool end_essay(struct finding *state, struct error *err)
{
	gather(&state->essay);
	for (size_t i = 0; i < state->essay.count; i++) {
		struct candidate found = state->essay.item[i];
		found.essays = 1;
		if (is_topic(state, &found) && !put(&state->all, found))
			return error_set_memory(err);
	}
	state->essay.count = 0;
	return true;
}

static bool read_essay(
	struct finding *state, uint32_t document, struct error *err)
{
	struct record_reader *records = state->index->records;
	struct record record;
	struct record_block block;
	struct slice text = slice_of("", 0);
	bool ok = record_read(records, document, &record, err) &&
		  (record.block_count == 0 ||
			  (record_block(records, &record, 0, &block, err) &&
				  record_text(records, &block, &text, err)));
	if (ok && text.length > EXAMPLES_ESSAY_BYTES) {
		text.length = EXAMPLES_ESSAY_BYTES;
		while (text.length && text.bytes[text.length - 1] != ' ')
			text.length--;
	}
	ok = ok && read_text(state, record.essay.title, true, err) &&
	     read_text(state, text, false, err) && end_essay(state, err);
	record_free(&record);
	return ok;
}

static bool read_essays(struct finding *state, struct error *err)
{
	uint32_t step = state->index->documents / EXAMPLES_MAX_ESSAYS;
	uint32_t document = 0;
	for (int i = 0;
		i < EXAMPLES_MAX_ESSAYS && state->bytes < EXAMPLES_MAX_BYTES;
		i++) {
		if (!xap_reader_next(state->index->reader, slice_of("", 0),
			    document, &document, err))
			return false;
		if (document == 0)
			break;
		if (!read_essay(state, document, err))
			return false;
		document += step ? step - 1 : 0;
	}
	gather(&state->all);
	return true;
}

static double times_of(const struct finding *state, uint32_t word)
{
	struct candidate wanted = {.key = key_of(word, NO_WORD)};
	const struct candidate *found = bsearch(&wanted, state->all.item,
		state->all.count, sizeof wanted, by_key);
	return found ? found->times : 0;
}

static void weigh(struct finding *state)
{
	for (size_t i = 0; i < state->all.count; i++) {
		struct candidate *item = &state->all.item[i];
		uint32_t second = second_of(item->key);
		item->score = item->essays;
		if (second == NO_WORD)
			continue;
		double alone = times_of(state, first_of(item->key)) +
			       times_of(state, second);
		item->score *= sqrt(sqrt(2. * item->times / alone));
	}
}

/* The numbers of words depend on what was read before, so they decide
 * nothing. */
static bool is_better(const struct finding *state, const struct candidate *a,
	const struct candidate *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	if (a->times != b->times)
		return a->times > b->times;
	int order = slice_compare(form_of(state, first_of(a->key)),
		form_of(state, first_of(b->key)));
	if (order == 0)
		order = slice_compare(form_of(state, second_of(a->key)),
			form_of(state, second_of(b->key)));
	return order < 0;
}

/* Counts the examples that contain the word. */
static int uses(const struct finding *state, uint32_t word)
{
	int count = 0;
	for (size_t i = 0; i < state->used_count; i++) {
		uint64_t key = state->all.item[state->used[i]].key;
		count += first_of(key) == word || second_of(key) == word;
	}
	return count;
}

static bool may_be_next(const struct finding *state, size_t i, bool pairs)
{
	const struct candidate *item = &state->all.item[i];
	uint32_t first = first_of(item->key), second = second_of(item->key);
	if (pairs != (second != NO_WORD))
		return false;
	if (!pairs)
		return uses(state, first) == 0;
	for (size_t u = 0; u < state->used_count; u++) {
		/* Half of it again is mostly a piece of a longer phrase. */
		uint64_t key = state->all.item[state->used[u]].key;
		if (state->used[u] == i || first_of(key) == second ||
			second_of(key) == first)
			return false;
	}
	return item->essays >= LEAST_ESSAYS &&
	       uses(state, first) < MOST_SHARED &&
	       uses(state, second) < MOST_SHARED;
}

static void choose(struct finding *state, bool pairs)
{
	while (state->used_count < EXAMPLES_MAX) {
		size_t best = state->all.count;
		for (size_t i = 0; i < state->all.count; i++)
			if (may_be_next(state, i, pairs) &&
				(best == state->all.count ||
					is_better(state, &state->all.item[i],
						&state->all.item[best])))
				best = i;
		if (best == state->all.count)
			return;
		state->used[state->used_count++] = best;
	}
}

static bool write_texts(struct finding *state, struct examples *out)
{
	for (size_t i = 0; i < state->used_count; i++) {
		uint64_t key = state->all.item[state->used[i]].key;
		struct slice first = form_of(state, first_of(key));
		struct slice second = form_of(state, second_of(key));
		char *text = arena_alloc(
			&out->arena, first.length + second.length + 2);
		if (!text)
			return false;
		memcpy(text, first.bytes, first.length);
		size_t at = first.length;
		if (second.length)
			text[at++] = ' ';
		memcpy(text + at, second.bytes, second.length);
		text[at + second.length] = '\0';
		out->text[out->count++] = text;
	}
	return true;
}

static void examples_free(void *kept)
{
	struct examples *examples = kept;
	arena_free(&examples->arena);
	free(examples);
}

static void *examples_make(struct index *index, struct error *err)
{
	struct finding state = {.index = index};
	struct examples *examples = calloc(1, sizeof *examples);
	bool ok = examples ? read_essays(&state, err) : error_set_memory(err);
	if (ok) {
		weigh(&state);
		choose(&state, true);
		choose(&state, false);
		ok = write_texts(&state, examples) || error_set_memory(err);
	}
	free(state.all.item);
	free(state.essay.item);
	tokens_free(&state.tokens);
	if (!ok && examples) {
		examples_free(examples);
		examples = NULL;
	}
	return examples;
}

const struct examples *examples_of(struct index *index, struct error *err)
{
	static const struct memo_kind kind = {examples_make, examples_free};
	return index_memo(index, &kind, err);
}
