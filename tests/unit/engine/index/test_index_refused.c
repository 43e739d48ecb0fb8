/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not to be written to, and stays as it was. */
#include "index_fixture.h"

#include "morphology.h"
#include "schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Neither reading nor writing goes, with the code, and nothing is changed. */
static void assert_refused(struct fixture *fixture,
	const struct morphology *morphology, enum error_code wanted)
{
	struct error err = {0};
	uint64_t before = support_hash(fixture->path);
	assert_null(index_writer_open(fixture->path, morphology, false, &err));
	assert_int_equal(err.code, wanted);
	assert_true(support_hash(fixture->path) == before);
}

static void set_meta(
	struct fixture *fixture, const char *key, const char *value)
{
	struct error err;
	char *path = support_path(fixture->path, "current");
	struct xap_writer *writer = xap_writer_open(path, &err);
	support_ok(writer != NULL, err);
	support_ok(xap_writer_set_meta(
			   writer, slice_text(key), slice_text(value), &err),
		err);
	support_ok(xap_writer_commit(writer, &err), err);
	xap_writer_free(writer);
	free(path);
}

static void another_schema_is_refused(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	/* Of before there were features; earlier; of no sense; features that
	 * are not known; a later analysis. */
	static const char *const versions[] = {"0.1", "6.1", "", "7", "6 1 1 1",
		"7 1 1 1", "8 3 3 1 1", "8 3 3 0", "8 7 3 1", "8 80000003 3 1",
		"8 3 3 2"};
	fixture_make_index(fixture, 2);
	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
		set_meta(fixture, SCHEMA_KEY_VERSION, versions[i]);
		assert_refused(fixture, fixture->morphology, ERROR_VERSION);
		assert_null(index_open(fixture->path, &err));
		assert_int_equal(err.code, ERROR_VERSION);
		assert_non_null(strstr(err.text, "--rebuild"));
	}
	/* What only writers must know does not keep readers out. */
	set_meta(fixture, SCHEMA_KEY_VERSION, "8 3 7 1");
	assert_refused(fixture, fixture->morphology, ERROR_VERSION);
	index_close(fixture_open_index(fixture->path));
	/* A rebuild does not mind. */
	fixture_open_writer(fixture, true);
	fixture_put(fixture, "new", "satu");
	fixture_commit(fixture);
	support_ok(index_writer_publish(fixture->writer, &err), err);
	index_close(fixture_open_index(fixture->path));
}

static void another_dictionary_is_refused(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	fixture_make_index(fixture, 2);
	char *words = support_path(fixture->folder, "words.txt");
	FILE *file = fopen(words, "w");
	assert_non_null(file);
	fputs("beruang beruang\n", file);
	fclose(file);
	struct morphology *other = morphology_build(
		NULL, (const char *const[]){words}, 1, &err);
	support_ok(other != NULL, err);
	assert_refused(fixture, other, ERROR_VERSION);
	/* A reader takes the one that is stored. */
	struct index *index = fixture_open_index(fixture->path);
	assert_true(morphology_fingerprint(index->morphology) ==
		    morphology_fingerprint(fixture->morphology));
	index_close(index);
	struct index_writer *writer = index_writer_open(
		fixture->path, other, true, &err);
	support_ok(writer != NULL, err);
	support_ok(index_writer_commit(writer, &err), err);
	support_ok(index_writer_publish(writer, &err), err);
	index_writer_free(writer);
	assert_refused(fixture, fixture->morphology, ERROR_VERSION);
	morphology_free(other);
	free(words);
}

static void overwrite(const char *path, const char *bytes)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(bytes, file);
	fclose(file);
}

static void an_unreadable_index_is_never_replaced(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	fixture_make_index(fixture, 2);
	char *head = support_path(fixture->path, "g000001/iamglass");
	char *moved = support_path(fixture->path, "g000001/moved");
	char *generation = support_path(fixture->path, "g000001");
	char *away = support_path(fixture->path, "away");
	char *link = support_path(fixture->path, "current");
	/* The version file is cut short, empty, another's, missing. */
	assert_int_equal(rename(head, moved), 0);
	assert_refused(fixture, fixture->morphology, ERROR_NOT_FOUND);
	overwrite(head, "");
	assert_refused(fixture, fixture->morphology, ERROR_CORRUPT);
	overwrite(head, "\x0f\x0dXapian Glass");
	assert_refused(fixture, fixture->morphology, ERROR_CORRUPT);
	assert_int_equal(rename(moved, head), 0);
	/* The generation is missing, or is a file. */
	assert_int_equal(rename(generation, away), 0);
	assert_refused(fixture, fixture->morphology, ERROR_NOT_FOUND);
	overwrite(generation, "a file");
	assert_refused(fixture, fixture->morphology, ERROR_IO);
	assert_int_equal(remove(generation), 0);
	assert_int_equal(rename(away, generation), 0);
	/* `current` is no link, or leads elsewhere. */
	assert_int_equal(remove(link), 0);
	overwrite(link, "g000001");
	assert_refused(fixture, fixture->morphology, ERROR_CORRUPT);
	assert_int_equal(remove(link), 0);
	/* It is missing, but what it named is there. */
	assert_refused(fixture, fixture->morphology, ERROR_CORRUPT);
	static const char *const targets[] = {"../index", "g000001/", "g",
		"g000000", "g1", "g+00001", "g 1", "/etc"};
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		assert_int_equal(symlink(targets[i], link), 0);
		assert_refused(fixture, fixture->morphology, ERROR_CORRUPT);
		/* A rebuild goes its own way, beside what is there. */
		fixture_open_writer(fixture, true);
		fixture_close_writer(fixture);
		assert_refused(fixture, fixture->morphology, ERROR_CORRUPT);
		assert_int_equal(remove(link), 0);
	}
	assert_int_equal(symlink("g000001", link), 0);
	if (geteuid() != 0) { /* root may read everything */
		assert_int_equal(chmod(head, 0), 0);
		assert_null(index_writer_open(
			fixture->path, fixture->morphology, false, &err));
		assert_int_equal(chmod(head, 0600), 0);
	}
	struct index *index = fixture_open_index(fixture->path);
	fixture_assert_holds(index, "e1", true);
	index_close(index);
	free(head);
	free(moved);
	free(generation);
	free(away);
	free(link);
}

/* After a commit that failed nothing of its batch may come in later, without
 * the counts that were lost with it. */
static void a_broken_writer_commits_no_more(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	uint32_t document = 0;
	fixture_make_index(fixture, 2);
	fixture_open_writer(fixture, false);
	fixture_put(fixture, "lost", "satu");
	char *blocked = support_path(fixture->path, "g000001/v.tmp");
	assert_int_equal(mkdir(blocked, 0700), 0);
	assert_false(index_writer_commit(fixture->writer, &err));
	assert_int_equal(rmdir(blocked), 0);
	free(blocked);
	struct essay essay = {
		.id = slice_text("later"), .text = slice_text("dua")};
	assert_false(
		index_writer_put(fixture->writer, &essay, &document, &err));
	assert_false(index_writer_remove(fixture->writer, 1, &err));
	assert_false(index_writer_commit(fixture->writer, &err));
	assert_non_null(strstr(err.text, fixture->path));
	fixture_close_writer(fixture);
	struct index *index = fixture_open_index(fixture->path);
	assert_int_equal(index->documents, 2);
	fixture_assert_holds(index, "lost", false);
	index_close(index);
}

#define INDEX_TEST(test) \
	cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		INDEX_TEST(another_schema_is_refused),
		INDEX_TEST(another_dictionary_is_refused),
		INDEX_TEST(an_unreadable_index_is_never_replaced),
		INDEX_TEST(a_broken_writer_commits_no_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
