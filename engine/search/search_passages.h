/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_passages.h - the best passages over all essays, ranked among each
 * other: for who quotes, and for programs that retrieve.
 *
 * They come from the essays that the search ranks best (RERANK_DEPTH).  Of each
 * the best few are chosen by their codes alone; only those that are shown are
 * read.  None is a near copy of a better one, of another essay either.
 */
#ifndef TELUSUR_SEARCH_PASSAGES_H
#define TELUSUR_SEARCH_PASSAGES_H

#include "search_answer.h"

enum {
	/* An essay's passages that are ranked with those of the others. */
	SEARCH_PASSAGES_EACH = 10,
	SEARCH_PASSAGES_DEPTH = 1000, /* offset + limit */
};

struct search_passage {
	const struct essay *essay; /* text is empty */
	struct passage passage; /* its score orders the list */
};

struct search_passages {
	struct arena arena; /* owns the passages */
	struct search_answer *answer; /* the query and the essays */
	struct search_passage *passage; /* best first */
	size_t count;
	uint32_t offset, limit;
	double time_ms;
};

/* As search_run; of the request q, mode and all that narrows the essays count,
 * words, offset and limit: of passages.  The result is the caller's:
 * search_passages_free. */
struct search_passages *search_passages(struct index *index,
	const struct search_request *request, struct error *err);
void search_passages_free(struct search_passages *passages);

#endif
