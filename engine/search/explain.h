/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - why an essay was found: the parts of its score, and a sentence.
 *
 * The first stage is computed again, from the record's words and the tree that
 * Xapian's query was made from (plan_score.h), never read back from Xapian; so
 * a test can hold one against the other.  Parts sum to the score.
 *
 * Each word of the query has one part, its root's share; the forms of it that
 * stand in the essay are listed without a share of their own, for the first
 * stage does not tell them apart.  What the title adds is a part of its own,
 * and so is each feature of the second stage (rerank.h).
 */
#ifndef TELUSUR_EXPLAIN_H
#define TELUSUR_EXPLAIN_H

#include "plan.h"
#include "rerank.h"

#define EXPLAIN_FEATURE(id, member, value, name, meaning) EXPLAIN_##id,
enum explain_kind {
	EXPLAIN_WORD, /* in the text, or in the author's name or the path */
	EXPLAIN_TITLE,
	/* EXPLAIN_EXACT ...: a feature of the second stage each (rank.h). */
	RANK_FEATURES(EXPLAIN_FEATURE) EXPLAIN_KINDS
};

enum { EXPLAIN_MAX_FORMS = 16 }; /* listed for a word */

/* A form in the essay's text. */
struct explain_form {
	struct slice form;
	uint32_t count;
};

struct explain_part {
	enum explain_kind kind;
	double score;
	/* of words and titles: */
	struct slice word; /* as the query has it, folded; a prefix: "kej*" */
	struct slice root; /* empty for a prefix */
	enum query_field field;
	struct explain_form *form; /* the word's own first, then by count */
	size_t form_count;
};

struct explain_reasons {
	struct explain_part *part;
	size_t part_count;
	struct slice sentence; /* Indonesian, one, with its full stop */
};

/* "word", "title" ... as the API names it. */
const char *explain_kind_name(enum explain_kind kind);

/* Explains what the plan, made of the query, found with this score; second says
 * whether the second stage is in it.  All is in the arena. */
bool explain_hit(struct index *index, const struct plan *plan,
	const struct query *query, const struct rerank_hit *ranked, bool second,
	struct arena *arena, struct explain_reasons *explanation,
	struct error *err);

#endif
