/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_prefix.h - prefix expansion: the forms that kata* stands for. */
#ifndef TELUSUR_PLAN_PREFIX_H
#define TELUSUR_PLAN_PREFIX_H

#include "lexicon.h"
#include "plan.h"

/* Sets *entry to the forms of the text or field that begin with the normalised
 * prefix, with their roots: *count of them, at most PLAN_MAX_EXPANSIONS.  *cut
 * says whether there are more.  All is in the arena, except the roots of a
 * field's forms, which are valid until the index is refreshed.  The codes of
 * plan_make. */
bool plan_prefix_expand(struct index *index, enum query_field field,
	struct slice prefix, struct arena *arena, struct lexicon_entry **entry,
	size_t *count, bool *cut, struct error *err);

#endif
