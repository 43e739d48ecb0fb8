/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xap_fixture.h - a database in a folder of its own, for the tests of the
 * binding.
 */
#ifndef TELUSUR_TEST_XAP_FIXTURE_H
#define TELUSUR_TEST_XAP_FIXTURE_H

#include "index_support.h"
#include "xap.h"

struct fixture {
	char *folder;
	struct xap_writer *writer;
};

/* For cmocka; *state is the fixture, its database empty. */
int xap_fixture_set_up(void **state);
int xap_fixture_tear_down(void **state);

/* Puts a document that holds the words of the text, each with wdf 1; under the
 * number, or (0) under the next one. */
uint32_t xap_fixture_put_as(
	struct fixture *fixture, uint32_t number, const char *words);
uint32_t xap_fixture_put(struct fixture *fixture, const char *words);
void xap_fixture_set_meta(
	struct fixture *fixture, const char *key, const char *value);
void xap_fixture_commit(struct fixture *fixture);

struct xap_reader *xap_fixture_open_reader(struct fixture *fixture);

#endif
