/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_fixture.h - an index in a folder of its own, for the tests of its
 * writer and its readers.
 */
#ifndef TELUSUR_TEST_INDEX_FIXTURE_H
#define TELUSUR_TEST_INDEX_FIXTURE_H

#include "index.h"
#include "index_support.h"
#include "index_write.h"

struct fixture {
	char *folder; /* of the test */
	char *path; /* of the index in it */
	struct morphology *morphology;
	struct index_writer *writer;
	uint64_t chance;
};

/* For cmocka; *state is the fixture.  No index is made yet. */
int fixture_set_up(void **state);
int fixture_tear_down(void **state);

void fixture_open_writer(struct fixture *fixture, bool rebuild);
void fixture_close_writer(struct fixture *fixture);
void fixture_commit(struct fixture *fixture);

/* Puts an essay under the id, in the place of one that has it. */
uint32_t fixture_put_text(
	struct index_writer *writer, const char *id, struct slice text);
uint32_t fixture_put(struct fixture *fixture, const char *id, const char *text);

/* Makes an index of the essays e0, e1, ... of four words each, and closes its
 * writer. */
void fixture_make_index(struct fixture *fixture, unsigned essays);

/* Whether there is such a name in the index's folder. */
bool fixture_exists(struct fixture *fixture, const char *name);

struct index *fixture_open_index(const char *path);

/* The index has, or has not, an essay with the id, and its record too. */
void fixture_assert_holds(struct index *index, const char *id, bool wanted);

#endif
