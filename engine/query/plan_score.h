/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_score.h - how the first stage scores a plan: one tree that Xapian's
 * query is made from, and that an explanation of a hit evaluates again.
 */
#ifndef TELUSUR_PLAN_SCORE_H
#define TELUSUR_PLAN_SCORE_H

#include "plan.h"

enum plan_score_kind {
	PLAN_SCORE_TERM, /* idf^p * S, see rank.h */
	PLAN_SCORE_ALL, /* every essay; scores nothing */
	PLAN_SCORE_NONE,
	PLAN_SCORE_YEARS, /* scores nothing */
	PLAN_SCORE_AND, /* the sum, where all match */
	PLAN_SCORE_OR, /* the sum of those that match */
	PLAN_SCORE_AND_NOT, /* the first, where the second does not match */
	PLAN_SCORE_MAYBE, /* the first, and the second where it matches */
};

struct plan_score {
	enum plan_score_kind kind;
	double factor; /* of the score of it and all below */
	/* PLAN_SCORE_TERM: */
	enum query_field field;
	struct slice root;
	/* Whose share it is: a place of a pattern, or (SIZE_MAX) a word of
	 * the plan, for its place in the title or in a phrase. */
	size_t pattern, place, word;
	int first_year, last_year; /* PLAN_SCORE_YEARS */
	struct plan_score **child;
	size_t child_count;
};

/* The tree of a plan that has one: true of every essay that the plan is true
 * of, and of no other where !plan->checked.  What a title has of the query's
 * words adds to the score with the weight.  It is in the plan's arena. */
struct plan_score *plan_score_make(
	struct plan *plan, double title_weight, struct error *err);

#endif
