/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_word.h - the forms that a beginning may become.
 */
#ifndef TELUSUR_COMPLETE_WORD_H
#define TELUSUR_COMPLETE_WORD_H

#include "plan.h"

struct complete_word {
	struct slice form;
	uint32_t documents;
};

/* Up to `limit` forms that begin with prefix and are longer, the likeliest
 * behind the words of the query `before` first; no function words, and none
 * that are too rare to be suggested.  All is in the arena. */
bool complete_words(struct index *index, const struct plan *before,
	struct slice prefix, size_t limit, struct arena *arena,
	struct complete_word **word, size_t *count, struct error *err);

#endif
