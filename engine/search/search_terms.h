/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_terms.h - the terms of a query as they were understood. */
#ifndef TELUSUR_SEARCH_TERMS_H
#define TELUSUR_SEARCH_TERMS_H

#include "search_answer.h"

/* Fills answer->term from the plan; answer->query must be set.  Reading errors
 * (README.md). */
bool search_terms(struct index *index, const struct plan *plan,
	struct search_answer *answer, struct error *err);

#endif
