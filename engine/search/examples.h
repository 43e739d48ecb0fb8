/* SPDX-License-Identifier: GPL-3.0-or-later */
/* examples.h - queries to begin with, taken from the collection itself.
 *
 * An empty page helps nobody who does not know what the collection holds.  So
 * pairs of words are looked for that belong together and that several essays
 * are about: they stand side by side in its title, or twice in its text.
 * (What stands once in nearly every text is the furniture of its page.)  A
 * pair is worth the number of these essays, times the fourth root of how much
 * of their words' places they share (Dice 1945): a phrase comes before a
 * chance meeting of frequent words, but not before what far more essays are
 * about.  Where there are too few pairs, words follow.
 *
 * Of a large collection a sample is read, spread over it, and of each essay
 * the beginning: up to 50 ms, once for each state of the index that is asked
 * for examples.
 */
#ifndef TELUSUR_EXAMPLES_H
#define TELUSUR_EXAMPLES_H

#include "buf.h"
#include "errors.h"

struct index;

enum {
	EXAMPLES_MAX = 4,
	EXAMPLES_MAX_ESSAYS = 1500,
	EXAMPLES_ESSAY_BYTES = 8192, /* read of each */
	EXAMPLES_MAX_BYTES = 1 << 20, /* of all */
};

struct examples {
	char *text[EXAMPLES_MAX]; /* in the arena; best first */
	size_t count;
	struct arena arena;
};

/* The examples of the index's state; they belong to the index, until its next
 * refresh.  Found again only when the state has changed. */
const struct examples *examples_of(struct index *index, struct error *err);

#endif
