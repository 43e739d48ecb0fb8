/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_synonym.h - query expansion: synonyms as alternatives of a word.
 */
#ifndef TELUSUR_PLAN_SYNONYM_H
#define TELUSUR_PLAN_SYNONYM_H

#include "plan.h"

/* The weight of a synonym, relative to the word itself: a query for siber wants
 * cyber as well, but essays that say siber first. */
#define PLAN_SYNONYM_WEIGHT .7

/* Adds to the position of a word its synonyms, by root, as the word itself is.
 * Skips those that the collection does not have in the field.  The codes of
 * plan_make. */
bool plan_synonym_add(struct index *index, struct arena *arena,
	enum query_field field, struct plan_position *position,
	struct error *err);

#endif
