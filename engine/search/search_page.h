/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_page.h - the first stage's scores of essays that are known already.
 */
#ifndef TELUSUR_SEARCH_PAGE_H
#define TELUSUR_SEARCH_PAGE_H

#include "rerank.h"

/* The documents, which the plan finds, in their order with their scores; in the
 * arena.  Reading errors; NULL then. */
struct rerank_hit *search_page_score(struct index *index,
	const struct plan *plan, const uint32_t *document, size_t count,
	struct arena *arena, struct error *err);

#endif
