/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - explains the score of a hit: its parts, which sum to the score,
 * and one sentence.
 *
 * The first stage is recomputed from the record and the scoring tree
 * (plan_score.h) and not read back from Xapian, so that a test can compare the
 * two.  Each word of the query gives one part, the score of its root; its forms
 * in the essay are listed without scores, because the first stage does not
 * distinguish them.  The title gives a part of its own, and so does each
 * feature of the second stage (rerank.h).
 */
#ifndef TELUSUR_EXPLAIN_H
#define TELUSUR_EXPLAIN_H

#include "plan.h"
#include "rerank.h"

#define EXPLAIN_FEATURE(id, member, value, name, meaning) EXPLAIN_##id,
enum explain_kind {
	EXPLAIN_WORD, /* in the text, the author or the path */
	EXPLAIN_TITLE,
	/* EXPLAIN_EXACT ...: the features of the second stage (rank.h). */
	RANK_FEATURES(EXPLAIN_FEATURE) EXPLAIN_KINDS
};

enum { EXPLAIN_MAX_FORMS = 16 }; /* listed per word */

/* A form in the essay's text. */
struct explain_form {
	struct slice form;
	uint32_t count;
};

struct explain_part {
	enum explain_kind kind;
	double score;
	/* Of EXPLAIN_WORD and EXPLAIN_TITLE: */
	struct slice word; /* from the query, folded; or a prefix: "kej*" */
	struct slice root; /* empty for a prefix */
	enum query_field field;
	struct explain_form *form; /* the word itself, then by count */
	size_t form_count;
};

struct explain_reasons {
	struct explain_part *part;
	size_t part_count;
	struct slice sentence; /* one, in Indonesian, with its full stop */
};

/* The name in the API: "word", "title" ... */
const char *explain_kind_name(enum explain_kind kind);

/* Explains a hit of the plan that was made from the query.  `target` is the
 * plan's; NULL: the score does not include the second stage.  The result is in the arena.  Reading errors
 * (README.md). */
bool explain_hit(struct index *index, const struct plan *plan,
	const struct query *query, const struct rerank_hit *ranked,
	const struct rerank_target *target, struct arena *arena,
	struct explain_reasons *explanation, struct error *err);

#endif
