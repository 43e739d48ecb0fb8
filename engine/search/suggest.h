/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest.h - "did you mean": spelling correction of a query with the words of
 * the collection.  The suggestion is shown, never searched automatically.
 *
 * A word is not corrected if it occurs in more than a few essays, is in the
 * dictionary, or is a number, a code, an acronym or a name with an inner
 * capital.  Any other word is corrected to a form whose frequency outweighs its
 * edit distance (noisy channel, suggest_words.h).  The threshold is higher for
 * a word that the collection has (and grows with its size), for one whose root
 * is known, and for a name.  Word boundaries are corrected too: kerjasama, if
 * the collection writes kerja sama far more often, and the reverse.
 */
#ifndef TELUSUR_SUGGEST_H
#define TELUSUR_SUGGEST_H

#include "index.h"
#include "query.h"

/* Sets *suggestion to the whole corrected query, with its operators, quotes and
 * capitals; empty if there is nothing to correct.  It is in the arena.  Reading
 * errors (README.md). */
bool suggest_query(struct index *index, const struct query *query,
	struct arena *arena, struct slice *suggestion, struct error *err);

#endif
