/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_run.h - runs a search: a request in, an answer out. */
#ifndef TELUSUR_SEARCH_RUN_H
#define TELUSUR_SEARCH_RUN_H

#include "search_answer.h"

/* ERROR_SYNTAX (strict only), ERROR_LIMIT and ERROR_USAGE are the caller's
 * fault.  ERROR_MODIFIED: the index changed under the reader; call
 * index_refresh and repeat.  Other reading errors (README.md).  Owned by the
 * caller: search_answer_free. */
struct search_answer *search_run(struct index *index,
	const struct search_request *request, struct error *err);

#endif
