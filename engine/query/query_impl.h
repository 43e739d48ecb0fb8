/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_impl.h - shared by query.c, query_lex.c and query_tree.c; nobody else
 * includes it.
 *
 * Parsing has three passes: query_lex splits the text into tokens; query.c
 * pairs parentheses and turns operators without operands into words; what is
 * left always fits the grammar of query_tree.
 *
 * Errors go to reader->err: ERROR_LIMIT with its position, ERROR_MEMORY.
 */
#ifndef TELUSUR_QUERY_IMPL_H
#define TELUSUR_QUERY_IMPL_H

#include "query.h"

enum query_token_kind {
	QUERY_TOKEN_LEAF,
	QUERY_TOKEN_STRAY, /* an operator read as a word; no operand of NEAR,
			    * DAN or ATAU */
	QUERY_TOKEN_OPEN,
	QUERY_TOKEN_CLOSE,
	QUERY_TOKEN_AND,
	QUERY_TOKEN_OR,
	QUERY_TOKEN_NOT,
	QUERY_TOKEN_NEAR,
};

struct query_token {
	enum query_token_kind kind;
	char sign; /* '+', '-' or 0; of LEAF and OPEN */
	enum query_field field; /* of OPEN; a leaf has its own */
	uint32_t start, end; /* byte offsets in the query, with the sign */
	uint32_t body; /* offset after the sign */
	uint32_t field_end; /* of OPEN: offset after "judul:" */
	uint32_t paren; /* of OPEN: offset of the parenthesis */
	uint32_t distance; /* of NEAR: as written, not checked yet */
	struct query_node *leaf; /* of LEAF and STRAY */
};

struct query_reader {
	struct query *query;
	struct query_token *token; /* capacity: one a byte of text, and
				    * QUERY_MAX_DEPTH more */
	size_t token_count;
	size_t term_count, prefix_count;
	struct error *err;
};

/* Splits the query's text into tokens.  Parentheses may be unpaired. */
bool query_lex(struct query_reader *reader);

/* The tree of one token or more, with parentheses paired and operators
 * complete.  Never NULL without an error. */
struct query_node *query_tree(struct query_reader *reader);

/* A new leaf, in the query's arena; counted against the limits. */
struct query_node *query_leaf_new(struct query_reader *reader,
	enum query_kind kind, struct slice text, uint32_t start, uint32_t end);

/* The number of words in a text: of runs of non-space bytes with a letter or
 * digit.  Bytes from 0x80 on count as letters, except those of dashes. */
size_t query_count_words(struct slice text);

/* Appends a note.  There is capacity for one a byte, and no two have the same
 * position. */
void query_reader_note(struct query_reader *reader, enum query_note_kind kind,
	uint32_t position);

#endif
