/* SPDX-License-Identifier: GPL-3.0-or-later */
/* word.h - words and tokens: the result of the analysis of a text.
 */
#ifndef TELUSUR_WORD_H
#define TELUSUR_WORD_H

#include "buf.h"

/* Longer forms are cut, in essays and queries alike, so that every form fits a
 * term of the index and can still be found. */
enum { WORD_MAX_FORM_BYTES = 100 };

/* A form with its root.  Lies in the analyser that made it until
 * analyser_trim. */
struct word {
	struct slice form; /* normalised, 1..WORD_MAX_FORM_BYTES bytes */
	struct slice root; /* 1..WORD_MAX_FORM_BYTES bytes */
	const char *via; /* stripped affixes, "me- -kan"; "" for none */
	uint32_t code; /* word_code of form and root */
	uint32_t id; /* number of the word in this analyser, from 0 */
	uint32_t root_id; /* number of the root in this analyser, from 0 */
};

/* A word of a text. */
struct token {
	uint32_t start, end; /* byte offsets in the text, end exclusive */
	const struct word *word; /* NULL: see analyse_spans */
	bool over; /* position increment 0: an alternative token at the
		    * position of the one before; else increment 1 */
};

/* Zero-initialised is empty. */
struct tokens {
	struct token *token;
	size_t count, capacity;
};

/* Appends a token; false when out of memory. */
static inline bool tokens_put(struct tokens *tokens, struct token token)
{
	struct token *grown = array_room(
		tokens->token, tokens->count, &tokens->capacity, sizeof *grown);
	if (!grown)
		return false;
	tokens->token = grown;
	tokens->token[tokens->count++] = token;
	return true;
}

void tokens_free(struct tokens *tokens);

/* A word as 32 bits for sketches and quick comparison: 20 bits of the root's hash
 * above 12 bits of the form's hash, never 0.  Words of one form have equal codes,
 * words of one root equal upper bits.  The converse can fail, since hashes
 * collide: compare the strings too. */
enum { WORD_FORM_BITS = 12 };
uint32_t word_code(struct slice form, struct slice root);

static inline uint32_t word_code_root(uint32_t code)
{
	return code >> WORD_FORM_BITS;
}

#endif
