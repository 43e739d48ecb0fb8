/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_fixture.h - an index of a few essays in a temporary folder, for the
 * tests of what searches; and random texts and queries of few words, so that
 * they meet.
 */
#ifndef TELUSUR_TESTS_SEARCH_FIXTURE_H
#define TELUSUR_TESTS_SEARCH_FIXTURE_H

#include "index.h"
#include "index_support.h"

struct fixture {
	char *folder;
	struct index *index;
};

/* Indexes the essays; document numbers count from 1 in their order.  The
 * dictionary and the exceptions may be NULL.  Fails the test on any error. */
void fixture_open(struct fixture *fixture, const char *dictionary,
	const char *exceptions, const struct essay *essay, size_t count);
void fixture_close(struct fixture *fixture);

/* An essay with these; its path is its id. */
struct essay fixture_essay(
	const char *id, const char *title, bool titled, const char *text);

/* Appends a text of up to `paragraphs` paragraphs: sentences of words that
 * share roots, compounds, reduplications, numbers, names; with any spacing. */
void chance_text(uint64_t *chance, uint32_t paragraphs, struct buf *out);

/* Appends a query of the same words, with every operator there is; no function
 * words outside quotes. */
void chance_query(uint64_t *chance, struct buf *out);

#endif
