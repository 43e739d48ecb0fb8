/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_exclude.h - the forms that a request leaves out.
 */
#ifndef TELUSUR_PLAN_EXCLUDE_H
#define TELUSUR_PLAN_EXCLUDE_H

#include "plan.h"

/* Notes the forms of the list, with commas between them, that the collection
 * has and that could match a pattern of the plan, and sets `reduced` on these
 * patterns. */
bool plan_exclude(struct index *index, struct plan *plan, struct slice list,
	struct error *err);

#endif
