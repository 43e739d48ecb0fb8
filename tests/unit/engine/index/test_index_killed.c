/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several processes at one index, and what a writer leaves that is killed. */
#include "index_fixture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* Runs the body in another process. */
static pid_t start(void (*body)(struct fixture *fixture, int report),
	struct fixture *fixture, int *report)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		body(fixture, ends[1]);
		_exit(0);
	}
	assert_true(child > 0);
	close(ends[1]);
	*report = ends[0];
	return child;
}

static void tell(int report)
{
	if (write(report, ".", 1) != 1)
		_exit(1);
}

static void end(pid_t child)
{
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
}

/* Rebuilds and publishes over and over. */
static void publish_always(struct fixture *fixture, int report)
{
	struct error err;
	for (;;) {
		struct index_writer *writer = index_writer_open(
			fixture->path, fixture->morphology, true, &err);
		if (!writer)
			_exit(1);
		fixture_put_text(writer, "e0", slice_text("satu"));
		if (!index_writer_commit(writer, &err) ||
			!index_writer_publish(writer, &err))
			_exit(1);
		index_writer_free(writer);
		tell(report);
	}
}

static void readers_never_miss_a_generation(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	int report;
	char dot;
	fixture_make_index(fixture, 1);
	pid_t child = start(publish_always, fixture, &report);
	assert_int_equal(fcntl(report, F_SETFL, O_NONBLOCK), 0);
	struct index *index = fixture_open_index(fixture->path);
	for (int published = 0; published < 40;) {
		support_ok(index_refresh(index, &err), err);
		fixture_assert_holds(index, "e0", true);
		struct index *other = fixture_open_index(fixture->path);
		fixture_assert_holds(other, "e0", true);
		index_close(other);
		ssize_t got = read(report, &dot, 1);
		assert_true(got != 0); /* the child is alive */
		published += got > 0;
	}
	assert_true(index->generation_number > 10);
	index_close(index);
	end(child);
	close(report);
}

static void hold_writer(struct fixture *fixture, int report)
{
	fixture_open_writer(fixture, false);
	fixture_put(fixture, "lost", "satu");
	tell(report);
	for (;;)
		pause();
}

static void a_second_writer_is_told_of_the_first(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	int report;
	char dot, pid[32];
	fixture_make_index(fixture, 2);
	pid_t child = start(hold_writer, fixture, &report);
	assert_int_equal(read(report, &dot, 1), 1);
	for (int rebuild = 0; rebuild < 2; rebuild++) {
		assert_null(index_writer_open(
			fixture->path, fixture->morphology, rebuild, &err));
		assert_int_equal(err.code, ERROR_LOCKED);
		snprintf(pid, sizeof pid, "process %ld;", (long)child);
		assert_non_null(strstr(err.text, pid));
		err = (struct error){0};
	}
	end(child);
	fixture_open_writer(fixture, false);
	close(report);
}

static void a_first_run_that_ends_early_leaves_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	int report;
	char dot;
	fixture_open_writer(fixture, false);
	fixture_put(fixture, "a", "satu");
	fixture_close_writer(fixture);
	assert_false(fixture_exists(fixture, "current"));
	assert_false(fixture_exists(fixture, "g000001"));
	pid_t child = start(hold_writer, fixture, &report);
	assert_int_equal(read(report, &dot, 1), 1);
	end(child);
	close(report);
	assert_false(fixture_exists(fixture, "current"));
	assert_null(index_open(fixture->path, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	fixture_make_index(fixture, 1);
	struct index *index = fixture_open_index(fixture->path);
	fixture_assert_holds(index, "e0", true);
	fixture_assert_holds(index, "lost", false);
	index_close(index);
}

static void hold_rebuild(struct fixture *fixture, int report)
{
	fixture_open_writer(fixture, true);
	fixture_put(fixture, "lost", "satu");
	fixture_commit(fixture);
	tell(report);
	for (;;)
		pause();
}

static void leftovers_of_killed_runs_are_removed(void **state)
{
	struct fixture *fixture = *state;
	int report;
	char dot;
	fixture_make_index(fixture, 1);
	pid_t child = start(hold_rebuild, fixture, &report);
	assert_int_equal(read(report, &dot, 1), 1);
	end(child);
	close(report);
	assert_true(fixture_exists(fixture, "g000002"));
	fixture_open_writer(fixture, false);
	assert_false(fixture_exists(fixture, "g000002"));
	fixture_close_writer(fixture);
	/* Killed between taking the place and removing the old one: that is
	 * kept as long as one that was meant to be kept. */
	char *old = support_path(fixture->path, "g000001");
	char *new = support_path(fixture->path, "g000002");
	char *link = support_path(fixture->path, "current");
	assert_int_equal(rename(old, new), 0);
	assert_int_equal(mkdir(old, 0700), 0);
	assert_int_equal(remove(link), 0);
	assert_int_equal(symlink("g000002", link), 0);
	char *marked = support_path(fixture->path, "next");
	assert_int_equal(symlink("g000002", marked), 0);
	free(marked);
	fixture_open_writer(fixture, false);
	assert_false(fixture_exists(fixture, "next"));
	assert_true(fixture_exists(fixture, "g000001"));
	fixture_put(fixture, "more", "dua");
	fixture_commit(fixture);
	struct index *index = fixture_open_index(fixture->path);
	fixture_assert_holds(index, "e0", true);
	fixture_assert_holds(index, "more", true);
	index_close(index);
	fixture_close_writer(fixture);
	fixture_open_writer(fixture, true);
	fixture_commit(fixture);
	struct error err;
	support_ok(index_writer_publish(fixture->writer, &err), err);
	assert_true(fixture_exists(fixture, "g000003"));
	assert_false(fixture_exists(fixture, "g000002"));
	assert_false(fixture_exists(fixture, "g000001"));
	free(old);
	free(new);
	free(link);
}

enum { BATCH = 20 };

/* Commits batch after batch and tells of each. */
static void commit_always(struct fixture *fixture, int report)
{
	fixture_open_writer(fixture, false);
	for (unsigned i = 0;; i++) {
		char id[16];
		struct buf text = {0};
		snprintf(id, sizeof id, "%u-%u", (unsigned)getpid(), i);
		support_text(&text, &fixture->chance, 50);
		fixture_put_text(fixture->writer, id, buf_slice(&text));
		buf_free(&text);
		if (i % BATCH == BATCH - 1) {
			fixture_commit(fixture);
			tell(report);
		}
	}
}

static uint32_t count_dots(int report)
{
	char dots[64];
	uint32_t count = 0;
	for (ssize_t got; (got = read(report, dots, sizeof dots)) > 0;)
		count += (uint32_t)got;
	return count;
}

/* Waits until the child has told of `count` batches. */
static void await_dots(int report, uint32_t count)
{
	char dot;
	for (uint32_t i = 0; i < count; i++)
		assert_int_equal(read(report, &dot, 1), 1);
}

/* Killed anywhere: every batch that was told of is there, and no half one.
 * Each round waits for some batches, however long they take, and then for a
 * part of what a further one may take. */
static void a_killed_writer_loses_nothing_committed(void **state)
{
	struct fixture *fixture = *state;
	uint32_t acknowledged = 0, awaited = 0;
	fixture_make_index(fixture, 0);
	for (int round = 0; round < 25; round++) {
		int report;
		pid_t child = start(commit_always, fixture, &report);
		uint32_t wanted = (uint32_t)round % 3;
		struct timespec wait = {0,
			1000 * (long)support_random(&fixture->chance, 40000)};
		await_dots(report, wanted);
		nanosleep(&wait, NULL);
		end(child);
		awaited += wanted;
		acknowledged += wanted + count_dots(report);
		close(report);
		struct index *index = fixture_open_index(fixture->path);
		assert_int_equal(index->documents % BATCH, 0);
		assert_in_range(index->documents, acknowledged * BATCH,
			(acknowledged + 1) * BATCH);
		acknowledged = index->documents / BATCH;
		index_close(index);
	}
	assert_true(acknowledged >= awaited && awaited > 10);
}

#define INDEX_TEST(test) \
	cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		INDEX_TEST(readers_never_miss_a_generation),
		INDEX_TEST(a_second_writer_is_told_of_the_first),
		INDEX_TEST(a_first_run_that_ends_early_leaves_nothing),
		INDEX_TEST(leftovers_of_killed_runs_are_removed),
		INDEX_TEST(a_killed_writer_loses_nothing_committed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
