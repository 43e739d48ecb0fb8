/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of an index that are mapped. */
#include "index_fixture.h"
#include "segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ESSAYS = 40 };

static void make_index(struct fixture *fixture)
{
	fixture_open_writer(fixture, false);
	for (unsigned i = 0; i < ESSAYS; i++) {
		char id[16];
		struct buf text = {0};
		snprintf(id, sizeof id, "e%u", i);
		support_text(&text, &fixture->chance, 1200);
		fixture_put_text(fixture->writer, id, buf_slice(&text));
		buf_free(&text);
	}
	fixture_commit(fixture);
	fixture_close_writer(fixture);
}

/* Records that the segments hold, those of dead documents too. */
static uint32_t count_records(struct fixture *fixture)
{
	struct index *index = fixture_open_index(fixture->path);
	uint32_t sum = 0;
	for (size_t i = 0; i < index->catalogue->count; i++)
		sum += index->catalogue->segment[i]->info.documents;
	index_close(index);
	return sum;
}

static void what_is_mostly_dead_is_written_anew(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	make_index(fixture);
	assert_int_equal(count_records(fixture), ESSAYS);
	fixture_open_writer(fixture, false);
	for (unsigned i = 0; i < ESSAYS * 3 / 4; i++) {
		char id[16];
		uint32_t document;
		snprintf(id, sizeof id, "e%u", i);
		support_ok(index_writer_find(fixture->writer, slice_text(id),
				   &document, &err),
			err);
		support_ok(index_writer_remove(fixture->writer, document, &err),
			err);
	}
	fixture_commit(fixture);
	fixture_close_writer(fixture);
	assert_int_equal(count_records(fixture), ESSAYS - ESSAYS * 3 / 4);
}

#define SEGMENT_TEST(test) \
	cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SEGMENT_TEST(what_is_mostly_dead_is_written_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
