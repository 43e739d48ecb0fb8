/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cluster.h - what words that are joined make together: reduplication,
 * clitics behind a hyphen, compounds, hosts and e-mail addresses, dotted
 * acronyms.  The part of analyse.c that knows Indonesian spelling.
 */
#ifndef TELUSUR_CLUSTER_H
#define TELUSUR_CLUSTER_H

#include "analyse.h"
#include "token.h"

/* Appends the tokens of `count` spans that are joined to each other. */
bool cluster_read(struct analyser *analyser, struct slice text,
	const struct token_span *span, size_t count, struct tokens *tokens,
	struct error *err);

/* Whether the span, which nothing is joined to, is one token by its looks: what
 * its word is makes no difference to where it stands. */
bool cluster_is_plain(
	const struct analyser *analyser, const struct token_span *span);

/* ---- what cluster.c asks of analyse.c ---- */

/* The word of one of the spans. */
const struct word *cluster_word(
	const struct analyser *analyser, const struct token_span *span);

/* The word of a form that is normalised already, with the shapes of what it
 * was made of. */
const struct word *cluster_form(struct analyser *analyser, struct slice form,
	unsigned shape, struct error *err);

/* The word of a form whose root is known already. */
const struct word *cluster_compound(struct analyser *analyser,
	struct slice form, struct slice root, const char *via,
	struct error *err);

/* *lexical says whether an exception gives the form a root, if need be without
 * the clitics at its end (undang-undangnya); else *root stays as it is. */
bool cluster_lexical(struct analyser *analyser, struct slice form,
	bool *lexical, struct slice *root, struct error *err);

/* Whether the text at hand has no small letter. */
bool cluster_shouted(const struct analyser *analyser);

/* Appends a token; false: out of memory. */
bool cluster_put(struct tokens *tokens, struct token token);

#endif
