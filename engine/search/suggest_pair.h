/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_pair.h - word boundaries: whether the collection writes kerja sama or
 * kerjasama.
 */
#ifndef TELUSUR_SUGGEST_PAIR_H
#define TELUSUR_SUGGEST_PAIR_H

#include "index.h"

/* Sets *apart to the form split by a space ("kerja sama"), if the split form is
 * in at least SUGGEST_PAIR_FACTOR times as many essays as the form (`own`);
 * else empty.  It is in the arena.  Reading errors (README.md). */
bool suggest_pair_split(struct index *index, struct slice form, uint32_t own,
	struct arena *arena, struct slice *apart, struct error *err);

/* The reverse: sets *join to whether two words are that much more frequent as
 * one word, *whole.  Reading errors (README.md). */
bool suggest_pair_join(struct index *index, struct slice first,
	struct slice first_root, struct slice second, struct slice second_root,
	struct arena *arena, struct slice *whole, bool *join,
	struct error *err);

enum {
	SUGGEST_PAIR_FACTOR = 4,
	/* The pair is counted in this many essays that have both words, and
	 * extrapolated if there are more. */
	SUGGEST_PAIR_ESSAYS = 100,
};

#endif
