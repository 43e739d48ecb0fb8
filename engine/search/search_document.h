/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_document.h - one whole essay, with the matches of a query and the
 * current location of a quoted passage.
 */
#ifndef TELUSUR_SEARCH_DOCUMENT_H
#define TELUSUR_SEARCH_DOCUMENT_H

#include "index.h"
#include "passage.h"
#include "query.h"
#include "quote.h"

/* Where a quoted passage is in the essay now. */
struct search_quoted {
	bool asked; /* false: no passage was asked for */
	enum quote_status status; /* QUOTE_GONE: nothing below is set */
	uint32_t start, end; /* bytes */
	uint32_t paragraph, first_line, last_line; /* from 1 */
};

struct search_document {
	struct arena arena; /* owns everything below */
	struct essay essay; /* with its text */
	struct layout layout; /* paragraphs; stored pieces are joined */
	struct query *query; /* NULL without a query */
	struct highlight *highlight; /* matches of the query in text order */
	size_t highlight_count;
	struct search_quoted quoted;
	char generation[MEMO_STATE_BYTES];
};

/* Reads the essay with the id; q may be empty.  ERROR_NOT_FOUND: no such id.
 * ERROR_LIMIT and ERROR_USAGE as query_parse and plan_make; reading errors.
 * Owned by the caller: search_document_free. */
struct search_document *search_document(struct index *index, struct slice id,
	struct slice q, const struct plan_options *options, struct error *err);
void search_document_free(struct search_document *document);

/* Finds the quoted passage in the text and fills document->quoted. */
void search_document_locate(
	struct search_document *document, const struct quote *quote);

/* Fills document->quoted from a byte range of the text, trimmed of white space.
 * Returns false if the range is not in the text, splits a character, or is
 * only white space. */
bool search_document_locate_bytes(
	struct search_document *document, uint32_t start, uint32_t end);

#endif
