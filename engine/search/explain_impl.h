/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_impl.h - the sentence of an explanation: why an essay was found, in
 * Indonesian, for readers who know nothing of scores.  explain.c computes the
 * parts, explain_sentence.c the sentence.
 */
#ifndef TELUSUR_EXPLAIN_IMPL_H
#define TELUSUR_EXPLAIN_IMPL_H

#include "explain.h"
#include "explain_count.h"

/* Sets the sentence of an explanation whose parts are set.  It tells which
 * words are in the text, how close together they are, and which match the
 * title, the author and the path; nothing that counts and parts do not show.
 * ERROR_MEMORY. */
bool explain_sentence(const struct plan *plan, const struct query *query,
	const struct explain_counts *counts,
	struct explain_reasons *explanation, struct arena *arena,
	struct error *err);

/* A prefix as written in the query, without a field: "kej*". */
struct slice explain_sentence_prefix(
	const struct plan_pattern *pattern, const struct query *query);

#endif
