/* wordlist.h - the words that an analyser has met, each analysed once: a hash
 * table from form to word, and the roots numbered in the order they came.
 */
#ifndef TELUSUR_WORDLIST_H
#define TELUSUR_WORDLIST_H

#include "analyse.h"

/* One form may be met as a single word and as a compound of several, which
 * have other roots. */
enum wordlist_kind { WORDLIST_STEMMED, WORDLIST_COMPOUND, WORDLIST_ROOT };

struct wordlist_slot;

/* Zero-initialised is empty. */
struct wordlist {
	struct arena arena;
	struct wordlist_slot *slot;
	size_t slots; /* a power of two, or 0 */
	size_t count; /* taken slots */
	const struct word **word; /* by id, without the roots' own entries */
	uint32_t word_count, word_capacity;
	struct slice *root; /* by root_id */
	uint32_t root_count, root_capacity;
};

/* NULL when the form was not met. */
const struct word *wordlist_find(const struct wordlist *words,
	struct slice form, enum wordlist_kind kind);

/* Copies form and root; via must outlive the list.  NULL only when out of
 * memory. */
const struct word *wordlist_add(struct wordlist *words, struct slice form,
	struct slice root, const char *via, enum wordlist_kind kind,
	struct error *err);

void wordlist_free(struct wordlist *words);

#endif
