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

/* What cluster.c asks of the analyser: the word of a span; the word of a form
 * with a root that is known already; whether an exception gives the form a
 * root; and to append a token (false: out of memory). */
const struct word *cluster_word(struct analyser *analyser, struct slice text,
	const struct token_span *span, struct error *err);
const struct word *cluster_compound(struct analyser *analyser,
	struct slice form, struct slice root, const char *via,
	struct error *err);
bool cluster_lexical(
	struct analyser *analyser, struct slice form, struct slice *root);
bool cluster_put(struct tokens *tokens, struct token token);

#endif
