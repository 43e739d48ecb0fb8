/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexicon_delta.h - changes to the lexicon's counts, gathered while essays are
 * added and removed.
 */
#ifndef TELUSUR_LEXICON_DELTA_H
#define TELUSUR_LEXICON_DELTA_H

#include "analyse.h"

struct lexicon_delta;
struct lexicon_delta *lexicon_delta_new(struct error *err);
void lexicon_delta_free(struct lexicon_delta *delta);

/* Begins another essay, whose tokens follow. */
void lexicon_delta_essay(struct lexicon_delta *delta);

/* Counts the tokens of the essay, or of a part of it; sign is 1 or -1. */
bool lexicon_delta_count(struct lexicon_delta *delta,
	const struct tokens *tokens, int sign, struct error *err);

/* Counts a word of the essay that stands there so often. */
bool lexicon_delta_add(struct lexicon_delta *delta, uint32_t word,
	uint32_t occurrences, struct error *err);

/* By how much the counts of a word changed. */
struct lexicon_count {
	int32_t occurrences, documents;
	uint32_t essay; /* that counted it last */
};

/* The changes by the word's id in the analyser. */
const struct lexicon_count *lexicon_delta_counts(
	const struct lexicon_delta *delta, uint32_t *words);

/* Forgets the changes. */
void lexicon_delta_clear(struct lexicon_delta *delta);

#endif
