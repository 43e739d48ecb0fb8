/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_words.h - the collection's own words, side by side in memory, to be
 * compared with what was typed.
 *
 * Made from the lexicon once for each state of the index that is asked for
 * suggestions: 18 ms and 3 MB for the 265,000 forms of 100,000 passages.  Only
 * forms of letters are kept, and of a large collection only those that stand
 * in a few essays: what stands in one of 100,000 is as likely a typo itself.
 */
#ifndef TELUSUR_SUGGEST_WORDS_H
#define TELUSUR_SUGGEST_WORDS_H

#include "buf.h"
#include "errors.h"

struct index;

struct suggest_words {
	struct buf letters; /* of all forms, in order */
	struct suggest_word *word;
	size_t count, capacity;
	/* Those that occur SUGGEST_COMMON times, once more. */
	struct suggest_word *common;
	size_t common_count;
};

enum { SUGGEST_COMMON = 32 };

struct suggest_word {
	uint32_t start; /* in letters */
	uint32_t documents, occurrences;
	uint32_t beyond; /* the next form that shares fewer letters with the
			  * one before it than this one does */
	unsigned char length;
	unsigned char shared; /* letters in common with the form before */
};

/* A form that may have been meant. */
struct suggest_candidate {
	struct slice form; /* the index's, until its next refresh */
	uint32_t occurrences;
	unsigned cost; /* see suggest_distance.h */
	double score; /* ln occurrences less the cost */
};

/* How many essays make a form worth suggesting. */
uint32_t suggest_words_floor(const struct index *index);

/* How many forms there are to suggest. */
bool suggest_words_count(struct index *index, size_t *count, struct error *err);

/* The counts of a form; 0 where it stands in too few essays to be suggested, or
 * is no word of letters. */
bool suggest_words_find(struct index *index, struct slice form,
	struct suggest_word *found, struct error *err);

/* The form within `limit` of the typed one that is the likeliest to have been
 * meant (noisy channel: how frequent it is against how far); length 0 where
 * there is none.  The typed form itself is none, nor need those be looked at
 * that occur less often than `least`. */
bool suggest_words_nearest(struct index *index, struct slice typed,
	unsigned limit, double least, struct suggest_candidate *best,
	struct error *err);

#endif
