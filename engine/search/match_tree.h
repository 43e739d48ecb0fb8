/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_tree.h - evaluates the tree of a plan on one essay. */
#ifndef TELUSUR_MATCH_TREE_H
#define TELUSUR_MATCH_TREE_H

#include "match.h"

/* Sets *holds to whether the tree of the plan is true for the document.
 * Phrases and NEAR must match inside one paragraph.  NEAR is true where every
 * further operand occurs within its distance of the first, before or after it,
 * without overlapping it; adjacent words have distance 1.  Reads the record:
 * errors as record_read. */
bool match_tree_holds(struct matcher *matcher, struct index *index,
	uint32_t document, bool *holds, struct error *err);

#endif
