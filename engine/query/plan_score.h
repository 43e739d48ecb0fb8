/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_score.h - the score tree of a plan: what the first ranking stage matches
 * and how it scores.  Xapian's query is made from it, and the explanation of a
 * hit evaluates it again.
 */
#ifndef TELUSUR_PLAN_SCORE_H
#define TELUSUR_PLAN_SCORE_H

#include "plan.h"

enum plan_score_kind {
	PLAN_SCORE_TERM, /* idf^p * S, see rank.h */
	PLAN_SCORE_ALL, /* every essay; scores 0 */
	PLAN_SCORE_NONE, /* no essay */
	PLAN_SCORE_YEARS, /* scores 0 */
	PLAN_SCORE_AND, /* all children must match; the sum */
	PLAN_SCORE_OR, /* any child; the sum of those that match */
	PLAN_SCORE_AND_NOT, /* the first child; the second must not match */
	PLAN_SCORE_MAYBE, /* the first child; the second adds if it matches */
};

struct plan_score {
	enum plan_score_kind kind;
	double factor; /* multiplies the score of this subtree */
	/* PLAN_SCORE_TERM: */
	enum query_field field;
	struct slice root;
	/* What the score is credited to: a position of a pattern; or, if
	 * pattern is SIZE_MAX, a word of the plan (in the title, or in a
	 * phrase that is optional).  word is SIZE_MAX otherwise. */
	size_t pattern, position, word;
	int first_year, last_year; /* PLAN_SCORE_YEARS */
	struct plan_score **child;
	size_t child_count;
};

/* The score tree of a plan with a root; it is in the plan's arena.  It matches
 * a superset of the essays that the plan is true of, and exactly those if
 * !plan->checked.  Words of the query in a title add to the score with
 * title_weight.  Sets ERROR_MEMORY alone. */
struct plan_score *plan_score_make(
	struct plan *plan, double title_weight, struct error *err);

#endif
