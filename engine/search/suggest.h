/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest.h - did you mean: a query with its likely typos mended, by the
 * collection's own words.  It is shown, never searched for by itself.
 *
 * A word is left alone when it stands in more than a few essays, when the
 * dictionary knows it, and when it is a number, a code, an acronym, or a name
 * with a capital inside.  Another is mended where a form is so much more
 * frequent, for how far it is, that a slip is the likelier reading
 * (suggest_words.h); more is asked of one that the collection has at all, the
 * more so the larger it is, of one that is read as a form of a root that it
 * knows, and of a name.  Words written apart
 * or together are mended too: kerjasama where the collection writes kerja sama
 * far more often, and the other way round.
 */
#ifndef TELUSUR_SUGGEST_H
#define TELUSUR_SUGGEST_H

#include "index.h"
#include "query.h"

/* The whole query with the words mended, operators, quotes and capitals kept;
 * empty where there is nothing to suggest.  It is in the arena. */
bool suggest_query(struct index *index, const struct query *query,
	struct arena *arena, struct slice *suggestion, struct error *err);

#endif
