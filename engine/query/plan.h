/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.h - a query's tree with its words analysed: what Xapian is asked, and
 * what is then looked for in the records.
 *
 * Xapian knows roots only, so what it finds is a superset where a query asks
 * for order or for one form; then `checked` is set and match.h decides by the
 * record.
 */
#ifndef TELUSUR_PLAN_H
#define TELUSUR_PLAN_H

#include "index.h"
#include "plan_mode.h"
#include "query.h"

/* One reading of a word: matches a token by form or by root. */
struct plan_term {
	struct slice form, root;
	const char *via;
	uint32_t code;
	bool by_root;
	bool synonym; /* of the word that was asked for */
	double idf; /* of the root, to the power in use */
};

/* What may stand at one position: any of the terms. */
struct plan_place {
	struct plan_term *term;
	size_t count;
};

/* A word, prefix or phrase to look for. */
struct plan_pattern {
	enum query_kind kind; /* WORD, EXACT, PREFIX, PHRASE */
	enum query_field field;
	uint32_t start, end; /* bytes in the query */
	bool negative; /* its presence speaks against an essay */
	bool choice; /* one of several that may match */
	bool in_near; /* shown only where its NEAR holds */
	bool cut; /* a prefix with more forms than were taken */
	bool reduced; /* forms of its roots are left out */
	struct plan_place *place;
	size_t place_count;
	uint32_t documents; /* with the rarest place; for a prefix, with the
			     * most frequent; synonyms left out */
	double idf; /* summed over the places; of a prefix, the least */
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
	PLAN_MAX_PLACES = 64, /* words of a phrase */
	PLAN_MAX_CHILDREN = QUERY_MAX_TERMS + PLAN_MAX_PATTERNS,
	PLAN_MAX_EXPANSIONS = 100,
};

/* A word of the query in its place among the others, for the second stage. */
struct plan_word {
	uint32_t code;
	bool soft; /* of a phrase that is one of several choices: it adds to
		    * the score where the phrase does not stand */
	double idf; /* of the root; 0 for a function word */
	struct slice form, root;
};

/* A form that a request leaves out, with a root that it has. */
struct plan_form {
	struct slice form, root;
	uint32_t code;
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
	struct plan_word word[PLAN_MAX_PATTERNS]; /* wanted ones, in order */
	size_t word_count;
	struct plan_form excluded[PLAN_MAX_EXCLUDED];
	size_t excluded_count;
	bool checked; /* Xapian's answer is a superset */
	const struct plan_score *score; /* how it scores: plan_score.h */
	struct xap_query *query; /* made from that; NULL with root */
};

/* Phrases that are to be read as words, by their first bytes in the query. */
struct plan_loose {
	uint32_t start[PLAN_MAX_PATTERNS];
	size_t count;
};

/* How a query is to be read. */
struct plan_options {
	enum plan_mode mode;
	/* Forms to be left out, as "keamanan,mengamankan": they match nothing,
	 * whatever word, phrase or prefix they would match otherwise, and count
	 * for nothing in the second stage.  Forms that the collection lacks
	 * say nothing.  Over the limits: ERROR_USAGE. */
	struct slice exclude;
	const struct plan_loose *loose; /* may be NULL */
};

/* The result is the caller's: plan_free.  It borrows nothing. */
struct plan *plan_make(struct index *index, const struct query *query,
	const struct plan_options *options, struct error *err);
void plan_free(struct plan *plan);

/* Whether a token with this code is left out. */
static inline bool plan_excludes(const struct plan *plan, uint32_t code)
{
	for (size_t i = 0; i < plan->excluded_count; i++)
		if (plan->excluded[i].code == code)
			return true;
	return false;
}

#endif
