/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage.h - the best passages (snippets) of an essay, with highlights.
 *
 * Passages are chosen by the codes of the record (passage_choose.h).  The few
 * chosen ones are tokenised again from their text, which decides the
 * highlights.  A passage is verbatim text of one paragraph, whole sentences
 * where they fit, and never splits a word.
 */
#ifndef TELUSUR_PASSAGE_H
#define TELUSUR_PASSAGE_H

#include "highlight.h"
#include "window.h"

/* Target length of a passage. */
enum {
	PASSAGE_WORDS = WINDOW_QUERY_WORDS,
	PASSAGE_MIN_WORDS = 20,
	PASSAGE_MAX_WORDS = 200,
};

enum passage_order {
	PASSAGE_BY_SCORE,
	PASSAGE_BY_POSITION, /* text order */
};

struct passage {
	struct slice text;
	struct slice token; /* the permalink, see quote.h */
	struct slice prefix, suffix; /* up to 32 characters of context */
	uint32_t start, end; /* bytes in the essay's text */
	uint32_t first_line, last_line; /* from 1 */
	uint32_t paragraph; /* from 1 */
	uint32_t page; /* from 1; 0: the file has no pages */
	double score;
	bool cut_before, cut_after; /* starts, ends inside a sentence */
	struct highlight *highlight;
	size_t highlight_count;
};

struct passages {
	struct passage *passage; /* in the requested order */
	size_t count;
	uint32_t matches_total; /* in the essay's text */
	uint32_t paragraphs_total; /* with a match */
	bool totals_exact; /* false: the totals are lower bounds */
};

struct passage_choice;

/* Finds up to `limit` passages without near duplicates.  An essay that matches
 * only by its title, or a plan without a tree, gives the beginning of the text.
 * The result is in the arena.  Reading errors (README.md). */
bool passage_find(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record, size_t limit,
	enum passage_order order, struct arena *arena,
	struct passages *passages, struct error *err);

/* Reads one chosen passage.  Reading errors (README.md). */
bool passage_open(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record,
	const struct passage_choice *choice, struct arena *arena,
	struct passage *passage, struct error *err);

#endif
