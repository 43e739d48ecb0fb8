/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vocabulary.h - form -> word: each form is analysed once, then found in the
 * word list.
 *
 * A new form is reduced to letters first (jum'at -> jumat, 1.000 -> 1000); then
 * stem.h finds its root, if need be in modern spelling (spelling.h).
 *
 * ERROR_CORRUPT: a form that is not valid UTF-8.
 */
#ifndef TELUSUR_VOCABULARY_H
#define TELUSUR_VOCABULARY_H

#include "wordlist.h"

struct morphology;
struct roots;
struct stem;

/* Private but for `words`, which callers may read. */
struct vocabulary {
	struct wordlist words;
	struct stem *stem;
	const struct roots *roots;
	bool old_spelling; /* spellings before 1972 are read as well */
	struct buf folded, plain, today; /* scratch */
};

/* Borrows the morphology until vocabulary_close.  ERROR_ENGINE: libstemmer has
 * no Indonesian stemmer.  After a failure vocabulary_close is due as well. */
bool vocabulary_open(struct vocabulary *vocabulary,
	const struct morphology *morphology, struct error *err);
void vocabulary_close(struct vocabulary *vocabulary);

/* Analyses a normalised form of up to WORD_MAX_FORM_BYTES and adds it.  shape
 * is the enum token_shape flags of the text that the form was made from. */
const struct word *vocabulary_add(struct vocabulary *vocabulary,
	const struct wordlist_key *key, unsigned shape, struct error *err);

/* Finds the word of a normalised form, or adds it. */
static inline const struct word *vocabulary_word(struct vocabulary *vocabulary,
	const struct wordlist_key *key, unsigned shape, struct error *err)
{
	const struct word *known = wordlist_find(&vocabulary->words, key);
	return known ? known : vocabulary_add(vocabulary, key, shape, err);
}

/* vocabulary_word for a normalised form of any length, cut to
 * WORD_MAX_FORM_BYTES. */
const struct word *vocabulary_form(struct vocabulary *vocabulary,
	struct slice form, unsigned shape, struct error *err);

/* vocabulary_form for bytes of a text, normalised here. */
const struct word *vocabulary_fold(struct vocabulary *vocabulary,
	struct slice raw, unsigned shape, struct error *err);

/* The word of a compound whose root is known already.  via must outlive the
 * vocabulary. */
const struct word *vocabulary_compound(struct vocabulary *vocabulary,
	struct slice form, struct slice root, const char *via,
	struct error *err);

/* *known says whether an exception names the form, or the form without the
 * clitics at its end (undang-undangnya).  Then *root is its root, which lies in
 * the morphology; else *root is unchanged.  Sets ERROR_MEMORY alone. */
bool vocabulary_exception(struct vocabulary *vocabulary, struct slice form,
	bool *known, struct slice *root, struct error *err);

#endif
