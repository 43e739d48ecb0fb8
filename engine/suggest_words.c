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

static bool grow(struct suggest_words *words)
{
	size_t capacity = words->capacity ? words->capacity * 2 : 4096;
	struct suggest_word *word = realloc(
		words->word, capacity * sizeof *word);
	if (word)
		words->word = word;
	unsigned char *shared = realloc(words->shared, capacity);
	if (shared)
		words->shared = shared;
	if (!word || !shared)
		return false;
	words->capacity = capacity;
	return true;
}

static struct slice form_of(const struct suggest_words *words, size_t i)
{
	return slice_of(words->letters.bytes + words->word[i].start,
		words->word[i].length);
}

static bool take(void *context, const struct lexicon_entry *entry)
{
	struct filling *filling = context;
	struct suggest_words *words = filling->words;
	struct slice form = entry->form;
	if (form.length < LEAST_LETTERS || entry->documents < filling->floor ||
		!suggest_comparable(form))
		return true;
	struct slice last = words->count ? form_of(words, words->count - 1)
					 : slice_of("", 0);
	size_t shared = 0;
	while (shared < last.length && shared < form.length &&
		last.bytes[shared] == form.bytes[shared])
		shared++;
	if (shared == form.length && shared == last.length) {
		/* Another root of the same form. */
		words->word[words->count - 1].documents += entry->documents;
		return true;
	}
	if (words->count == words->capacity && !grow(words)) {
		filling->failed = true;
		return false;
	}
	words->shared[words->count] = (unsigned char)shared;
	words->word[words->count++] = (struct suggest_word){
		.start = (uint32_t)words->letters.length,
		.documents = entry->documents,
		.length = (unsigned char)form.length};
	buf_put_slice(&words->letters, form);
	return true;
}

uint32_t suggest_floor(const struct index *index)
{
	return 1 + index->documents / ESSAYS_A_FLOOR;
}

static const struct suggest_words *words_of(
	struct index *index, struct error *err)
{
	struct suggest_words *words = &index->suggest_words;
	struct filling filling = {words, suggest_floor(index), false};
	if (words->generation[0] &&
		strcmp(words->generation, index->generation) == 0)
		return words;
	suggest_words_free(words);
	bool ok = lexicon_each(index->reader, take, &filling, err);
	if (ok && (filling.failed || words->letters.failed))
		ok = error_set_memory(err);
	if (!ok) {
		suggest_words_free(words);
		return NULL;
	}
	memcpy(words->generation, index->generation, sizeof words->generation);
	return words;
}

static void consider(const struct suggest_words *words, size_t i, unsigned cost,
	struct suggest_candidate *best)
{
	const struct suggest_word *word = &words->word[i];
	double score = log(word->documents) - nats_per_cost * cost;
	if (best->form.length == 0 || score > best->score)
		*best = (struct suggest_candidate){
			form_of(words, i), word->documents, cost, score};
}

/* Walks the forms as the tree that they are: rows of beginnings that two
 * neighbours share are kept, and what begins too differently is passed over. */
static void walk(const struct suggest_words *words, struct slice typed,
	struct suggest_distance *d, struct suggest_candidate *best)
{
	unsigned rows = 0; /* that are filled for the form before */
	unsigned dead = SUGGEST_FAR; /* beginnings of so many are too far */
	for (size_t i = 0; i < words->count; i++) {
		unsigned shared = words->shared[i];
		if (shared >= dead)
			continue;
		struct slice form = form_of(words, i);
		dead = SUGGEST_FAR;
		if (rows > shared)
			rows = shared;
		while (rows < form.length && dead == SUGGEST_FAR) {
			rows++;
			if (!suggest_distance_step(d, form.bytes, rows))
				dead = rows;
		}
		if (dead != SUGGEST_FAR)
			continue;
		unsigned cost = suggest_distance_end(d, rows);
		if (cost != SUGGEST_FAR && !slice_equal(form, typed))
			consider(words, i, cost, best);
	}
}

bool suggest_nearest(struct index *index, struct slice typed, unsigned limit,
	struct suggest_candidate *best, struct error *err)
{
	*best = (struct suggest_candidate){.form = {"", 0}};
	if (!suggest_comparable(typed))
		return true;
	const struct suggest_words *words = words_of(index, err);
	struct suggest_distance *d = words ? malloc(sizeof *d) : NULL;
	if (!words)
		return false;
	if (!d)
		return error_set_memory(err);
	suggest_distance_begin(d, typed, limit);
	walk(words, typed, d, best);
	free(d);
	return true;
}

void suggest_words_free(struct suggest_words *words)
{
	buf_free(&words->letters);
	free(words->word);
	free(words->shared);
	*words = (struct suggest_words){0};
}
