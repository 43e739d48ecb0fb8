/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query.h - the query language: a line as a person types it -> a tree.
 *
 * Pure syntax: it knows neither an index nor the analysis of words.  What a
 * node's text means as forms and roots is decided by plan.h.
 *
 *   kata kata      any of them may match      "frasa tepat"  in this order
 *   +kata  -kata   must, must not             "frasa"~       by families
 *   a DAN b  a ATAU b  BUKAN a                kata*          prefix
 *   a NEAR/5 b     within 5 words             =kata          this form only
 *   ( ... )
 *   judul:kata  penulis:kata  berkas:kata  tahun:2019..2022
 *
 * NEAR binds before BUKAN before DAN before ATAU.  Operators count in capitals
 * only, names of fields in any case.  English works as well: AND OR NOT,
 * title: author: file: year:.
 *
 * Words side by side are ATAU, with these refinements; ATAU itself parts a
 * query, and each part is read by itself:
 *   a b -c         (and (or a b) (not c))     so does a b BUKAN c
 *   a +b           (maybe b a)
 *   a tahun:2020   (and a (years 2020 2020))  years beside words narrow, for
 *                  they say nothing of rank; several are ATAU
 *   a ATAU b -c    (or a (and b (not c)))
 *   a ATAU -c      (or a (not c))
 *
 * A word is all up to a space, a quote or a parenthesis (anak-anak, Jum'at,
 * a@b.id); what has no letter or digit is skipped.  A sign counts only after a
 * space or an opening parenthesis.  All forms of quotes and dashes do.
 */
#ifndef TELUSUR_QUERY_H
#define TELUSUR_QUERY_H

#include "buf.h"
#include "errors.h"

enum query_kind {
	QUERY_WORD, /* text: a run of letters to be analysed */
	QUERY_EXACT, /* text: this form only */
	QUERY_PREFIX, /* text without the star */
	QUERY_PHRASE, /* text between the quotes; family: by roots */
	QUERY_NEAR, /* child: two or more WORD, EXACT, PREFIX or PHRASE nodes,
		       * within `distance` words */
	QUERY_YEARS, /* first_year..last_year, both included; INT_MIN and
		      * INT_MAX are open ends */
	QUERY_AND, /* child: two or more, all must match */
	QUERY_OR, /* child: two or more, any may match */
	QUERY_NOT, /* child: one, must not match */
	QUERY_MAYBE, /* child: two; the first must match, the second adds to
		       * the score only */
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
	uint32_t start, end; /* its bytes in the query, syntax included */
	struct slice text; /* of leaves: verbatim, borrowed from the query's
			    * copy; with a letter or digit, or any byte from
			    * 0x80 on, in it, which the analysis may still
			    * find empty */
	bool family; /* QUERY_PHRASE */
	uint32_t distance; /* QUERY_NEAR */
	int first_year, last_year;
	size_t child_count;
	struct query_node **child;
};

enum query_note_kind {
	QUERY_NOTE_OPEN_QUOTE, /* a quote never closed: read as words */
	QUERY_NOTE_OPEN_PAREN, /* a parenthesis never closed: it closes at the
				* end; never opened: dropped */
	QUERY_NOTE_DANGLING, /* an operator or field without its operand, or
			      * NEAR beside what is no single word or phrase:
			      * a word */
	QUERY_NOTE_SHORT_PREFIX, /* a prefix under the least length: a word */
	QUERY_NOTE_BAD_RANGE, /* tahun: without a year, or from late to early:
			       * words */
	QUERY_NOTE_NO_PHRASE, /* a phrase that stands nowhere: its words */
	QUERY_NOTE_BAD_DISTANCE, /* NEAR/0 or beyond the limit: nearest value;
				  * NEAR/x: a word */
};

struct query_note {
	enum query_note_kind kind;
	uint32_t position; /* byte in the query */
};

struct query {
	struct arena arena; /* owns all that follows */
	struct slice text; /* a copy of what was asked */
	struct query_node *root; /* NULL: nothing to look for */
	struct query_note *note; /* by position */
	size_t note_count;
};

/* Limits: a query beyond them is refused with ERROR_LIMIT, whatever strict
 * says.  Figures: 4,000 hostile queries inside them took 17 ms at most. */
enum {
	QUERY_MAX_BYTES = 1024,
	QUERY_MAX_TERMS = 64, /* leaves; a phrase counts its words */
	QUERY_MAX_DEPTH = 16, /* parentheses within parentheses */
	QUERY_MAX_PREFIXES = 4,
	QUERY_MIN_PREFIX_LETTERS = 3,
	QUERY_DEFAULT_DISTANCE = 10,
	QUERY_MAX_DISTANCE = 50,
};

/* Reads text, which need not be valid UTF-8.  A broken query is read as plain
 * words with a note for each thing mended; with strict it is ERROR_SYNTAX with
 * the first one's position instead.  ERROR_LIMIT sets the position as well,
 * where the limit was passed.  The result is the caller's: query_free. */
struct query *query_parse(struct slice text, bool strict, struct error *err);
void query_free(struct query *query);

/* The tree as one line, for tests and --explain:
 * (and (word siber) (not (phrase "ruang maya"))).  NULL when out of memory;
 * the caller frees it. */
char *query_print(const struct query *query);

/* Adds a note, in its place by position. */
bool query_add_note(struct query *query, enum query_note_kind kind,
	uint32_t position, struct error *err);

/* The stable name of a note, as the API gives it: "openQuote". */
const char *query_note_name(enum query_note_kind kind);

#endif
