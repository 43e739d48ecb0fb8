/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync.h"

#include "schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

enum { SECOND_NS = 1000000000 };
static const int64_t now_ns = (int64_t)1700000000 * SECOND_NS;

/* Stamps as an index would have them. */
struct fixture {
	char path[64];
	struct stamps *stamps;
	struct sync *sync;
};

static struct stamp *put(
	struct fixture *fixture, uint32_t source, const char *name)
{
	static uint32_t document;
	struct stamp *stamp = stamps_put(
		fixture->stamps, source, slice_text(name), NULL);
	assert_non_null(stamp);
	stamp->document = ++document;
	stamp->look.size_bytes = 10;
	stamp->look.mtime_ns = now_ns - 100 * (int64_t)SECOND_NS;
	stamp->look.ctime_ns = stamp->look.mtime_ns;
	return stamp;
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct error err = {0};
	strcpy(fixture->path, "/tmp/telusur-sync-XXXXXX");
	if (!mkdtemp(fixture->path))
		return -1;
	fixture->stamps = stamps_new(&err);
	static const char *const names[] = {"a.txt", "a/b.txt", "a/c/d.txt",
		"k.ndjson//x", "k.ndjson//y", "ab.txt"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		put(fixture, 1, names[i]);
	put(fixture, 1, "k.ndjson")->document = 0;
	put(fixture, 2, "a.txt");
	fixture->sync = sync_new(fixture->stamps, false, now_ns, &err);
	*state = fixture;
	return fixture->sync ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[100];
	sync_free(fixture->sync);
	stamps_free(fixture->stamps);
	snprintf(command, sizeof command, "rm -rf '%s'", fixture->path);
	free(fixture);
	return system(command);
}

static void see(struct fixture *fixture, const char *name)
{
	struct stamp *stamp = stamps_find(fixture->stamps, 1, slice_text(name));
	assert_non_null(stamp);
	stamp->seen = true;
}

static void check_counts(struct fixture *fixture, uint64_t unchanged,
	uint64_t kept, uint64_t gone)
{
	struct sync_counts counts = sync_count(fixture->sync, 1);
	assert_int_equal(counts.before, 6);
	assert_int_equal(counts.unchanged, unchanged);
	assert_int_equal(counts.kept, kept);
	assert_int_equal(counts.gone, gone);
}

static void test_gone(void **state)
{
	struct fixture *fixture = *state;
	check_counts(fixture, 0, 0, 6);
	see(fixture, "a.txt");
	see(fixture, "k.ndjson//y");
	check_counts(fixture, 0, 0, 4);
	/* What a run adds was not there before. */
	put(fixture, 1, "baru.txt")->seen = true;
	check_counts(fixture, 0, 0, 4);
}

/* A folder keeps what is below it, and nothing that is only named alike. */
static void test_keep(void **state)
{
	struct fixture *fixture = *state;
	assert_true(sync_keep(fixture->sync, 1, "a", false, NULL));
	check_counts(fixture, 0, 2, 4);
	assert_true(sync_keep(fixture->sync, 1, "k.ndjson", true, NULL));
	check_counts(fixture, 2, 2, 2);
	assert_true(sync_keep(fixture->sync, 2, "ab.txt", false, NULL));
	check_counts(fixture, 2, 2, 2);
	assert_true(sync_keep(fixture->sync, 1, "ab.txt", false, NULL));
	check_counts(fixture, 2, 3, 1);
}

struct taken {
	size_t count, limit;
};

static bool take(void *context, struct stamp *stamp, struct error *err)
{
	struct taken *taken = context;
	stamp->gone = true;
	if (++taken->count < taken->limit)
		return true;
	return error_set(err, ERROR_LIMIT, "enough");
}

static void test_each_gone(void **state)
{
	struct fixture *fixture = *state;
	struct taken taken = {0, 2};
	struct error err = {0};
	see(fixture, "ab.txt");
	see(fixture, "k.ndjson");
	assert_true(sync_keep(fixture->sync, 1, "a", false, NULL));
	/* a.txt, k.ndjson//x and k.ndjson//y are gone. */
	assert_false(sync_each_gone(fixture->sync, 1, take, &taken, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	taken.limit = 10;
	assert_true(sync_each_gone(fixture->sync, 1, take, &taken, &err));
	assert_int_equal(taken.count, 3);
	check_counts(fixture, 0, 2, 0);
	assert_int_equal(sync_count(fixture->sync, 2).gone, 1);
}

static void test_same(void **state)
{
	struct fixture *fixture = *state;
	struct stamp *stamp = stamps_find(
		fixture->stamps, 1, slice_text("a.txt"));
	struct scan_file file = {.path = "a.txt", .look = stamp->look};
	assert_true(sync_is_same(fixture->sync, stamp, &file));
	assert_false(sync_is_same(fixture->sync, NULL, &file));
	file.look.size_bytes = 11;
	assert_false(sync_is_same(fixture->sync, stamp, &file));
	file.look.size_bytes = 10;
	file.look.inode += 1;
	assert_false(sync_is_same(fixture->sync, stamp, &file));
	file.look.inode -= 1;
	file.look.ctime_ns += 1;
	assert_false(sync_is_same(fixture->sync, stamp, &file));
	file.look.ctime_ns -= 1;
	assert_true(sync_is_same(fixture->sync, stamp, &file));
	file.look.mtime_ns -= 1;
	assert_false(sync_is_same(fixture->sync, stamp, &file));
	assert_true(sync_note_file(fixture->sync, stamp, &file));
	assert_true(stamp->dirty);
	assert_true(sync_is_same(fixture->sync, stamp, &file));
	assert_false(sync_note_file(fixture->sync, stamp, &file));
}

/* A file that was changed just now may change again without a newer time. */
static void test_doubt(void **state)
{
	struct fixture *fixture = *state;
	struct stamp *stamp = stamps_find(
		fixture->stamps, 1, slice_text("a.txt"));
	struct scan_file file = {.path = "a.txt", .look = stamp->look};
	file.look.mtime_ns = now_ns - SECOND_NS;
	assert_true(sync_note_file(fixture->sync, stamp, &file));
	assert_false(sync_is_same(fixture->sync, stamp, &file));
	/* In doubt it stays, but that is no news. */
	assert_false(sync_note_file(fixture->sync, stamp, &file));
	file.look.mtime_ns = now_ns + 1000 * (int64_t)SECOND_NS;
	assert_true(sync_note_file(fixture->sync, stamp, &file));
	assert_false(sync_is_same(fixture->sync, stamp, &file));
	struct sync *later = sync_new(
		fixture->stamps, false, now_ns + 10 * (int64_t)SECOND_NS, NULL);
	file.look.mtime_ns = now_ns - SECOND_NS;
	assert_true(sync_note_file(later, stamp, &file));
	assert_true(sync_is_same(later, stamp, &file));
	/* The time of change alone is enough for a doubt. */
	file.look.mtime_ns = now_ns - 100 * (int64_t)SECOND_NS;
	file.look.ctime_ns = now_ns + 9 * (int64_t)SECOND_NS;
	assert_true(sync_note_file(later, stamp, &file));
	assert_false(sync_is_same(later, stamp, &file));
	file.look.ctime_ns = now_ns;
	assert_true(sync_note_file(later, stamp, &file));
	sync_free(later);
	struct sync *verifying = sync_new(fixture->stamps, true, now_ns, NULL);
	assert_false(sync_is_same(verifying, stamp, &file));
	sync_free(verifying);
}

static void test_share(void **state)
{
	(void)state;
	assert_false(sync_is_too_much(0, 0));
	assert_false(sync_is_too_much(4, 2));
	assert_true(sync_is_too_much(5, 3));
	assert_true(sync_is_too_much(1, 1));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_gone),
		TEST(test_keep),
		TEST(test_each_gone),
		TEST(test_same),
		TEST(test_doubt),
		cmocka_unit_test(test_share),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
