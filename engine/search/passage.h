/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage.h - the best passages of an essay, with what matched in them.
 *
 * Which passages is decided on the record's codes; the few that are chosen are
 * then tokenised again from their text, and what is highlighted is decided
 * there.  A passage is verbatim, whole sentences where they fit, inside one
 * paragraph, and cuts no word.
 */
#ifndef TELUSUR_PASSAGE_H
#define TELUSUR_PASSAGE_H

#include "highlight.h"
#include "window.h"

/* About as many words make a passage. */
enum {
	PASSAGE_WORDS = WINDOW_QUERY_WORDS,
	PASSAGE_MIN_WORDS = 20,
	PASSAGE_MAX_WORDS = 200,
};

enum passage_order {
	PASSAGE_BY_SCORE,
	PASSAGE_BY_POSITION, /* in the text */
};

struct passage {
	struct slice text;
	struct slice token; /* its permalink, see quote.h */
	struct slice prefix, suffix; /* 32 characters before and after it */
	uint32_t start, end; /* bytes in the essay's text */
	uint32_t first_line, last_line; /* from 1 */
	uint32_t paragraph; /* number, from 1 */
	uint32_t page; /* number, from 1; 0 when the file has no pages */
	double score;
	bool cut_before, cut_after; /* it begins, ends inside a sentence */
	struct highlight *highlight;
	size_t highlight_count;
};

struct passages {
	struct passage *passage; /* in the order that was asked for */
	size_t count;
	uint32_t matches_total; /* in the essay's text */
	uint32_t paragraphs_total; /* that hold a match */
	bool totals_exact; /* false: there are so many at least */
};

struct passage_choice;

/* Finds up to `limit` passages.  None is a near copy of a better one.  An essay
 * that matches by its title alone, or that nothing is looked for in (plan
 * without a tree), gives its beginning.  All is allocated in the arena. */
bool passage_find(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record, size_t limit,
	enum passage_order order, struct arena *arena,
	struct passages *passages, struct error *err);

/* Opens one passage that was chosen (passage_choose.h): its text is empty where
 * it turns out to hold no match. */
bool passage_open(struct index *index, const struct window_query *query,
	struct matcher *matcher, const struct record *record,
	const struct passage_choice *choice, struct arena *arena,
	struct passage *passage, struct error *err);

#endif
