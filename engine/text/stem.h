/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stem.h - the root of an Indonesian word form; the one file over libstemmer.
 *
 * An exception decides first, then the form itself if it is a root.  Otherwise
 * affix.h names all readings of the form, and those whose base is a known root
 * are weighed: what the dictionary licenses before what only the grammar
 * allows, then the fewer affixes, then the root with the more forms, then the
 * one that Snowball's stemmer finds, then the longer one.  Snowball alone
 * decides where there is no dictionary.  A word whose root is unknown keeps
 * what is not plainly an affix: it is mostly a name (Kalimantan, not kalimant).
 */
#ifndef TELUSUR_STEM_H
#define TELUSUR_STEM_H

#include "buf.h"
#include "errors.h"
#include "morphology.h"

/* For one thread; borrows the morphology for its life. */
struct stem;

struct stem *stem_new(const struct morphology *morphology, struct error *err);
void stem_free(struct stem *stem);

struct stem_result {
	/* Lies in the morphology, in the form that was given, or in the stem
	 * until its next call. */
	struct slice root;
	/* The affixes that came off, "me- -kan"; "" for none or where they
	 * cannot be told.  Stays as long as the stem. */
	const char *via;
};

/* The form is normalised; with other letters than a-z, or longer than
 * AFFIX_MAX_BYTES, it is its own root unless an exception says otherwise.
 * ERROR_MEMORY alone. */
bool stem_find(struct stem *stem, struct slice form, struct stem_result *out,
	struct error *err);

/* Whether an exception names just this form; then *root, in the morphology, is
 * what stem_find gives. */
bool stem_exception(
	const struct stem *stem, struct slice form, struct slice *root);

/* What Snowball alone makes of the form, valid until the next call; for the
 * bench that measures what the rest is worth.  ERROR_MEMORY alone. */
bool stem_snowball(struct stem *stem, struct slice form, struct slice *root,
	struct error *err);

#endif
