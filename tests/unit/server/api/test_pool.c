/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open indexes of a server: which state a request sees. */
#include "pool.h"

#include "index_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

struct asking {
	struct fixture *fixture;
	struct pool *pool;
	unsigned round;
	uint32_t before; /* essays that the first index has */
	uint32_t seen; /* and a request after it */
};

static bool count(struct index *index, void *context, struct error *err)
{
	(void)err;
	*(uint32_t *)context = index->documents;
	return true;
}

/* While one index is out, an essay is committed, and seen by the other. */
static bool commit_meanwhile(
	struct index *index, void *context, struct error *err)
{
	struct asking *asking = context;
	char id[16];
	snprintf(id, sizeof id, "baru%u", asking->round);
	asking->before = index->documents;
	fixture_open_writer(asking->fixture, false);
	fixture_put(asking->fixture, id, "satu");
	fixture_commit(asking->fixture);
	fixture_close_writer(asking->fixture);
	return pool_ready(asking->pool, err);
}

/* Whatever one request has seen, no later one sees less. */
static void no_essay_comes_and_goes_again(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	bool opened;
	fixture_make_index(fixture, 1);
	struct pool *pool = pool_open(fixture->path, 2, &err);
	support_ok(pool != NULL, err);
	struct asking asking = {.fixture = fixture, .pool = pool};
	/* Where a round takes longer than POOL_LOOK_MS, an index is looked at
	 * for its age: of several one is quick. */
	for (asking.round = 0; asking.round < 8; asking.round++) {
		support_ok(pool_run(pool, commit_meanwhile, &asking, &opened,
				   &err),
			err);
		assert_int_equal(pool_documents(pool), asking.before + 1);
		support_ok(pool_run(pool, count, &asking.seen, &opened, &err),
			err);
		assert_int_equal(asking.seen, asking.before + 1);
	}
	pool_close(pool);
}

static void one_index_stays_for_short_requests(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	fixture_make_index(fixture, 1);
	struct pool *pool = pool_open(fixture->path, 3, &err);
	support_ok(pool != NULL, err);
	assert_true(pool_begin_long(pool));
	assert_true(pool_begin_long(pool));
	assert_false(pool_begin_long(pool));
	pool_end_long(pool);
	assert_true(pool_begin_long(pool));
	pool_close(pool);
	/* Of one there would be none left. */
	pool = pool_open(fixture->path, 1, &err);
	support_ok(pool != NULL, err);
	assert_true(pool_begin_long(pool));
	assert_false(pool_begin_long(pool));
	pool_close(pool);
}

struct failing {
	unsigned calls, fails;
	enum error_code code;
};

static bool refuse(struct index *index, void *context, struct error *err)
{
	struct failing *failing = context;
	(void)index;
	if (failing->calls++ < failing->fails)
		return error_set(err, failing->code, "so it is");
	return true;
}

static void what_was_modified_is_begun_again(void **state)
{
	struct fixture *fixture = *state;
	bool opened;
	static const struct {
		struct failing failing;
		bool ok;
		unsigned calls;
	} rows[] = {
		{{0, 0, ERROR_MODIFIED}, true, 1},
		{{0, 1, ERROR_MODIFIED}, true, 2},
		{{0, POOL_MAX_RETRIES, ERROR_MODIFIED}, true,
			POOL_MAX_RETRIES + 1},
		{{0, POOL_MAX_RETRIES + 1, ERROR_MODIFIED}, false,
			POOL_MAX_RETRIES + 1},
		{{0, 1, ERROR_LIMIT}, false, 1},
	};
	struct error err = {0};
	fixture_make_index(fixture, 1);
	struct pool *pool = pool_open(fixture->path, 2, &err);
	support_ok(pool != NULL, err);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct failing failing = rows[i].failing;
		bool ok = pool_run(pool, refuse, &failing, &opened, &err);
		assert_int_equal(ok, rows[i].ok);
		assert_true(opened);
		assert_int_equal(failing.calls, rows[i].calls);
		if (!ok)
			assert_int_equal(err.code, rows[i].failing.code);
		err = (struct error){0};
	}
	pool_close(pool);
}

#define POOL_TEST(test) \
	cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(no_essay_comes_and_goes_again),
		POOL_TEST(one_index_stays_for_short_requests),
		POOL_TEST(what_was_modified_is_begun_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
