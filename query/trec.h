/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trec.h - the plain text formats of TREC, in which retrieval experiments are
 * kept.
 *
 *   topics  query-id TAB query
 *   run     query-id Q0 essay-id rank score tag
 *   qrels   query-id 0 essay-id grade
 */
#ifndef TELUSUR_QUERY_TREC_H
#define TELUSUR_QUERY_TREC_H

#include "buf.h"
#include "errors.h"

struct trec_row {
	const char *query, *essay;
	double value; /* of a run: the score; of qrels: the grade */
};

/* Rows sorted by query; those of one query in the order of the file. */
struct trec {
	struct arena arena;
	struct trec_row *row;
	size_t count;
};

enum trec_kind { TREC_RUN, TREC_QRELS };

/* Reads a run or qrels.  Errors name file and line: ERROR_USAGE (a line that is
 * not in the format), ERROR_NOT_FOUND, ERROR_IO, ERROR_MEMORY.  Call trec_free
 * in any case. */
bool trec_read(struct trec *trec, const char *path, enum trec_kind kind,
	struct error *err);
void trec_free(struct trec *trec);

/* Sorts rows by query; rows of one query keep their order.  trec_read has done
 * so already.  ERROR_MEMORY. */
bool trec_sort(struct trec *trec, struct error *err);

/* Finds the rows of one query: *first is the first of them, the result their
 * number, which may be 0. */
size_t trec_rows(const struct trec *trec, const char *query,
	const struct trec_row **first);

#endif
