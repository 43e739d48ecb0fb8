/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_word.h - the forms that complete a prefix. */
#ifndef TELUSUR_COMPLETE_WORD_H
#define TELUSUR_COMPLETE_WORD_H

#include "plan.h"

struct complete_word {
	struct slice form;
	uint32_t documents;
};

/* Lists up to `limit` forms longer than the prefix that start with it, the most
 * likely ones after the words of the plan `before` first.  Function words and
 * forms too rare to be suggested are skipped.  The result is in the arena.
 * Reading errors (README.md). */
bool complete_words(struct index *index, const struct plan *before,
	struct slice prefix, size_t limit, struct arena *arena,
	struct complete_word **word, size_t *count, struct error *err);

#endif
