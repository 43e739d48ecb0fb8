/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_plan.h - plans a query and relaxes phrases that match nowhere. */
#ifndef TELUSUR_SEARCH_PLAN_H
#define TELUSUR_SEARCH_PLAN_H

#include "plan.h"

/* As plan_make, but an optional phrase that no essay contains is replaced by
 * its words, and a note is added to the query: people who quote from memory are
 * often off by a word.  Not if `strict` is set, and not if the phrase is the
 * whole query.  ERROR_LIMIT and ERROR_USAGE as plan_make; reading errors
 * (README.md). */
struct plan *search_plan(struct index *index, struct query *query,
	const struct plan_options *options, bool strict, struct error *err);

#endif
