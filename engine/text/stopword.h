/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stopword.h - the stop words: function words of Indonesian, which occur in
 * nearly every essay and do not tell what it is about.
 *
 * They are dropped from queries only, never from an index, never inside quotes,
 * and not if nothing else would be left.  Negations (tidak, bukan, belum,
 * tanpa) are not stop words: they reverse the meaning.
 */
#ifndef TELUSUR_STOPWORD_H
#define TELUSUR_STOPWORD_H

#include "buf.h"

/* Whether the normalised form is a stop word. */
bool stopword_is(struct slice form);

#endif
