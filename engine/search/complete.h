/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete.h - what a query that is being typed may become: its last word
 * completed by frequent forms of the collection, and titles that hold its
 * words.
 *
 * Forms that stand in the best essays for the words before go first, most of
 * all directly behind them: after "keamanan s" siber comes before sebagai.
 */
#ifndef TELUSUR_COMPLETE_H
#define TELUSUR_COMPLETE_H

#include "index.h"

enum {
	COMPLETE_DEFAULT_LIMIT = 8,
	COMPLETE_MAX_LIMIT = 20,
	COMPLETE_MIN_LETTERS = 2, /* of a first word being typed */
	COMPLETE_MAX_TITLES = 4, /* where there are words as well */
};

enum complete_kind {
	COMPLETE_WORD,
	COMPLETE_TITLE,
};

struct complete_item {
	enum complete_kind kind;
	struct slice text; /* the whole query, or the title */
	uint32_t documents; /* of words: essays with the form */
	struct slice id; /* of titles: the essay's */
};

struct complete_list {
	struct arena arena; /* owns everything below */
	struct slice q; /* a copy */
	struct complete_item *completion; /* words first */
	size_t count;
	struct slice suggestion; /* see suggest.h; empty for none */
};

/* Up to `limit` completions; none of an empty query.  A query that ends with
 * a space has no word that is being typed, and gets titles alone.  ERROR_LIMIT
 * as query_parse.  The result is the caller's: complete_free. */
struct complete_list *complete(
	struct index *index, struct slice q, size_t limit, struct error *err);
void complete_free(struct complete_list *completions);

#endif
