/* SPDX-License-Identifier: GPL-3.0-or-later */
/* concordance.h - the matches of a query one under another: a line each, with
 * what stands before and after it.
 */
#ifndef TELUSUR_CONCORDANCE_H
#define TELUSUR_CONCORDANCE_H

#include "search_list.h"

enum {
	CONCORDANCE_MIN_WIDTH = 20, /* characters a side */
	CONCORDANCE_MAX_WIDTH = 200,
	CONCORDANCE_DEFAULT_WIDTH = 50,
	CONCORDANCE_DEFAULT_LIMIT = 20,
	/* Lines that are looked at: those of the essays that match best.  When
	 * there are more, the number of lines is a least one. */
	CONCORDANCE_MAX_LINES = 5000,
};

enum concordance_sort {
	CONCORDANCE_BY_RELEVANCE, /* of the essay, then by place */
	CONCORDANCE_BY_POSITION, /* by path, then by place */
	CONCORDANCE_BY_LEFT, /* by the words before, the nearest first */
	CONCORDANCE_BY_RIGHT, /* by the words after */
};

/* relevance, position, left, right: a table as of names.h. */
extern const char *const concordance_sort_names[];

struct concordance_request {
	struct search_request search; /* offset and limit are of lines */
	enum concordance_sort sort;
	uint32_t width; /* characters a side, about */
};

/* left and right lie in the match's paragraph, with single spaces for white space, and end at words where one
 * ends inside the width. */
struct concordance_line {
	const struct essay *essay; /* text is empty */
	struct slice left, match, right;
	uint32_t start, end; /* bytes of the match in the essay's text */
	uint32_t line, paragraph; /* from 1 */
	uint32_t rank; /* of the essay */
	struct slice key; /* what it is ordered by */
};

struct concordance {
	struct arena arena; /* owns the lines */
	struct search_list *list; /* the query, and the essays */
	struct concordance_request request;
	struct concordance_line *line; /* those that were asked for */
	size_t count;
	uint32_t total;
	bool total_exact; /* false: there are more */
	double time_ms;
};

/* Errors as from search_run.  The concordance is the caller's:
 * concordance_free. */
struct concordance *concordance_run(struct index *index,
	const struct concordance_request *request, struct error *err);
void concordance_free(struct concordance *concordance);

#endif
