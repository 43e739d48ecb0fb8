/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_reference.h - what a query means, written a second time and as
 * plainly as can be: over the words of the essay's text as the analysis gives
 * them, without codes, plans or Xapian.
 */
#ifndef TELUSUR_TESTS_SEARCH_REFERENCE_H
#define TELUSUR_TESTS_SEARCH_REFERENCE_H

#include "plan.h"
#include "search_fixture.h"

/* A paragraph, a title, a name: words that stand in one order. */
struct reference_stream {
	enum query_field field;
	uint32_t start; /* byte in the essay's text */
	bool title; /* a title's, which is no part of the text */
	struct tokens tokens;
	uint32_t *first; /* token of each position, and the end */
	uint32_t positions;
};

struct reference_essay {
	struct reference_stream *stream;
	size_t count;
	struct slice date;
};

/* Where a leaf of the query stands. */
struct reference_match {
	size_t stream;
	uint32_t position, length;
	uint32_t start, end; /* bytes in the essay's text */
};

struct reference_matches {
	struct reference_match *match;
	size_t count, capacity;
};

void reference_read(struct reference_essay *reading, struct index *index,
	const struct essay *essay);
void reference_free(struct reference_essay *reading);

/* Whether the query is true of the essay. */
bool reference_holds(struct index *index, const struct reference_essay *essay,
	const struct query *query, enum plan_mode mode);

/* All matches in the text that are to be shown: of words that are not negated,
 * of a NEAR only those that make it true.  The caller frees out->match. */
void reference_shown(struct index *index, const struct reference_essay *essay,
	const struct query *query, enum plan_mode mode,
	struct reference_matches *out);

/* ---- random essays that are indexed, and read by the reference ---- */

enum { COLLECTION_ESSAYS = 60 };

struct collection {
	struct fixture fixture;
	struct index *index; /* the fixture's */
	uint64_t chance;
	struct buf text[COLLECTION_ESSAYS];
	char id[COLLECTION_ESSAYS][4];
	struct essay essay[COLLECTION_ESSAYS]; /* document 1 is the first */
	struct reference_essay reading[COLLECTION_ESSAYS];
};

void collection_open(struct collection *collection, uint64_t seed);
void collection_close(struct collection *collection);

/* The next random query that is within the limits.  q is cleared first. */
struct query *collection_query(struct collection *collection, struct buf *q);

#endif
