/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roots.h - a set of words that are looked up often: the root words of a
 * dictionary with the affixes each is known to take, and the exceptions.
 *
 * Filled once, then read by many threads.
 */
#ifndef TELUSUR_ROOTS_H
#define TELUSUR_ROOTS_H

#include "affix.h"
#include "errors.h"

enum { ROOTS_MAX_WORD_BYTES = 120 };

struct root {
	struct slice word;
	/* What the word comes to: itself for a root, something else for a
	 * form that an exception names. */
	struct slice root;
	uint64_t licences; /* which affixes the dictionary gives it */
	uint8_t weight; /* how many forms of it the dictionary knows */
	bool given; /* by an exception, which overrules everything */
};

struct roots;

struct roots *roots_new(struct error *err);
void roots_free(struct roots *roots);

/* Adds a copy, or replaces what is there under the word, whose slice the set
 * then keeps.  The word has 1..ROOTS_MAX_WORD_BYTES bytes. */
bool roots_put(struct roots *roots, const struct root *root, struct error *err);

/* NULL when it is not there. */
const struct root *roots_find(const struct roots *roots, struct slice word);

/* All, in the order they were first put. */
size_t roots_count(const struct roots *roots);
const struct root *roots_at(const struct roots *roots, size_t i);

/* The licence for these affixes, a bit of struct root; 0 when no dictionary
 * flag stands for them.  di- ku- kau- share the licences of me-.  Clitics are
 * not looked at. */
uint64_t roots_licence(const struct affixes *affixes);

/* The licences of hunspell-id's flags: pairs of letters, as after the '/' of
 * an entry. */
uint64_t roots_licences(struct slice flags);

/* Licences that more than one affix is judged by. */
enum roots_group {
	ROOTS_VERB, /* me- in any form */
	ROOTS_VERB_KAN, /* me-...-kan */
	ROOTS_VERB_I, /* me-...-i */
	ROOTS_SIMPLE, /* me- ber- pe- on the bare root */
	ROOTS_OWNED, /* -ku -mu -nya */
	ROOTS_STRESSED, /* -lah -kah */
};
uint64_t roots_licence_group(enum roots_group group);

/* Appends sorted, front-coded bytes; false when out of memory. */
bool roots_save(const struct roots *roots, struct buf *out);
/* Reads what roots_save wrote; never trusts it. */
struct roots *roots_load(struct cursor *in, struct error *err);

#endif
