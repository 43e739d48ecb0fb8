/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete.h - autocompletion: completes the last word of an unfinished query
 * with frequent forms of the collection, and finds titles with its words.
 *
 * Forms that occur in the top hits for the preceding words rank first, above
 * all where they follow those words directly: "keamanan s" gives siber before
 * sebagai.
 */
#ifndef TELUSUR_COMPLETE_H
#define TELUSUR_COMPLETE_H

#include "index.h"

enum {
	COMPLETE_DEFAULT_LIMIT = 8,
	COMPLETE_MAX_LIMIT = 20,
	COMPLETE_MIN_LETTERS = 2, /* of the word, where no word precedes it */
	COMPLETE_MAX_TITLES = 4, /* if there are words too */
};

enum complete_kind {
	COMPLETE_WORD,
	COMPLETE_TITLE,
};

struct complete_item {
	enum complete_kind kind;
	struct slice text; /* the whole query, or the title */
	uint32_t documents; /* of a word: document frequency of the form */
	struct slice id; /* of a title: its essay */
};

struct complete_list {
	struct arena arena; /* owns everything below */
	struct slice q; /* a copy */
	struct complete_item *completion; /* words first */
	size_t count;
	struct slice suggestion; /* see suggest.h; empty for none */
};

/* Returns up to `limit` completions; none for an empty query, and only titles
 * for a query that ends with a space.  ERROR_LIMIT as query_parse; reading
 * errors (README.md).  Owned by the caller: complete_free. */
struct complete_list *complete(
	struct index *index, struct slice q, size_t limit, struct error *err);
void complete_free(struct complete_list *completions);

#endif
