/* suggest_words.h - the collection's own words, side by side in memory, to be
 * compared with what was typed.
 *
 * Made from the lexicon once for each state of the index that is asked for
 * suggestions: 10 ms and 4 MB for the 265,000 forms of 100,000 passages.  Only
 * forms of letters are kept, and of a large collection only those that stand
 * in a few essays: what stands in one of 100,000 is as likely a typo itself.
 */
#ifndef TELUSUR_SUGGEST_WORDS_H
#define TELUSUR_SUGGEST_WORDS_H

#include "buf.h"
#include "error.h"

struct index;

/* Zero-initialised is empty. */
struct suggest_words {
	char generation[40]; /* the state they were taken from */
	struct buf letters; /* of all forms, in order */
	struct suggest_word *word;
	unsigned char *shared; /* letters that a form has in common with the
				* one before it */
	size_t count, capacity;
};

struct suggest_word {
	uint32_t start; /* in letters */
	uint32_t documents;
	unsigned char length;
};

/* A form that may have been meant. */
struct suggest_candidate {
	struct slice form; /* the index's, until its next refresh */
	uint32_t documents;
	unsigned cost; /* see suggest_distance.h */
	double score; /* ln documents less the cost */
};

/* How many essays make a form worth suggesting. */
uint32_t suggest_floor(const struct index *index);

/* The form within `limit` of the typed one that is the likeliest to have been
 * meant (noisy channel: how frequent it is against how far); length 0 where
 * there is none.  The typed form itself is none. */
bool suggest_nearest(struct index *index, struct slice typed, unsigned limit,
	struct suggest_candidate *best, struct error *err);

void suggest_words_free(struct suggest_words *words);

#endif
