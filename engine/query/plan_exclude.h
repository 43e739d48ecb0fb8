/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_exclude.h - leaves out the forms that a request excludes.
 */
#ifndef TELUSUR_PLAN_EXCLUDE_H
#define TELUSUR_PLAN_EXCLUDE_H

#include "plan.h"

/* Adds to plan->excluded the forms of a comma-separated list that the
 * collection has and that could match a pattern of the plan.  Sets `reduced` on
 * these patterns.  ERROR_USAGE: over PLAN_MAX_EXCLUDED or
 * PLAN_MAX_EXCLUDE_BYTES; else the codes of plan_make. */
bool plan_exclude(struct index *index, struct plan *plan, struct slice list,
	struct error *err);

#endif
