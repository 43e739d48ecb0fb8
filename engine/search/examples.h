/* SPDX-License-Identifier: GPL-3.0-or-later */
/* examples.h - example queries, extracted from the collection for the empty
 * start page.
 *
 * Candidates are bigrams that several essays are about: adjacent in the title,
 * or at least twice in the text.  (A bigram that occurs once in nearly every
 * text is page boilerplate.)  The score is the number of these essays times the
 * fourth root of the Dice coefficient of the two words (Dice 1945).  So a
 * collocation ranks above a chance pair of frequent words, but not above a pair
 * that far more essays are about.  If there are too few bigrams, single words
 * follow.
 *
 * Reads the beginnings of a sample of essays, spread evenly over the
 * collection: up to 50 ms, once per index state, on first use.
 */
#ifndef TELUSUR_EXAMPLES_H
#define TELUSUR_EXAMPLES_H

#include "buf.h"
#include "errors.h"

struct index;

enum {
	EXAMPLES_MAX = 4,
	EXAMPLES_MAX_ESSAYS = 1500,
	EXAMPLES_ESSAY_BYTES = 8192, /* read per essay */
	EXAMPLES_MAX_BYTES = 1 << 20, /* read in all */
};

struct examples {
	char *text[EXAMPLES_MAX]; /* in the arena; best first */
	size_t count;
	struct arena arena;
};

/* Returns the examples of the current index state, computed on the first call.
 * Owned by the index and valid until index_refresh.  Reading errors
 * (README.md). */
const struct examples *examples_of(struct index *index, struct error *err);

#endif
