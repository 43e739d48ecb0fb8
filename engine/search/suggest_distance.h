/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_distance.h - how far what was typed is from a word that was meant.
 *
 * A weighted edit distance (Damerau's operations), in tenths of an edit.
 * Slips that are common cost less: a doubled letter left single or a single
 * one doubled (kemerdekan), letters changed round, a key beside the right one
 * on a QWERTY keyboard, letters that sound alike in Indonesian (f v p, z j s,
 * kh h k, sy s, y i, the vowels), old or foreign spellings (oe u, dj j).  The
 * first letter is seldom wrong.  The weights are our own, set by the typos
 * that the tests make.
 */
#ifndef TELUSUR_SUGGEST_DISTANCE_H
#define TELUSUR_SUGGEST_DISTANCE_H

#include "buf.h"

enum {
	SUGGEST_MAX_LETTERS = 32,
	SUGGEST_EDIT = 10, /* cost of one unlikely edit */
	SUGGEST_FAR = 0x0303, /* over every limit */
};

/* One word that was typed against many, which share their beginnings. */
struct suggest_distance {
	char typed[SUGGEST_MAX_LETTERS];
	unsigned length, limit;
	/* Cost of typing the letter at a place for another, and of its having
	 * been typed at all. */
	uint16_t swap[27][SUGGEST_MAX_LETTERS];
	uint16_t stray[SUGGEST_MAX_LETTERS];
	/* Letters, as bits, that this one and the one before stand for. */
	uint32_t ones[SUGGEST_MAX_LETTERS];
	/* row[i][j]: the first i letters meant, the first j typed. */
	uint16_t row[SUGGEST_MAX_LETTERS + 1][SUGGEST_MAX_LETTERS + 1];
	/* The cells of each row that are within the limit lie in from..to;
	 * `to` is 0 where there are none. */
	uint8_t from[SUGGEST_MAX_LETTERS + 1], to[SUGGEST_MAX_LETTERS + 1];
};

/* Whether a form can be compared: a-z and inner hyphens, at most
 * SUGGEST_MAX_LETTERS of them. */
bool suggest_distance_comparable(struct slice form);

/* typed is comparable; costs over the limit become SUGGEST_FAR. */
void suggest_distance_begin(
	struct suggest_distance *d, struct slice typed, unsigned limit);

/* Fills the row of the first `depth` letters (from 1) of `meant`; the rows
 * before it are those of its beginning.  False when no word that begins with
 * them can be within the limit. */
bool suggest_distance_step(
	struct suggest_distance *d, const char *meant, unsigned depth);

/* The distance of the word of `depth` letters whose rows are filled. */
unsigned suggest_distance_end(const struct suggest_distance *d, unsigned depth);

#endif
