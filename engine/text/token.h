/* SPDX-License-Identifier: GPL-3.0-or-later */
/* token.h - bytes -> spans: where words are in a text.
 *
 * Letters, digits and marks make words.  An apostrophe joins letters, a full
 * stop or comma joins digits.  What stands between two words without a gap (a
 * hyphen, a dot, an @) is kept as the joint of the second, for cluster.h to
 * decide what the words make together.  Knows nothing of Indonesian.
 */
#ifndef TELUSUR_TOKEN_H
#define TELUSUR_TOKEN_H

#include "buf.h"
#include "errors.h"

enum token_joint {
	TOKEN_APART,
	TOKEN_HYPHEN, /* anak-anak */
	TOKEN_LOOSE_HYPHEN, /* ancaman- ancaman, 1980 - an, or an en dash */
	TOKEN_DOT, /* ui.ac.id, U.S.A */
	TOKEN_AT, /* nama@ui.ac.id */
	TOKEN_LOW_LINE, /* nama_orang@ui.ac.id */
};

enum token_shape {
	TOKEN_HAS_DIGIT = 1,
	TOKEN_HAS_LETTER = 2,
	TOKEN_HAS_UPPER = 4,
	TOKEN_HAS_LOWER = 8, /* any letter that is not a capital */
	TOKEN_HAS_JOINER = 16, /* an apostrophe, stop or comma inside */
	TOKEN_NOT_ASCII = 32,
};

struct token_span {
	uint32_t start, end; /* bytes in the text; end is behind the last */
	uint8_t joint; /* enum token_joint: to the span before */
	uint8_t shape; /* enum token_shape, or-ed */
};

struct token_spans {
	struct token_span *span;
	size_t count, capacity;
};

/* Fills spans (cleared first; reuse it) with the words of text, which has at
 * most 2^32-1 bytes. */
bool token_split(
	struct slice text, struct token_spans *spans, struct error *err);
void token_spans_free(struct token_spans *spans);

#endif
