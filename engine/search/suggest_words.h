/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_words.h - the forms of the lexicon in one array, for finding the
 * nearest one to a typed word.
 *
 * Built once per index state for all readers (memo.h), on first use: 18 ms and
 * 3 MB for the 265,000 forms of 100,000 passages.  Only forms of letters are kept, and in a large
 * collection only those above a minimum document frequency: a form in one of
 * 100,000 essays is probably a typo itself.
 */
#ifndef TELUSUR_SUGGEST_WORDS_H
#define TELUSUR_SUGGEST_WORDS_H

#include "buf.h"
#include "errors.h"

struct index;

struct suggest_words {
	struct buf letters; /* of all forms, sorted */
	struct suggest_word *word;
	size_t count, capacity;
	/* The forms that occur at least SUGGEST_COMMON times, again. */
	struct suggest_word *common;
	size_t common_count;
};

enum { SUGGEST_COMMON = 32 };

struct suggest_word {
	uint32_t start; /* in letters */
	uint32_t documents, occurrences;
	uint32_t beyond; /* the next form that shares a shorter prefix with its
			  * predecessor: skips all forms of a prefix */
	unsigned char length;
	unsigned char shared; /* length of the common prefix with the form
			       * before */
};

/* A correction. */
struct suggest_candidate {
	struct slice form; /* valid until index_refresh */
	uint32_t occurrences;
	unsigned cost; /* see suggest_distance.h */
	double score; /* ln(occurrences) - weighted cost */
};

/* The minimum document frequency of a form to suggest. */
uint32_t suggest_words_floor(const struct index *index);

/* Counts the forms that may be suggested.  Reading errors (README.md). */
bool suggest_words_count(struct index *index, size_t *count, struct error *err);

/* Finds the counts of a form; 0 if it may not be suggested.  Reading errors
 * (README.md). */
bool suggest_words_find(struct index *index, struct slice form,
	struct suggest_word *found, struct error *err);

/* Finds the most likely correction within distance `limit` by a noisy-channel
 * score: frequency against distance.  Its length is 0 if there is none.  The
 * typed form itself never counts; forms with fewer than `least` occurrences may
 * be skipped.  Reading errors (README.md). */
bool suggest_words_nearest(struct index *index, struct slice typed,
	unsigned limit, double least, struct suggest_candidate *best,
	struct error *err);

#endif
