/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_make.h - a query's tree -> a plan. */
#ifndef TELUSUR_PLAN_MAKE_H
#define TELUSUR_PLAN_MAKE_H

#include "plan.h"

/* Analyses the words of a query and looks up their frequencies.  The plan is
 * the caller's (plan_free) and borrows nothing.  ERROR_LIMIT: over
 * PLAN_MAX_PATTERNS words; ERROR_USAGE: options->exclude is over its limits;
 * else the codes of reading an index (ERROR_MODIFIED, ERROR_CORRUPT,
 * ERROR_ENGINE). */
struct plan *plan_make(struct index *index, const struct query *query,
	const struct plan_options *options, struct error *err);

#endif
