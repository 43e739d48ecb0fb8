/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_impl.h - what the files of the query parser share; nobody else
 * includes it.
 *
 * A query is read in four passes: query_lex cuts the text into tokens, query.c
 * pairs parentheses and makes words of operators without operands, and what is
 * left always fits the grammar of query_tree.
 */
#ifndef TELUSUR_QUERY_IMPL_H
#define TELUSUR_QUERY_IMPL_H

#include "query.h"

enum query_token_kind {
	QUERY_TOKEN_LEAF,
	QUERY_TOKEN_STRAY, /* an operator read as a word: it joins nothing */
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
	uint32_t start, end; /* its bytes in the query, sign included */
	uint32_t body; /* the byte after the sign */
	uint32_t field_end; /* of OPEN: the byte after "judul:" */
	uint32_t paren; /* of OPEN: the parenthesis itself */
	uint32_t distance; /* of NEAR: as written, not yet checked */
	struct query_node *leaf; /* of LEAF and STRAY */
};

struct query_reader {
	struct query *query;
	struct query_token *token; /* room for a token a byte and
				    * QUERY_MAX_DEPTH more */
	size_t token_count;
	size_t term_count, prefix_count;
	struct error *err;
};

/* Cuts the query's text into tokens.  Parentheses may still be unpaired. */
bool query_lex(struct query_reader *reader);

/* The tree of the tokens, of which there is at least one; parentheses are
 * paired and operators have their operands. */
struct query_node *query_tree(struct query_reader *reader);

/* A leaf of the tree, in the query's arena; counts it against the limits. */
struct query_node *query_leaf_new(struct query_reader *reader,
	enum query_kind kind, struct slice text, uint32_t start, uint32_t end);

/* The words in a text: its runs of non-space with a letter or digit, which is
 * an ASCII one or, dashes aside, any byte from 0x80 on.  0: punctuation. */
size_t query_count_words(struct slice text);

/* There is room for a note a byte, and no two are about the same byte. */
void query_note_add(struct query_reader *reader, enum query_note_kind kind,
	uint32_t position);

#endif
