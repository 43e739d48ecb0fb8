/* SPDX-License-Identifier: GPL-3.0-or-later */
/* token.h - the tokeniser: text -> spans, the byte ranges of its words.
 *
 * A word is a run of letters, digits and combining marks.  An apostrophe
 * between letters and a full stop or comma between digits are part of it.  A
 * hyphen, dot, @ or _ between two words is kept as the joint of the second;
 * cluster.h decides what the words make together.  Knows nothing of Indonesian.
 */
#ifndef TELUSUR_TOKEN_H
#define TELUSUR_TOKEN_H

#include "buf.h"
#include "errors.h"

/* What joins a span to the span before it. */
enum token_joint {
	TOKEN_APART, /* nothing */
	TOKEN_HYPHEN, /* anak-anak */
	TOKEN_LOOSE_HYPHEN, /* ancaman- ancaman, 1980 - an, or an en dash */
	TOKEN_DOT, /* ui.ac.id, U.S.A */
	TOKEN_AT, /* nama@ui.ac.id */
	TOKEN_LOW_LINE, /* nama_orang@ui.ac.id */
};

/* What characters a span has; flags. */
enum token_shape {
	TOKEN_HAS_DIGIT = 1,
	TOKEN_HAS_LETTER = 2,
	TOKEN_HAS_UPPER = 4,
	TOKEN_HAS_LOWER = 8, /* any letter that is not a capital */
	TOKEN_HAS_JOINER = 16, /* an apostrophe, full stop or comma inside */
	TOKEN_NOT_ASCII = 32,
};

struct token_span {
	uint32_t start, end; /* byte offsets in the text; end exclusive */
	uint8_t joint; /* enum token_joint */
	uint8_t shape; /* enum token_shape, or-ed */
};

struct token_spans {
	struct token_span *span;
	size_t count, capacity;
};

/* Fills spans (cleared first; reuse it; the caller's: token_spans_free).
 * ERROR_LIMIT for a text of 2^32 bytes or more. */
bool token_split(
	struct slice text, struct token_spans *spans, struct error *err);
void token_spans_free(struct token_spans *spans);

#endif
