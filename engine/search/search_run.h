/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_run.h - a request in, an answer out: what the server and telusur-query
 * both call.
 */
#ifndef TELUSUR_SEARCH_RUN_H
#define TELUSUR_SEARCH_RUN_H

#include "explain.h"
#include "facet.h"
#include "filter.h"
#include "index.h"
#include "passage.h"
#include "plan.h"
#include "query.h"
#include "quote.h"

enum {
	SEARCH_MAX_LIMIT = 100, /* hits in one answer over HTTP */
	SEARCH_MAX_DEPTH = 10000, /* offset + limit */
	SEARCH_DEFAULT_LIMIT = 10,
	SEARCH_DEFAULT_PASSAGES = 3,
	SEARCH_MAX_PASSAGES = 20,
	SEARCH_MAX_FORMS = 16, /* of a word's family in an answer */
};

/* By date and title, essays without one go last; equal ones go by id. */
enum search_sort {
	SEARCH_BY_RELEVANCE,
	SEARCH_BY_DATE, /* oldest first */
	SEARCH_BY_DATE_DOWN, /* newest first */
	SEARCH_BY_TITLE, /* slot.h says how */
};

/* relevance, date, -date, title, as the API and the command line have them: a
 * table as of names.h.  The meanings, in English, are in the same order. */
extern const char *const search_sort_names[];
extern const char *const search_sort_meanings[];

/* ERROR_USAGE for any other name. */
bool search_read_sort(
	struct slice name, enum search_sort *sort, struct error *err);

struct search_request {
	struct slice q; /* nothing to look for: with a filter or another order
			 * than relevance, all essays; else none */
	enum plan_mode mode;
	struct search_filter filter;
	enum search_sort sort;
	unsigned facets; /* set of 1 << enum facet_kind */
	bool total_exact; /* count all, however long it takes */
	bool explain; /* say why each hit was found */
	struct slice exclude; /* forms left out, see struct plan_options */
	uint32_t offset, limit;
	uint32_t passages; /* a hit; 0: none */
	uint32_t words; /* of a passage, about; 0: PASSAGE_WORDS */
	enum passage_order order; /* of a hit's passages */
	bool strict; /* a broken query is an error */
};

/* A form of a word's family in the collection. */
struct search_form {
	struct slice form;
	uint32_t documents, occurrences;
	bool excluded; /* the request leaves it out */
};

/* A word of the query as it was understood. */
struct search_term {
	struct slice input; /* its bytes in the query */
	struct slice root;
	const char *via; /* "me- -kan"; "" */
	uint32_t documents; /* that hold it; of a phrase or prefix, its
			     * pattern's */
	const char *kind; /* word, exact, prefix, phrase */
	bool negative;
	struct slice *synonym; /* that are looked for as well */
	size_t synonym_count;
	struct search_form *form; /* of words of the text and of titles; in
				   * most documents first */
	size_t form_count, forms_total;
};

struct search_hit {
	uint32_t document;
	struct essay essay; /* text is empty */
	struct highlight *title_highlight; /* offsets into the title */
	size_t title_highlight_count;
	double score;
	struct explanation explanation; /* where asked for */
	struct passages passages;
};

struct search_answer {
	struct arena arena; /* owns everything below */
	struct query *query; /* the text and the notes */
	struct search_request request;
	struct search_term *term;
	size_t term_count;
	struct slice suggestion; /* see suggest_query; empty for none */
	struct search_hit *hit;
	size_t hit_count;
	uint32_t total;
	bool total_exact;
	/* Of those asked for, over all found essays where total_exact is set,
	 * else over a part of them. */
	struct facet facet[FACET_COUNT];
	double time_ms; /* the search, without reading or writing HTTP */
	char generation[40];
};

/* ERROR_SYNTAX, ERROR_LIMIT, ERROR_USAGE (offset, limit) are the caller's
 * fault; ERROR_MODIFIED asks for index_refresh and the whole call again.  The
 * answer is the caller's: search_answer_free. */
struct search_answer *search_run(struct index *index,
	const struct search_request *request, struct error *err);
void search_answer_free(struct search_answer *answer);

/* All essays that a request finds, best first, for what goes through them one
 * by one.  Its offset and limit are not looked at. */
struct search_list {
	struct index *index; /* borrowed */
	struct search_answer *answer; /* its query, terms, totals: no hits */
	struct plan *plan;
	struct matcher *matcher;
	struct window_query window;
	struct ranked *ranked; /* in the answer's arena; rerank.h */
	size_t count;
	struct search_answer scratch; /* owns the last hit */
};

/* Errors as from search_run.  The list is the caller's: search_list_close. */
struct search_list *search_list_open(struct index *index,
	const struct search_request *request, struct error *err);
void search_list_close(struct search_list *list);

/* Fills the hit of rank i (from 0), which lives until the next call. */
bool search_list_hit(struct search_list *list, size_t i, struct search_hit *hit,
	struct error *err);

/* Where a quoted passage stands in an essay now. */
struct search_place {
	bool asked; /* what follows is filled */
	enum quote_status status;
	uint32_t start, end; /* bytes; nothing more is known when gone */
	uint32_t paragraph, first_line, last_line; /* from 1 */
};

/* One essay, whole. */
struct search_document {
	struct arena arena; /* owns everything below */
	struct essay essay; /* with its text */
	struct layout layout; /* its paragraphs; pieces are joined */
	struct query *query; /* NULL without q */
	struct highlight *highlight; /* of q, by place */
	size_t highlight_count;
	struct search_place place;
	char generation[40];
};

/* The essay with the id; ERROR_NOT_FOUND when there is none.  q may be
 * empty.  The result is the caller's: search_document_free. */
struct search_document *search_document(struct index *index, struct slice id,
	struct slice q, const struct plan_options *options, struct error *err);

/* Looks for the passage and fills document->place. */
void search_document_locate(
	struct search_document *document, const struct quote *quote);

/* Fills document->place for the bytes start..end of the text, without the white
 * space around them; false when they lie outside of it, cut a character, or are
 * nothing but white space. */
bool search_document_place(
	struct search_document *document, uint32_t start, uint32_t end);

void search_document_free(struct search_document *document);

#endif
