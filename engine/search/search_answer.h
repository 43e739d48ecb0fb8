/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_answer.h - the answer of a search. */
#ifndef TELUSUR_SEARCH_ANSWER_H
#define TELUSUR_SEARCH_ANSWER_H

#include "explain.h"
#include "facet.h"
#include "index.h"
#include "query.h"
#include "search_request.h"

enum { SEARCH_MAX_FORMS = 16 }; /* listed per term */

/* A form of a term's family in the collection. */
struct search_form {
	struct slice form;
	uint32_t documents, occurrences;
	bool excluded; /* by the request */
};

/* A term of the query as it was understood. */
struct search_term {
	struct slice input; /* its bytes in the query */
	struct slice root;
	const char *via; /* removed affixes, "me- -kan"; or "" */
	uint32_t documents; /* with the root; for a phrase or prefix, see
			     * struct plan_pattern */
	const char *kind; /* word, exact, prefix, phrase */
	bool negative;
	struct slice *synonym; /* searched as well */
	size_t synonym_count;
	struct search_form *form; /* of words in text and title; by document
				   * frequency, highest first */
	size_t form_count, forms_total;
};

struct search_hit {
	uint32_t document;
	struct essay essay; /* text is empty */
	struct highlight *title_highlight; /* byte offsets in the title */
	size_t title_highlight_count;
	double score;
	struct explain_reasons explanation; /* if requested */
	struct passages passages;
};

struct search_answer {
	struct arena arena; /* owns everything below */
	struct query *query; /* its text and notes */
	struct search_request request;
	struct search_term *term;
	size_t term_count;
	struct slice suggestion; /* see suggest_query; empty for none */
	struct search_hit *hit;
	size_t hit_count;
	uint32_t total;
	bool total_exact; /* false: total is an estimate */
	/* The requested facets, counted over all hits if total_exact is set,
	 * else over a part of them. */
	struct facet facet[FACET_COUNT];
	double time_ms; /* of the search, without HTTP */
	char generation[MEMO_STATE_BYTES];
};

void search_answer_free(struct search_answer *answer);

#endif
