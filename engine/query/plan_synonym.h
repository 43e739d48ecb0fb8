/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_synonym.h - the synonyms of a query's word as further readings of it.
 */
#ifndef TELUSUR_PLAN_SYNONYM_H
#define TELUSUR_PLAN_SYNONYM_H

#include "plan.h"

/* What a synonym counts of what the word itself would: whoever types siber
 * mostly wants cyber too, but sees essays that say siber first. */
#define PLAN_SYNONYM_WEIGHT .7

/* Adds to the place of a word those of its synonyms that the collection has
 * in the field, as whole families, as the word itself is. */
bool plan_add_synonyms(struct index *index, struct arena *arena,
	enum query_field field, struct plan_place *place, struct error *err);

#endif
