/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "suggest_words.h"

#include "index.h"
#include "lexicon.h"
#include "suggest_distance.h"

#include <math.h>
#include <stdlib.h>

enum {
	LEAST_LETTERS = 3,
	/* One more essay is asked for with each so many. */
	ESSAYS_A_FLOOR = 50000,
};

/* Nats that a tenth of an edit costs. */
static const double nats_per_cost = .45;

struct filling {
	struct suggest_words *words;
	uint32_t floor;
	bool failed;
};

static struct slice form_of(
	const struct suggest_words *words, const struct suggest_word *word)
{
	return slice_of(words->letters.bytes + word->start, word->length);
}

static bool take(void *context, const struct lexicon_entry *entry)
{
	struct filling *filling = context;
	struct suggest_words *words = filling->words;
	struct slice form = entry->form;
	if (form.length < LEAST_LETTERS || entry->documents < filling->floor ||
		!suggest_distance_comparable(form))
		return true;
	struct slice last =
		words->count ? form_of(words, &words->word[words->count - 1])
			     : slice_of("", 0);
	size_t shared = 0;
	while (shared < last.length && shared < form.length &&
		last.bytes[shared] == form.bytes[shared])
		shared++;
	if (shared == form.length && shared == last.length) {
		/* Another root of the same form. */
		words->word[words->count - 1].documents += entry->documents;
		words->word[words->count - 1].occurrences += entry->occurrences;
		return true;
	}
	struct suggest_word *room = array_room(
		words->word, words->count, &words->capacity, sizeof *room);
	if (!room) {
		filling->failed = true;
		return false;
	}
	words->word = room;
	size_t start = words->letters.length;
	buf_put_slice(&words->letters, form);
	if (words->letters.failed) {
		filling->failed = true;
		return false;
	}
	words->word[words->count++] = (struct suggest_word){
		.start = (uint32_t)start,
		.documents = entry->documents,
		.occurrences = entry->occurrences,
		.length = (unsigned char)form.length,
		.shared = (unsigned char)shared};
	return true;
}

/* Notes where the forms end that begin as each does. */
static void link_words(struct suggest_word *word, size_t count)
{
	for (size_t i = count; i-- > 0;) {
		size_t next = i + 1;
		while (next < count && word[next].shared >= word[i].shared)
			next = word[next].beyond;
		word[i].beyond = (uint32_t)next;
	}
}

static bool pick_common(struct suggest_words *words)
{
	size_t count = 0;
	unsigned char shared = UINT8_MAX;
	for (size_t i = 0; i < words->count; i++)
		count += words->word[i].occurrences >= SUGGEST_COMMON;
	words->common = malloc((count + 1) * sizeof *words->common);
	for (size_t i = 0; words->common && i < words->count; i++) {
		struct suggest_word word = words->word[i];
		if (shared < word.shared)
			word.shared = shared;
		shared = word.shared;
		if (word.occurrences < SUGGEST_COMMON)
			continue;
		words->common[words->common_count++] = word;
		shared = UINT8_MAX;
	}
	return words->common != NULL;
}

uint32_t suggest_words_floor(const struct index *index)
{
	return 1 + index->documents / ESSAYS_A_FLOOR;
}

static void words_free(void *kept)
{
	struct suggest_words *words = kept;
	buf_free(&words->letters);
	free(words->word);
	free(words->common);
	free(words);
}

static void *words_make(struct index *index, struct error *err)
{
	struct suggest_words *words = calloc(1, sizeof *words);
	if (!words) {
		error_set_memory(err);
		return NULL;
	}
	struct filling filling = {words, suggest_words_floor(index), false};
	bool ok = lexicon_each(index->catalogue, take, &filling, err);
	if (ok && (filling.failed || !pick_common(words)))
		ok = error_set_memory(err);
	if (!ok) {
		words_free(words);
		return NULL;
	}
	link_words(words->word, words->count);
	link_words(words->common, words->common_count);
	return words;
}

static const struct suggest_words *words_of(
	struct index *index, struct error *err)
{
	static const struct memo_kind kind = {words_make, words_free};
	return index_memo(index, &kind, err);
}

bool suggest_words_count(struct index *index, size_t *count, struct error *err)
{
	const struct suggest_words *words = words_of(index, err);
	*count = words ? words->count : 0;
	return words != NULL;
}

bool suggest_words_find(struct index *index, struct slice form,
	struct suggest_word *found, struct error *err)
{
	const struct suggest_words *words = words_of(index, err);
	size_t low = 0, high = words ? words->count : 0;
	*found = (struct suggest_word){0};
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = slice_compare(
			form_of(words, &words->word[middle]), form);
		if (order == 0) {
			*found = words->word[middle];
			break;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return words != NULL;
}

static void consider(const struct suggest_words *words,
	const struct suggest_word *word, unsigned cost,
	struct suggest_candidate *best)
{
	double score = log(word->occurrences) - nats_per_cost * cost;
	if (best->form.length == 0 || score > best->score)
		*best = (struct suggest_candidate){
			form_of(words, word), word->occurrences, cost, score};
}

/* Walks forms as the tree that they are: rows of beginnings that two
 * neighbours share are kept, and what begins too differently is passed over. */
static void walk(const struct suggest_words *words,
	const struct suggest_word *word, size_t count, struct slice typed,
	struct suggest_distance *distance, struct suggest_candidate *best)
{
	unsigned rows = 0; /* that are filled for the form before */
	for (size_t i = 0; i < count;) {
		struct slice form = form_of(words, &word[i]);
		bool near = true;
		if (rows > word[i].shared)
			rows = word[i].shared;
		while (near && rows < form.length)
			near = suggest_distance_step(
				distance, form.bytes, ++rows);
		if (near) {
			unsigned cost = suggest_distance_end(distance, rows);
			if (cost != SUGGEST_FAR && !slice_equal(form, typed))
				consider(words, &word[i], cost, best);
			i++;
			continue;
		}
		/* All that begin with those letters are as far. */
		i++;
		while (i < count && word[i].shared >= rows)
			i = word[i].beyond;
	}
}

bool suggest_words_nearest(struct index *index, struct slice typed,
	unsigned limit, double least, struct suggest_candidate *best,
	struct error *err)
{
	*best = (struct suggest_candidate){.form = {"", 0}};
	if (!suggest_distance_comparable(typed))
		return true;
	const struct suggest_words *words = words_of(index, err);
	struct suggest_distance *distance = words ? malloc(sizeof *distance)
						  : NULL;
	if (!words)
		return false;
	if (!distance)
		return error_set_memory(err);
	suggest_distance_begin(distance, typed, limit);
	bool common = least >= SUGGEST_COMMON;
	walk(words, common ? words->common : words->word,
		common ? words->common_count : words->count, typed, distance,
		best);
	free(distance);
	return true;
}
