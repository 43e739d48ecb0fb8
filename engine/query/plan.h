/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.h - the plan of a query: its tree with analysed words; what Xapian is
 * asked, and what is then matched in the forward records.
 *
 * Xapian indexes roots only.  If a query asks for word order or for an exact
 * form, Xapian's answer is a superset; then `checked` is set, and match.h
 * decides by the record.  plan_make.h makes a plan.
 */
#ifndef TELUSUR_PLAN_H
#define TELUSUR_PLAN_H

#include "index.h"
#include "plan_mode.h"
#include "query.h"

/* One reading of a word: matches tokens by form or by root. */
struct plan_term {
	struct slice form, root;
	const char *via; /* stripped affixes, as in struct word */
	uint64_t code; /* code.h */
	uint32_t hash; /* word_code of form and root */
	bool by_root;
	bool synonym; /* a synonym of the query's word */
	double idf; /* of the root, raised to the ranking's power */
};

/* One position of a pattern: any of the terms matches it. */
struct plan_position {
	struct plan_term *term;
	size_t count;
};

/* A word, prefix or phrase to look for. */
struct plan_pattern {
	enum query_kind kind; /* WORD, EXACT, PREFIX, PHRASE */
	enum query_field field;
	uint32_t start, end; /* bytes in the query */
	bool negative; /* under an odd number of NOTs */
	bool choice; /* a phrase that is one of several alternatives */
	bool in_near; /* of a NEAR: highlighted only where that holds */
	bool cut; /* a prefix with over PLAN_MAX_EXPANSIONS forms */
	bool reduced; /* forms of its roots are excluded */
	struct plan_position *position;
	size_t position_count;
	uint32_t documents; /* document frequency of the rarest position; of a
			     * prefix, of the most frequent form; without
			     * synonyms */
	double idf; /* sum over the positions; of a prefix, the least */
};

enum plan_kind {
	PLAN_PATTERN,
	PLAN_NEAR, /* child: PLAN_PATTERN nodes */
	PLAN_YEARS,
	PLAN_AND,
	PLAN_OR,
	PLAN_NOT,
	PLAN_MAYBE,
};

struct plan_node {
	enum plan_kind kind;
	size_t pattern; /* PLAN_PATTERN: number of the pattern */
	uint32_t distance;
	int first_year, last_year;
	struct plan_node **child;
	size_t child_count;
};

enum {
	PLAN_MAX_PATTERNS = 64,
	PLAN_MAX_POSITIONS = 64, /* of a phrase */
	PLAN_MAX_CHILDREN = QUERY_MAX_TERMS + PLAN_MAX_PATTERNS,
	PLAN_MAX_EXPANSIONS = 100,
};

/* A word of the query, in query order, for the second ranking stage. */
struct plan_word {
	uint64_t code; /* code.h */
	bool soft; /* of an optional phrase: adds to the score of essays that
		    * lack the phrase */
	double idf; /* of the root; 0 for a stop word */
	struct slice form, root;
};

/* A form that a request excludes, with one of its roots. */
struct plan_form {
	struct slice form, root;
	uint64_t code; /* code.h */
};

enum {
	PLAN_MAX_EXCLUDED = 64,
	PLAN_MAX_EXCLUDE_BYTES = 1024,
};

struct plan {
	struct arena arena;
	struct plan_node *root; /* NULL: nothing to look for */
	struct plan_pattern pattern[PLAN_MAX_PATTERNS];
	size_t pattern_count;
	struct plan_word word[PLAN_MAX_PATTERNS]; /* not under a NOT */
	size_t word_count;
	struct plan_form excluded[PLAN_MAX_EXCLUDED];
	size_t excluded_count;
	bool checked; /* Xapian's answer is a superset */
	const struct plan_score *score; /* the score tree; NULL with root */
	struct xap_query *query; /* made from score; NULL with root */
};

/* Phrases to be read as words, by their start offsets in the query. */
struct plan_loose {
	uint32_t start[PLAN_MAX_PATTERNS];
	size_t count;
};

/* How a query is planned. */
struct plan_options {
	enum plan_mode mode;
	/* Forms to exclude, separated by commas ("keamanan,mengamankan").  They
	 * match no word, phrase or prefix and do not count in the second stage.
	 * Forms that the collection lacks are ignored. */
	struct slice exclude;
	const struct plan_loose *loose; /* may be NULL */
};

void plan_free(struct plan *plan);

/* Whether tokens with this code are excluded. */
static inline bool plan_excludes(const struct plan *plan, uint64_t code)
{
	for (size_t i = 0; i < plan->excluded_count; i++)
		if (plan->excluded[i].code == code)
			return true;
	return false;
}

#endif
