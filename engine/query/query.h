/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query.h - the parser of the query language: a line of text -> a tree.
 *
 * Pure syntax: it knows neither an index nor the analysis of words.
 * plan_make.h analyses the text of the nodes.
 *
 *   kata kata      any of them may match      "frasa tepat"  in this order
 *   +kata  -kata   must, must not match       "frasa"~       by roots
 *   a DAN b  a ATAU b  BUKAN a                kata*          prefix
 *   a NEAR/5 b     within 5 words             =kata          this exact form
 *   ( ... )
 *   judul:kata  penulis:kata  berkas:kata  tahun:2019..2022
 *
 * Precedence, tightest first: NEAR, BUKAN, DAN, ATAU.  Operators are recognised
 * in capitals only, field names in any letter case.  English works as well: AND
 * OR NOT, title: author: file: year:.
 *
 * Adjacent words are joined by ATAU, with the refinements below.  An explicit
 * ATAU splits a query into parts that are read separately:
 *   a b -c         (and (or a b) (not c))     so does a b BUKAN c
 *   a +b           (maybe b a)
 *   a tahun:2020   (and a (years 2020 2020))  years beside words filter, since
 *                  they do not rank; several years are joined by ATAU
 *   a ATAU b -c    (or a (and b (not c)))
 *   a ATAU -c      (or a (not c))
 *
 * A word ends at a space, a quote or a parenthesis (anak-anak, Jum'at, a@b.id).
 * A word without letters and digits is skipped.  The signs + and - are
 * recognised only after a space or an opening parenthesis.  All Unicode forms
 * of quotes and dashes are accepted.
 */
#ifndef TELUSUR_QUERY_H
#define TELUSUR_QUERY_H

#include "buf.h"
#include "errors.h"

enum query_kind {
	QUERY_WORD, /* text: to be analysed */
	QUERY_EXACT, /* text: matches as an exact form */
	QUERY_PREFIX, /* text: without the star */
	QUERY_PHRASE, /* text: between the quotes; family: by roots */
	QUERY_NEAR, /* child: two or more WORD, EXACT, PREFIX or PHRASE nodes,
		       * within `distance` words */
	QUERY_YEARS, /* first_year..last_year, both included; INT_MIN and
		      * INT_MAX are open ends */
	QUERY_AND, /* child: two or more, all must match */
	QUERY_OR, /* child: two or more, any may match */
	QUERY_NOT, /* child: one, must not match */
	QUERY_MAYBE, /* child: two; the first must match, the second only adds
		       * to the score */
};

enum query_field {
	QUERY_TEXT, /* no field: title and text */
	QUERY_TITLE, /* judul: title: */
	QUERY_AUTHOR, /* penulis: author: */
	QUERY_PATH, /* berkas: file: */
};

struct query_node {
	enum query_kind kind;
	enum query_field field; /* of leaves with text, else QUERY_TEXT; the
				 * operands of a NEAR may differ */
	uint32_t start, end; /* byte offsets in the query, with syntax */
	struct slice text; /* of leaves: verbatim, in the query's copy.  Has a
			    * letter, a digit or a byte from 0x80 on; the
			    * analysis may still find no token in it */
	bool family; /* QUERY_PHRASE */
	uint32_t distance; /* QUERY_NEAR */
	int first_year, last_year;
	size_t child_count;
	struct query_node **child;
};

enum query_note_kind {
	QUERY_NOTE_OPEN_QUOTE, /* an unclosed quote is ignored: words */
	QUERY_NOTE_OPEN_PAREN, /* an unclosed parenthesis closes at the end;
				* an unopened one is dropped */
	QUERY_NOTE_DANGLING, /* an operator or field without an operand, or a
			      * NEAR whose operand is not a single word or
			      * phrase: read as a word */
	QUERY_NOTE_SHORT_PREFIX, /* a prefix of under 3 letters: a word */
	QUERY_NOTE_BAD_RANGE, /* tahun: without a year, or with a descending
			       * range: a word */
	QUERY_NOTE_NO_PHRASE, /* a phrase that no essay has: its words */
	QUERY_NOTE_BAD_DISTANCE, /* NEAR/0 or over the limit: clamped; NEAR/x:
				  * a word */
};

struct query_note {
	enum query_note_kind kind;
	uint32_t position; /* byte offset in the query */
};

struct query {
	struct arena arena; /* owns all that follows */
	struct slice text; /* a copy of the line */
	struct query_node *root; /* NULL: nothing to look for */
	struct query_note *note; /* by position */
	size_t note_count;
};

/* Limits.  A query over them is refused with ERROR_LIMIT, strict or not.  4,000
 * hostile queries within these limits took at most 17 ms each. */
enum {
	QUERY_MAX_BYTES = 1024,
	QUERY_MAX_TERMS = 64, /* words; a phrase counts each of its words */
	QUERY_MAX_DEPTH = 16, /* nested parentheses */
	QUERY_MAX_PREFIXES = 4,
	QUERY_MIN_PREFIX_LETTERS = 3,
	QUERY_DEFAULT_DISTANCE = 10,
	QUERY_MAX_DISTANCE = 50,
};

/* Parses text, which need not be valid UTF-8.  Errors of syntax are repaired,
 * each with a note; with `strict` the first one is ERROR_SYNTAX instead.
 * ERROR_LIMIT for a query over a limit.  Both set err->position.  The result
 * is the caller's: query_free. */
struct query *query_parse(struct slice text, bool strict, struct error *err);
void query_free(struct query *query);

/* Inserts a note, keeping the order by position.  Sets ERROR_MEMORY alone. */
bool query_add_note(struct query *query, enum query_note_kind kind,
	uint32_t position, struct error *err);

/* The stable name of a note, as the API gives it: "openQuote". */
const char *query_note_name(enum query_note_kind kind);

#endif
