/* SPDX-License-Identifier: GPL-3.0-or-later */
/* numbering.h - the numbers of words (code.h) as a writer gives them.
 *
 * A word keeps its number as long as its generation lives, so that merging
 * segments copies records as they are.  Numbers follow the order in which words
 * are met: frequent ones come early and have short varints.
 */
#ifndef TELUSUR_NUMBERING_H
#define TELUSUR_NUMBERING_H

#include "catalogue.h"
#include "code.h"

struct numbering;

/* Goes on behind the words that the catalogue numbers, which is borrowed. */
struct numbering *numbering_new(
	const struct catalogue *catalogue, struct error *err);
void numbering_free(struct numbering *numbering);

/* The code of a form with its root, which are numbered where they are new;
 * 0, and ERROR_MEMORY, when out of memory. */
uint64_t numbering_code(struct numbering *numbering, struct slice form,
	struct slice root, struct error *err);

/* A word that no segment has yet. */
struct numbering_word {
	struct slice form, root; /* the numbering's */
	uint64_t code;
};

/* The new words, by number; *count of them. */
const struct numbering_word *numbering_fresh(
	const struct numbering *numbering, size_t *count);

/* They are in a segment now. */
void numbering_settle(struct numbering *numbering);

#endif
