/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_count.h - counts the words of a plan in one essay.
 *
 * A record stores the numbers of words (code.h).  Each code is resolved to its
 * strings once, at its first occurrence, so that a long essay costs little.
 */
#ifndef TELUSUR_EXPLAIN_COUNT_H
#define TELUSUR_EXPLAIN_COUNT_H

#include "plan.h"

/* A form, analysed to a root of the plan. */
struct explain_code {
	uint64_t code; /* code.h */
	uint32_t count;
	uint32_t in_title; /* part of count */
	struct slice form, root;
};

struct explain_counts {
	struct explain_code *code; /* by first occurrence */
	size_t count, capacity;
	uint32_t length; /* of the document, in words */
	uint32_t *phrase; /* matches per pattern of several words */
	/* Distinct roots of the query's content words in the text; the most in
	 * one paragraph; the most in one sentence. */
	uint32_t in_text, in_paragraph, in_sentence;
	/* Tokens of the other fields. */
	struct tokens field[QUERY_PATH + 1];
};

/* Counts in the essay of the record.  *counts must be zero-initialised; its
 * strings are in the arena.  explain_counts_free, also after a failure.
 * Reading errors (README.md). */
bool explain_count(struct index *index, const struct plan *plan,
	const struct record *record, struct arena *arena,
	struct explain_counts *counts, struct error *err);
void explain_counts_free(struct explain_counts *counts);

#endif
