/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_plan.h - a query's plan, with quotations that stand nowhere loosened.
 */
#ifndef TELUSUR_SEARCH_PLAN_H
#define TELUSUR_SEARCH_PLAN_H

#include "plan.h"

/* As plan_make.  A phrase that is one of several choices and stands in no
 * essay would count for nothing, and a reader who quotes from memory is off by
 * a word: it is read as its words, and a note is added to the query.  Not with
 * strict, and never when the phrase is all that is asked for. */
struct plan *search_plan(struct index *index, struct query *query,
	const struct plan_options *options, bool strict, struct error *err);

#endif
