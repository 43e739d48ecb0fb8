/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match.h - finds the patterns of a plan in a stream of tokens. */
#ifndef TELUSUR_MATCH_H
#define TELUSUR_MATCH_H

#include "plan.h"
#include "record.h"

/* The tokens of a paragraph, title, author or path, by position.  Several
 * tokens may share a position: a compound overlaps its first part. */
struct match_stream {
	const uint64_t *code; /* of each token, overlapping ones included */
	const uint32_t *first; /* first token of each position; and the number
				 * of tokens at the end */
	uint32_t positions;
	const struct token *token; /* NULL: a stream of a record's codes */
};

struct match {
	uint32_t position, length; /* in positions */
	uint32_t first_token, last_token; /* inclusive */
	uint32_t pattern;
	bool exact; /* same form; false: same root only */
	bool synonym; /* matched a synonym; then never exact */
	bool shown; /* internal to matcher_scan_shown */
};

/* Counts the matches, sorted by position, that do not overlap an earlier one.
 */
uint32_t match_count_apart(const struct match *match, size_t count);

/* Scans streams for the patterns of one plan, which it borrows.
 * ERROR_MEMORY. */
struct matcher;
struct matcher *matcher_new(const struct plan *plan, struct error *err);
void matcher_free(struct matcher *matcher);

/* Makes a stream from the codes of a record, or from tokens.  Valid until the
 * matcher makes its next one.  ERROR_MEMORY. */
bool matcher_stream_codes(struct matcher *matcher, const uint64_t *codes,
	uint32_t count, struct match_stream *stream, struct error *err);
bool matcher_stream_tokens(struct matcher *matcher, const struct tokens *tokens,
	struct match_stream *stream, struct error *err);

/* Makes a stream from a paragraph of a block: codes from the record, byte
 * offsets from tokenising the text again.  Only tokens that may match are
 * analysed and have a word.  ERROR_CORRUPT: record and text disagree; else
 * errors as analyse. */
bool matcher_stream_record(struct matcher *matcher, struct index *index,
	const struct record *record, const struct record_block *block,
	uint32_t paragraph, struct slice text, struct match_stream *stream,
	struct error *err);

/* Finds all matches of the patterns for the text (QUERY_TEXT), negated ones
 * too, sorted by position.  *match is valid until the next scan.  ERROR_MEMORY.
 */
bool matcher_scan(struct matcher *matcher, const struct match_stream *stream,
	const struct match **match, size_t *count, struct error *err);

/* As matcher_scan, but only matches to highlight: no negated patterns, and
 * terms of a NEAR only where it holds.  `title`: patterns for titles match too.
 * ERROR_MEMORY. */
bool matcher_scan_shown(struct matcher *matcher,
	const struct match_stream *stream, bool title,
	const struct match **match, size_t *count, struct error *err);

/* The set of patterns that matcher_scan_shown may find in a text, one bit
 * each. */
uint64_t matcher_shown(const struct matcher *matcher);

#endif
