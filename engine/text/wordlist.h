/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wordlist.h - the words that an analyser has met: a hash table from form to
 * word, and the roots, numbered in order of arrival.
 */
#ifndef TELUSUR_WORDLIST_H
#define TELUSUR_WORDLIST_H

#include "errors.h"
#include "word.h"

/* An open-addressing hash table of borrowed texts. */
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

/* A look-up key: a borrowed form and its hash.  Compounds are keyed by form and
 * root, since one form may have the root of one part or be its own root. */
struct wordlist_key {
	struct slice form;
	uint64_t hash;
};
struct wordlist_key wordlist_key(struct slice form);
struct wordlist_key wordlist_compound_key(struct slice form, struct slice root);

/* NULL when the form was not added. */
const struct word *wordlist_find(
	const struct wordlist *words, const struct wordlist_key *key);

/* Prefetches what wordlist_find will touch: first the slot, some words later
 * the entry that it points at.  Cache misses were half of the time of an
 * analysis. */
void wordlist_prefetch_slot(
	const struct wordlist *words, const struct wordlist_key *key);
void wordlist_prefetch_word(
	const struct wordlist *words, const struct wordlist_key *key);

/* Adds a word with copies of form and root; via is borrowed and must outlive
 * the list.  Replaces a word with the same key in look-ups; the old one keeps
 * its id.  Sets ERROR_MEMORY alone. */
const struct word *wordlist_add(struct wordlist *words,
	const struct wordlist_key *key, struct slice root, const char *via,
	struct error *err);

void wordlist_free(struct wordlist *words);

#endif
