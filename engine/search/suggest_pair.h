/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_pair.h - words that are written apart or together: whether the
 * collection writes kerja sama or kerjasama.
 */
#ifndef TELUSUR_SUGGEST_PAIR_H
#define TELUSUR_SUGGEST_PAIR_H

#include "index.h"

/* The form with a space inside, "kerja sama", where the collection has that
 * SUGGEST_PAIR_FACTOR times as often as the form, which stands in `own`
 * essays; empty otherwise.  It is in the arena. */
bool suggest_pair_split(struct index *index, struct slice form, uint32_t own,
	struct arena *arena, struct slice *apart, struct error *err);

/* Whether the two words are as much more often written as one, *whole. */
bool suggest_pair_join(struct index *index, struct slice first,
	struct slice first_root, struct slice second, struct slice second_root,
	struct arena *arena, struct slice *whole, bool *join,
	struct error *err);

enum {
	SUGGEST_PAIR_FACTOR = 4,
	/* Essays with both words that are read to count the pair; with more,
	 * the rest is reckoned from these. */
	SUGGEST_PAIR_ESSAYS = 100,
};

#endif
