/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trec.h - the three plain text formats of retrieval experiments.
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

/* Rows sorted by query, those of one query as they stood in the file. */
struct trec {
	struct arena arena;
	struct trec_row *row;
	size_t count;
};

enum trec_kind { TREC_RUN, TREC_QRELS };

/* Errors name file and line.  trec_free it, also after a failure. */
bool trec_read(struct trec *trec, const char *path, enum trec_kind kind,
	struct error *err);
void trec_free(struct trec *trec);

/* Sorts rows by query, leaving those of one query in their order: what reading
 * does already.  False when out of memory. */
bool trec_sort(struct trec *trec);

/* The rows of one query from *first on; 0 when it has none. */
size_t trec_rows(const struct trec *trec, const char *query,
	const struct trec_row **first);

#endif
