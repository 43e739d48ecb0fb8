/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roots.h - a hash table of words for stemming: the roots of a dictionary with
 * the affixes it gives each, and the exceptions.
 *
 * Filled by one thread, then read-only for many.
 */
#ifndef TELUSUR_ROOTS_H
#define TELUSUR_ROOTS_H

#include "buf.h"
#include "errors.h"

enum { ROOTS_MAX_WORD_BYTES = 120 };

struct root {
	struct slice word;
	/* The word itself for a root; another word for a form whose root an
	 * exception gives. */
	struct slice root;
	uint64_t affix_flags; /* the dictionary's, a set of affix_flags.h */
	uint8_t weight; /* its number of flags in the dictionary, up to 255 */
	bool given; /* by an exception, which overrides the rules */
};

struct roots;

/* Sets ERROR_MEMORY alone. */
struct roots *roots_new(struct error *err);
void roots_free(struct roots *roots);

/* Adds a copy, or replaces the entry of the same word.  ERROR_LIMIT unless word
 * and root have 1..ROOTS_MAX_WORD_BYTES bytes. */
bool roots_put(struct roots *roots, const struct root *root, struct error *err);

/* NULL when the word is not there. */
const struct root *roots_find(const struct roots *roots, struct slice word);

/* All entries, in the order in which their words were first put. */
size_t roots_count(const struct roots *roots);
const struct root *roots_at(const struct roots *roots, size_t i);

/* Appends the entries, sorted and front-coded; false when out of memory. */
bool roots_save(const struct roots *roots, struct buf *out);
/* Reads what roots_save wrote.  Safe on any bytes: ERROR_CORRUPT or
 * ERROR_LIMIT. */
struct roots *roots_load(struct cursor *in, struct error *err);

#endif
