/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_distance.h - a weighted edit distance between a typed word and an
 * intended one.
 *
 * Damerau-Levenshtein operations, in tenths of an edit.  Common errors cost
 * less: single for double letters and the reverse (kemerdekan), transposition,
 * a neighbouring QWERTY key, letters that sound alike in Indonesian (f v p,
 * z j s, kh h k, sy s, y i, the vowels), old or foreign spellings (oe u, dj j).
 * An error in the first letter costs more.  The weights are our own, tuned on
 * the generated typos of the tests.
 */
#ifndef TELUSUR_SUGGEST_DISTANCE_H
#define TELUSUR_SUGGEST_DISTANCE_H

#include "buf.h"

enum {
	SUGGEST_MAX_LETTERS = 32,
	SUGGEST_EDIT = 10, /* cost of an uncommon edit */
	SUGGEST_FAR = 0x0303, /* above every limit */
};

/* Compares one typed word with many words in sorted order: rows of the matrix
 * are reused for a common prefix. */
struct suggest_distance {
	char typed[SUGGEST_MAX_LETTERS];
	unsigned length, limit;
	/* Cost of substituting the typed letter at an index for another, and
	 * of inserting it. */
	uint16_t swap[27][SUGGEST_MAX_LETTERS];
	uint16_t stray[SUGGEST_MAX_LETTERS];
	/* The set of letters that a typed letter, or it with the one before,
	 * may stand for. */
	uint32_t ones[SUGGEST_MAX_LETTERS];
	/* row[i][j]: first i intended letters, first j typed letters. */
	uint16_t row[SUGGEST_MAX_LETTERS + 1][SUGGEST_MAX_LETTERS + 1];
	/* Each row has its cells within the limit in [from, to); to is 0 if
	 * there are none. */
	uint8_t from[SUGGEST_MAX_LETTERS + 1], to[SUGGEST_MAX_LETTERS + 1];
};

/* Whether a form can be compared: a-z and inner hyphens, at most
 * SUGGEST_MAX_LETTERS bytes. */
bool suggest_distance_comparable(struct slice form);

/* Starts with a typed word, which must be comparable.  Distances above the
 * limit become SUGGEST_FAR. */
void suggest_distance_begin(
	struct suggest_distance *distance, struct slice typed, unsigned limit);

/* Fills the row of the first `depth` (from 1) letters of `meant`; the rows of
 * its shorter prefixes must be filled.  Returns false if no word with this
 * prefix can be within the limit. */
bool suggest_distance_step(
	struct suggest_distance *distance, const char *meant, unsigned depth);

/* The distance to the word of `depth` letters whose rows are filled. */
unsigned suggest_distance_end(
	const struct suggest_distance *distance, unsigned depth);

#endif
