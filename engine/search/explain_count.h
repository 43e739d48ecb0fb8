/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_count.h - the words of a plan counted in one essay.
 *
 * A record has hashes of words.  Each code is looked up in the text where it is
 * met first, once an essay, so that long essays cost little.  Two words of an
 * essay may share a code: of 60,000 hits two were off for that.  Then `sure`
 * counts the strings of every paragraph that has such a code.
 */
#ifndef TELUSUR_EXPLAIN_COUNT_H
#define TELUSUR_EXPLAIN_COUNT_H

#include "plan.h"

/* A form with a root. */
struct explain_code {
	uint32_t code, count;
	uint32_t in_title; /* of them */
	struct slice form, root;
};

struct explain_counts {
	struct explain_code *code; /* those with a root of the plan, in order
				    * of appearance */
	size_t count, capacity;
	uint32_t length; /* words of the essay, as its terms have it */
	uint32_t *phrase; /* of the text, by pattern of several words */
	/* Of the query's content words, each root once, how many stand in the
	 * text, in one paragraph of it, in one sentence. */
	uint32_t in_text, in_paragraph, in_sentence;
	/* the fields' words; the analyser's */
	struct tokens field[QUERY_PATH + 1];
};

/* Zero-initialised is empty.  The strings are in the arena. */
bool explain_count(struct index *index, const struct plan *plan,
	const struct record *record, bool sure, struct arena *arena,
	struct explain_counts *counts, struct error *err);
void explain_counts_free(struct explain_counts *counts);

#endif
