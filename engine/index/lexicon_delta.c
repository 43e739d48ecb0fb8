/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lexicon_delta.h"

#include <stdlib.h>

struct lexicon_delta {
	struct lexicon_count *word; /* by word id */
	uint32_t words, capacity;
	uint32_t essay;
};

struct lexicon_delta *lexicon_delta_new(struct error *err)
{
	struct lexicon_delta *delta = calloc(1, sizeof *delta);
	if (!delta)
		error_set_memory(err);
	return delta;
}

void lexicon_delta_free(struct lexicon_delta *delta)
{
	if (!delta)
		return;
	free(delta->word);
	free(delta);
}

void lexicon_delta_essay(struct lexicon_delta *delta)
{
	delta->essay++;
}

static bool make_room(struct lexicon_delta *delta, uint32_t id)
{
	if (id >= delta->capacity) {
		uint32_t capacity = delta->capacity ? delta->capacity : 4096;
		while (capacity <= id)
			capacity *= 2;
		struct lexicon_count *grown = realloc(
			delta->word, capacity * sizeof *grown);
		if (!grown)
			return false;
		delta->word = grown;
		delta->capacity = capacity;
	}
	while (delta->words <= id)
		delta->word[delta->words++] = (struct lexicon_count){0};
	return true;
}

bool lexicon_delta_count(struct lexicon_delta *delta,
	const struct tokens *tokens, int sign, struct error *err)
{
	for (size_t i = 0; i < tokens->count; i++) {
		uint32_t id = tokens->token[i].word->id;
		if (id >= delta->words && !make_room(delta, id))
			return error_set_memory(err);
		struct lexicon_count *word = &delta->word[id];
		word->occurrences += sign;
		if (word->essay != delta->essay) {
			word->documents += sign;
			word->essay = delta->essay;
		}
	}
	return true;
}

bool lexicon_delta_add(struct lexicon_delta *delta, uint32_t word,
	uint32_t occurrences, struct error *err)
{
	if (word >= delta->words && !make_room(delta, word))
		return error_set_memory(err);
	delta->word[word].occurrences += (int32_t)occurrences;
	delta->word[word].documents++;
	return true;
}

const struct lexicon_count *lexicon_delta_counts(
	const struct lexicon_delta *delta, uint32_t *words)
{
	*words = delta->words;
	return delta->word;
}

void lexicon_delta_clear(struct lexicon_delta *delta)
{
	delta->words = 0;
	delta->essay = 0;
}
