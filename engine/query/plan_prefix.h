/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_prefix.h - the words of a collection that begin so: kata*. */
#ifndef TELUSUR_PLAN_PREFIX_H
#define TELUSUR_PLAN_PREFIX_H

#include "lexicon.h"
#include "plan.h"

/* The forms in the text or the field that begin with the normalised prefix,
 * with their roots: at most PLAN_MAX_EXPANSIONS; *cut says whether there were
 * more.  All is in the arena or, the roots of a field's forms, with the index
 * until it is refreshed. */
bool plan_expand(struct index *index, enum query_field field,
	struct slice prefix, struct arena *arena, struct lexicon_entry **entry,
	size_t *count, bool *cut, struct error *err);

#endif
