/* examples.h - queries to begin with, taken from the collection itself.
 *
 * An empty page helps nobody who does not know what the collection holds.  So
 * pairs of words are looked for that belong together and that several essays
 * are about: they stand side by side at least twice in each.  (What stands
 * once in nearly every essay is the furniture of its page.)  A pair counts
 * the essays it is so found in, times how often its words stand together
 * rather than alone (Dice 1945).  Where there are too few pairs, words follow
 * that most essays repeat.
 *
 * At most EXAMPLES_MAX_ESSAYS essays are read, spread over the collection, and
 * of each the beginning: some 10 ms, once for each state of the index that is
 * asked for examples.
 */
#ifndef TELUSUR_EXAMPLES_H
#define TELUSUR_EXAMPLES_H

#include "buf.h"
#include "error.h"

struct index;

enum {
	EXAMPLES_MAX = 4,
	EXAMPLES_MAX_ESSAYS = 100,
	EXAMPLES_ESSAY_BYTES = 8192, /* read of each */
};

/* Zero-initialised is empty. */
struct examples {
	char generation[40]; /* the state they were taken from */
	char *text[EXAMPLES_MAX]; /* in the arena; best first */
	size_t count;
	struct arena arena;
};

/* The examples of the index's state; they belong to the index, until its next
 * refresh.  Found again only when the state has changed. */
const struct examples *examples_of(struct index *index, struct error *err);

void examples_free(struct examples *examples);

#endif
