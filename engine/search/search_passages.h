/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_passages.h - passage retrieval: the best passages of all essays in one
 * ranking.
 *
 * Candidates come from the top RERANK_DEPTH hits.  The best few of each are
 * chosen by codes alone, and only the passages of the page are read.  Near
 * duplicates are removed, across essays too.
 */
#ifndef TELUSUR_SEARCH_PASSAGES_H
#define TELUSUR_SEARCH_PASSAGES_H

#include "search_answer.h"

enum {
	/* Candidates per essay. */
	SEARCH_PASSAGES_EACH = 10,
	SEARCH_PASSAGES_DEPTH = 1000, /* offset + limit */
};

struct search_passage {
	uint32_t document;
	const struct essay *essay; /* text is empty; one copy for all its
				    * passages */
	struct passage passage; /* ranked by its score */
};

struct search_passages {
	struct arena arena; /* owns the passages and their essays */
	struct search_answer *answer; /* the query; without hits */
	struct search_passage *passage; /* best first */
	size_t count;
	uint32_t offset, limit;
	double time_ms;
};

/* Searches with q, mode, strict, exclude, filter and words of the request; its
 * offset and limit count passages.  ERROR_USAGE also where they exceed
 * SEARCH_PASSAGES_DEPTH; else errors as search_run.  Owned by the caller:
 * search_passages_free. */
struct search_passages *search_passages(struct index *index,
	const struct search_request *request, struct error *err);
void search_passages_free(struct search_passages *passages);

#endif
