/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match.h - finds the patterns of a plan in a stream of tokens. */
#ifndef TELUSUR_MATCH_H
#define TELUSUR_MATCH_H

#include "plan.h"
#include "record.h"

/* The tokens of one paragraph (or of a title, a name, a path) by position. */
struct match_stream {
	const uint32_t *code; /* of every token, readings over one included */
	const uint32_t *first; /* first token of each position; one more at
				 * the end */
	uint32_t positions;
	const struct token *token; /* NULL for a stream of a record; else the
				    * tokens themselves, and strings decide */
};

struct match {
	uint32_t position, length; /* in positions */
	uint32_t first_token, last_token; /* of the stream, both included */
	uint32_t pattern;
	bool exact; /* by form; false: by root only */
	bool synonym; /* by a synonym of the word, then never exact */
	bool shown; /* scratch of matcher_scan_shown */
};

/* How many of the matches, by position, do not lie upon one before them. */
uint32_t match_count_apart(const struct match *match, size_t count);

/* Scans streams for the patterns of one plan. */
struct matcher;
struct matcher *matcher_new(const struct plan *plan, struct error *err);
void matcher_free(struct matcher *matcher);

/* Makes a stream of a record's codes or of tokens.  It lives until the next
 * one is made. */
bool matcher_stream_codes(struct matcher *matcher, const unsigned char *codes,
	uint32_t count, struct match_stream *stream, struct error *err);
bool matcher_stream_tokens(struct matcher *matcher, const struct tokens *tokens,
	struct match_stream *stream, struct error *err);

/* The same of the text of a block's paragraph, in which the record has the
 * codes and the text the places.  Of its tokens those alone have their words
 * that may be of a match. */
bool matcher_stream_record(struct matcher *matcher, struct index *index,
	const struct record *record, const struct record_block *block,
	uint32_t paragraph, struct slice text, struct match_stream *stream,
	struct error *err);

/* Finds all matches of patterns of the text (field QUERY_TEXT), negative ones
 * too, by position.  *match belongs to the matcher until the next call. */
bool matcher_scan(struct matcher *matcher, const struct match_stream *stream,
	const struct match **match, size_t *count, struct error *err);

/* The same without what is not to be shown: negative patterns, and words of a
 * NEAR away from each other.  In a title, what is asked of titles is found
 * too. */
bool matcher_scan_shown(struct matcher *matcher,
	const struct match_stream *stream, bool title,
	const struct match **match, size_t *count, struct error *err);

/* The patterns that matcher_scan_shown may find in a text, as bits. */
uint64_t matcher_shown(const struct matcher *matcher);

#endif
