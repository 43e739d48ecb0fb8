/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stopword.h - the function words of Indonesian.
 *
 * They stand in nearly every essay and say nothing of what it is about.  They
 * are left out of queries only, never out of an index, never inside quotes,
 * and not where nothing else would be left.  The negations (tidak, bukan,
 * belum, tanpa) turn a sentence round and are no stop words.
 */
#ifndef TELUSUR_STOPWORD_H
#define TELUSUR_STOPWORD_H

#include "buf.h"

/* Whether the normalised form is one. */
bool stopword_is(struct slice form);

#endif
