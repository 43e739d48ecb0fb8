/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_terms.h - the words of a query as they were understood, for an
 * answer.
 */
#ifndef TELUSUR_SEARCH_TERMS_H
#define TELUSUR_SEARCH_TERMS_H

#include "search_answer.h"

/* Fills the terms of the answer, whose query is there. */
bool search_terms(struct index *index, const struct plan *plan,
	struct search_answer *answer, struct error *err);

#endif
