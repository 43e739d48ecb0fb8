/* SPDX-License-Identifier: GPL-3.0-or-later */
/* concordance.h - keyword in context (KWIC): one line per match of a query,
 * with the text before and after it.
 */
#ifndef TELUSUR_CONCORDANCE_H
#define TELUSUR_CONCORDANCE_H

#include "search_list.h"

enum {
	CONCORDANCE_MIN_WIDTH = 20, /* characters on each side */
	CONCORDANCE_MAX_WIDTH = 200,
	CONCORDANCE_DEFAULT_WIDTH = 50,
	CONCORDANCE_DEFAULT_LIMIT = 20,
	/* Lines that are collected, from the best hits down.  If there are
	 * more, the total is a lower bound. */
	CONCORDANCE_MAX_LINES = 5000,
};

enum concordance_sort {
	CONCORDANCE_BY_RELEVANCE, /* rank of the essay, then offset */
	CONCORDANCE_BY_POSITION, /* path, then offset */
	CONCORDANCE_BY_LEFT, /* the words before, nearest first */
	CONCORDANCE_BY_RIGHT, /* the words after */
};

/* relevance, position, left, right: a table as of names.h. */
extern const char *const concordance_sort_names[];

struct concordance_request {
	struct search_request search; /* offset and limit count lines */
	enum concordance_sort sort;
	uint32_t width; /* target characters on each side */
};

/* left and right are from the paragraph of the match, with runs of white space
 * collapsed.  They end at a word boundary if there is one inside the width. */
struct concordance_line {
	const struct essay *essay; /* text is empty */
	struct slice left, match, right;
	uint32_t start, end; /* bytes of the match in the essay's text */
	uint32_t line, paragraph; /* from 1 */
	uint32_t rank; /* of the essay, from 0 */
	struct slice key; /* for sorting by side */
};

struct concordance {
	struct arena arena; /* owns the lines */
	struct search_list *list; /* the query and the hits */
	struct concordance_request request;
	struct concordance_line *line; /* the requested page */
	size_t count;
	uint32_t total;
	bool total_exact; /* false: total is a lower bound */
	double time_ms;
};

/* ERROR_USAGE also for a width, offset or limit out of range; else errors as
 * search_run.  Owned by the caller: concordance_free. */
struct concordance *concordance_run(struct index *index,
	const struct concordance_request *request, struct error *err);
void concordance_free(struct concordance *concordance);

#endif
