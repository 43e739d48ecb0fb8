/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.h - measures of the quality of a ranking, by their usual definitions.
 *
 * nDCG@10: gains are the grades, discounted by log2(1 + rank); the ideal comes
 * from all judgments of the query (Järvelin and Kekäläinen 2002).
 * MRR@10: 1 / rank of the first relevant essay among the first ten.
 * Recall@100: the share of the relevant essays among the first hundred.
 * An essay is relevant if its grade is above 0.  A query without hits scores 0.
 */
#ifndef TELUSUR_QUERY_MEASURE_H
#define TELUSUR_QUERY_MEASURE_H

#include "trec.h"

struct measure {
	double ndcg10, mrr10, recall100;
};

/* Scores the ranked essays of one query against its judgments. */
struct measure measure_query(const struct trec_row *judged, size_t judgments,
	const struct trec_row *ranked, size_t answers);

#endif
