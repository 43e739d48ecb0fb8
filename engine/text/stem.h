/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stem.h - the stemmer: the root of an Indonesian word form.  stem.c is the
 * only user of libstemmer.
 *
 * An exception decides first, then the form itself if it is a root.  Otherwise
 * all segmentations of the form (affix.h) whose base is a known root are
 * ranked: by evidence (affixes that the dictionary gives the root before those
 * that only the grammar allows), then fewer affixes, then the root with more
 * flags, then the root that Snowball finds, then the longer root.  Without a
 * dictionary Snowball alone decides.  An unknown word, mostly a name, loses
 * only what plainly is an affix (Kalimantan stays, it is not kalimant).
 */
#ifndef TELUSUR_STEM_H
#define TELUSUR_STEM_H

#include "buf.h"
#include "errors.h"
#include "morphology.h"

/* For one thread. */
struct stem;

/* Borrows the morphology until stem_free.  ERROR_ENGINE: libstemmer has no
 * Indonesian stemmer. */
struct stem *stem_new(const struct morphology *morphology, struct error *err);
void stem_free(struct stem *stem);

struct stem_result {
	/* Lies in the morphology, in the form given, or in the stem until the
	 * next call. */
	struct slice root;
	/* The stripped affixes, "me- -kan"; "" for none or if unknown.  Lives
	 * as long as the stem. */
	const char *via;
};

/* Finds the root of a normalised form.  A form with other bytes than a-z, or
 * longer than AFFIX_MAX_BYTES, is its own root unless an exception names it.
 * Sets ERROR_MEMORY alone. */
bool stem_find(struct stem *stem, struct slice form, struct stem_result *out,
	struct error *err);

/* Whether an exception names this very form.  Then *root is its root, which
 * lies in the morphology. */
bool stem_exception(
	const struct stem *stem, struct slice form, struct slice *root);

/* The root by Snowball alone, valid until the next call; for the benchmark that
 * compares it with stem_find.  Sets ERROR_MEMORY alone. */
bool stem_snowball(struct stem *stem, struct slice form, struct slice *root,
	struct error *err);

#endif
