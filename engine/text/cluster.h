/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cluster.h - spans that are joined to each other -> tokens.  Knows how
 * Indonesian joins words: reduplication, clitics behind a hyphen, compounds,
 * host names, e-mail addresses, dotted acronyms, numbers with a currency.
 */
#ifndef TELUSUR_CLUSTER_H
#define TELUSUR_CLUSTER_H

#include "token.h"
#include "vocabulary.h"

/* The word of one span, as analyse.c looks it up. */
struct cluster_word {
	struct wordlist_key key;
	const struct word *word;
};

/* A text that was split, all borrowed. */
struct cluster_text {
	struct slice bytes;
	const struct token_spans *spans; /* of the whole text */
	const struct cluster_word *found; /* one for each span; cluster_read
					   * wants those of its spans filled */
	struct vocabulary *vocabulary;
};

/* Appends the tokens of the spans first..first + count - 1, which are joined to
 * each other.  ERROR_CORRUPT when a compound cannot be normalised. */
bool cluster_read(const struct cluster_text *text, size_t first, size_t count,
	struct tokens *tokens, struct error *err);

/* Whether the span, which nothing is joined to, makes exactly one token
 * whatever its word is.  Looks at its shape only. */
bool cluster_is_plain(
	const struct cluster_text *text, const struct token_span *span);

#endif
