/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_sentence.h - why an essay was found, as one Indonesian sentence for
 * readers who know nothing of scores.
 */
#ifndef TELUSUR_EXPLAIN_IMPL_H
#define TELUSUR_EXPLAIN_IMPL_H

#include "explain.h"
#include "explain_count.h"

/* Sets the sentence of an explanation that has its parts.  It says what stands
 * in the text, how near its words are to each other, and what the title, the
 * author's name and the path have of the query; nothing that the counts and
 * parts do not show. */
bool explain_sentence(const struct plan *plan, const struct query *query,
	const struct explain_counts *counts,
	struct explain_reasons *explanation, struct arena *arena,
	struct error *err);

/* A prefix as it stands in the query, without its field: "kej*". */
struct slice explain_sentence_prefix(
	const struct plan_pattern *pattern, const struct query *query);

#endif
