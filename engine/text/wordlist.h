/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wordlist.h - the words that an analyser has met, each analysed once: a hash
 * table from form to word, and the roots numbered in the order they came.
 */
#ifndef TELUSUR_WORDLIST_H
#define TELUSUR_WORDLIST_H

#include "analyse.h"

/* A hash table of texts that lie elsewhere. */
struct wordlist_slot;
struct wordlist_table {
	struct wordlist_slot *slot;
	size_t slots; /* a power of two, or 0 */
	size_t count;
};

/* Zero-initialised is empty. */
struct wordlist {
	struct arena arena;
	struct wordlist_table forms, roots;
	const struct word **word; /* by id */
	uint32_t word_count;
	size_t word_capacity;
	struct slice *root; /* by root_id */
	uint32_t root_count;
	size_t root_capacity;
};

/* A form, borrowed, as it is looked for: as a single word, or as a compound,
 * which may have several roots: that of one part, or itself. */
struct wordlist_key {
	struct slice form;
	uint64_t hash;
};
struct wordlist_key wordlist_key(struct slice form);
struct wordlist_key wordlist_compound_key(struct slice form, struct slice root);

/* NULL when the form was not met. */
const struct word *wordlist_find(
	const struct wordlist *words, const struct wordlist_key *key);

/* Has what wordlist_find will look at brought near: the slot first, what it
 * holds some words later.  Waiting for memory took half of an analysis. */
void wordlist_expect_slot(
	const struct wordlist *words, const struct wordlist_key *key);
void wordlist_expect_word(
	const struct wordlist *words, const struct wordlist_key *key);

/* Copies form and root; via must outlive the list.  Takes the place of a word
 * with the same key.  NULL only when out of memory. */
const struct word *wordlist_add(struct wordlist *words,
	const struct wordlist_key *key, struct slice root, const char *via,
	struct error *err);

void wordlist_free(struct wordlist *words);

#endif
