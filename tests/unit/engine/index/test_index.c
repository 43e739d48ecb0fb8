/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index: what is committed is what readers see. */
#include "index_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void a_commit_is_seen_after_refresh(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	assert_null(index_open(fixture->path, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	fixture_open_writer(fixture, false);
	fixture_put(fixture, "a", "satu dua");
	assert_null(index_open(fixture->path, &err));
	fixture_commit(fixture);
	struct index *index = fixture_open_index(fixture->path);
	char generation[sizeof index->generation];
	for (uint32_t i = 1; i < 10; i++) {
		assert_int_equal(index->documents, i);
		assert_int_equal(index->totals.tokens, 2 * i);
		assert_int_equal(index->totals.text_bytes, 8 * i);
		char id[16];
		snprintf(id, sizeof id, "b%u", (unsigned)i);
		fixture_put(fixture, id, "tiga dua");
		support_ok(index_refresh(index, &err), err);
		assert_int_equal(index->documents, i);
		memcpy(generation, index->generation, sizeof generation);
		fixture_commit(fixture);
		support_ok(index_refresh(index, &err), err);
		assert_string_not_equal(generation, index->generation);
		memcpy(generation, index->generation, sizeof generation);
		support_ok(index_refresh(index, &err), err);
		assert_string_equal(generation, index->generation);
	}
	index_close(index);
}

/* A server's analyser meets new words for as long as it runs. */
static void a_refresh_forgets_words_that_are_too_many(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	struct tokens tokens = {0};
	struct buf text = {0};
	fixture_make_index(fixture, 1);
	struct index *index = fixture_open_index(fixture->path);
	for (unsigned i = 0; i <= ANALYSE_CACHE_WORDS; i++) {
		buf_put_format(&text, "%u ", i);
		if (text.length < 60000 && i < ANALYSE_CACHE_WORDS)
			continue;
		support_ok(analyse(index->analyser, buf_slice(&text), &tokens,
				   &err),
			err);
		buf_clear(&text);
	}
	assert_true(analyser_words(index->analyser) > ANALYSE_CACHE_WORDS);
	support_ok(index_refresh(index, &err), err);
	assert_int_equal(analyser_words(index->analyser), 0);
	tokens_free(&tokens);
	buf_free(&text);
	index_close(index);
}

static void an_empty_index_is_an_index(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	uint32_t document = 7;
	fixture_make_index(fixture, 0);
	struct index *index = fixture_open_index(fixture->path);
	assert_int_equal(index->documents, 0);
	support_ok(index_find(index, slice_text("a"), &document, &err), err);
	assert_int_equal(document, 0);
	index_close(index);
}

static void a_rebuild_takes_the_place_at_once(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	fixture_make_index(fixture, 3);
	struct index *index = fixture_open_index(fixture->path);
	fixture_open_writer(fixture, true);
	fixture_put(fixture, "new", "lima enam");
	fixture_commit(fixture);
	support_ok(index_refresh(index, &err), err);
	assert_int_equal(index->documents, 3);
	struct index *other = fixture_open_index(fixture->path);
	assert_int_equal(other->documents, 3);
	index_close(other);
	support_ok(index_writer_publish(fixture->writer, &err), err);
	assert_false(fixture_exists(fixture, "g000001"));
	/* Who has the old one open can read on. */
	assert_int_equal(index->generation_number, 1);
	fixture_assert_holds(index, "e2", true);
	fixture_assert_holds(index, "new", false);
	support_ok(index_refresh(index, &err), err);
	assert_int_equal(index->generation_number, 2);
	assert_int_equal(index->documents, 1);
	fixture_assert_holds(index, "e2", false);
	fixture_assert_holds(index, "new", true);
	/* The writer goes on in the new one. */
	fixture_put(fixture, "newer", "tujuh");
	fixture_commit(fixture);
	support_ok(index_writer_publish(fixture->writer, &err), err);
	support_ok(index_refresh(index, &err), err);
	fixture_assert_holds(index, "newer", true);
	index_close(index);
}

static void a_rebuild_that_is_given_up_changes_nothing(void **state)
{
	struct fixture *fixture = *state;
	fixture_make_index(fixture, 3);
	uint64_t before = support_hash(fixture->path);
	fixture_open_writer(fixture, true);
	fixture_put(fixture, "new", "lima enam");
	fixture_commit(fixture);
	fixture_close_writer(fixture);
	assert_true(support_hash(fixture->path) == before);
	struct index *index = fixture_open_index(fixture->path);
	assert_int_equal(index->documents, 3);
	index_close(index);
}

/* Where the new generation cannot be opened, the old one is read on. */
static void a_refresh_that_fails_keeps_the_old_state(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	fixture_make_index(fixture, 3);
	struct index *index = fixture_open_index(fixture->path);
	char *link = support_path(fixture->path, "current");
	assert_int_equal(remove(link), 0);
	assert_false(index_refresh(index, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	fixture_assert_holds(index, "e1", true);
	assert_int_equal(symlink("g000009", link), 0);
	assert_false(index_refresh(index, &err));
	fixture_assert_holds(index, "e1", true);
	assert_int_equal(remove(link), 0);
	assert_int_equal(symlink("elsewhere", link), 0);
	err = (struct error){0};
	assert_false(index_refresh(index, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	fixture_assert_holds(index, "e1", true);
	assert_int_equal(remove(link), 0);
	assert_int_equal(symlink("g000001", link), 0);
	support_ok(index_refresh(index, &err), err);
	fixture_assert_holds(index, "e1", true);
	index_close(index);
	free(link);
}

static void ids_have_a_form(void **state)
{
	(void)state;
	char longest[130];
	memset(longest, 'a', sizeof longest);
	assert_true(index_is_id(slice_of(longest, 128)));
	assert_false(index_is_id(slice_of(longest, 129)));
	assert_true(index_is_id(slice_text("Az09._~-")));
	static const char *const bad[] = {
		"", " ", "a b", "a/b", "a%", "\xc3\xa9", "a\n", "#"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(index_is_id(slice_text(bad[i])));
	assert_false(index_is_id(slice_of("a\0b", 3)));
}

static void limits_change_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	char id[4000];
	memset(id, 'a', sizeof id);
	fixture_make_index(fixture, 1);
	fixture_open_writer(fixture, false);
	uint32_t document = 1;
	size_t length = (size_t)INDEX_MAX_TEXT_BYTES + 1;
	char *large = calloc(1, length);
	assert_non_null(large);
	struct essay essay = {
		.id = slice_text("e0"), .text = slice_of(large, length)};
	assert_false(
		index_writer_put(fixture->writer, &essay, &document, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	essay.text = slice_text("pendek");
	essay.id = slice_of(id, sizeof id);
	assert_false(
		index_writer_put(fixture->writer, &essay, &document, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	free(large);
	document = 9;
	support_ok(
		index_writer_find(fixture->writer, essay.id, &document, &err),
		err);
	assert_int_equal(document, 0);
	document = 0;
	essay.id = slice_text("fine");
	support_ok(index_writer_put(fixture->writer, &essay, &document, &err),
		err);
	fixture_commit(fixture);
	struct index *index = fixture_open_index(fixture->path);
	assert_int_equal(index->documents, 2);
	assert_int_equal(index->totals.tokens, 5);
	support_ok(index_find(index, slice_of(id, sizeof id), &document, &err),
		err);
	assert_int_equal(document, 0);
	support_ok(index_find(index, slice_of("e\0", 2), &document, &err), err);
	assert_int_equal(document, 0);
	index_close(index);
}

static void one_id_is_one_essay(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	fixture_open_writer(fixture, false);
	uint32_t first = fixture_put(fixture, "a", "satu dua");
	/* Found before any fixture_commit, and by itself alone. */
	fixture_put(fixture, "ab", "tiga");
	uint32_t second = fixture_put(fixture, "a", "empat lima enam");
	assert_true(second > first);
	fixture_commit(fixture);
	assert_true(fixture_put(fixture, "a", "tujuh") > second);
	fixture_commit(fixture);
	struct index *index = fixture_open_index(fixture->path);
	assert_int_equal(index->documents, 2);
	assert_int_equal(index->totals.tokens, 2);
	assert_int_equal(index->totals.text_bytes, 9);
	uint32_t with;
	support_ok(xap_reader_frequency(
			   index->reader, slice_text("satu"), &with, &err),
		err);
	assert_int_equal(with, 0);
	index_close(index);
}

static void what_is_not_there_cannot_be_removed(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	fixture_make_index(fixture, 2);
	fixture_open_writer(fixture, false);
	assert_false(index_writer_remove(fixture->writer, 77, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	/* That broke nothing. */
	support_ok(index_writer_remove(fixture->writer, 1, &err), err);
	fixture_commit(fixture);
	struct index *index = fixture_open_index(fixture->path);
	assert_int_equal(index->documents, 1);
	index_close(index);
}

static void sources_and_stamps_are_remembered(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	uint32_t number;
	fixture_open_writer(fixture, false);
	assert_null(index_writer_source(fixture->writer, 1));
	static const char *const paths[] = {"/a", "/a/b", "/c \xc3\xa9"};
	for (uint32_t i = 0; i < 6; i++) {
		support_ok(index_writer_add_source(fixture->writer,
				   paths[i % 3], &number, &err),
			err);
		assert_int_equal(number, 1 + i % 3);
	}
	struct stamp *stamp = stamps_put(index_writer_stamps(fixture->writer),
		2, slice_text("x.txt"), &err);
	stamp->document = 5;
	stamp->dirty = true;
	fixture_commit(fixture);
	fixture_close_writer(fixture);
	fixture_open_writer(fixture, false);
	for (uint32_t i = 0; i < 3; i++)
		assert_string_equal(
			index_writer_source(fixture->writer, i + 1), paths[i]);
	assert_null(index_writer_source(fixture->writer, 0));
	assert_null(index_writer_source(fixture->writer, 4));
	stamp = stamps_find(
		index_writer_stamps(fixture->writer), 2, slice_text("x.txt"));
	assert_non_null(stamp);
	assert_int_equal(stamp->document, 5);
}

static void pending_bytes_count_since_the_commit(void **state)
{
	struct fixture *fixture = *state;
	fixture_open_writer(fixture, false);
	assert_int_equal(index_writer_pending_bytes(fixture->writer), 0);
	fixture_put(fixture, "a", "satu dua");
	size_t one = index_writer_pending_bytes(fixture->writer);
	assert_true(one >= 8);
	fixture_put(fixture, "b", "satu dua");
	assert_int_equal(index_writer_pending_bytes(fixture->writer), 2 * one);
	fixture_commit(fixture);
	assert_int_equal(index_writer_pending_bytes(fixture->writer), 0);
}

static void assert_default(
	const char *data, const char *home, const char *wanted)
{
	struct error err = {0};
	assert_int_equal(data ? setenv("XDG_DATA_HOME", data, 1)
			      : unsetenv("XDG_DATA_HOME"),
		0);
	assert_int_equal(home ? setenv("HOME", home, 1) : unsetenv("HOME"), 0);
	char *path = index_default_path(&err);
	if (wanted)
		assert_string_equal(path, wanted);
	else
		assert_int_equal(err.code, ERROR_USAGE);
	free(path);
}

static void the_default_place_follows_xdg(void **state)
{
	(void)state;
	assert_default("/data", "/home/x", "/data/telusur/index");
	assert_default(
		"relative", "/home/x", "/home/x/.local/share/telusur/index");
	assert_default("", "/home/x", "/home/x/.local/share/telusur/index");
	assert_default(NULL, "/home/x", "/home/x/.local/share/telusur/index");
	assert_default(NULL, NULL, NULL);
	assert_default(NULL, "", NULL);
}

#define INDEX_TEST(test) \
	cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		INDEX_TEST(a_commit_is_seen_after_refresh),
		INDEX_TEST(a_refresh_forgets_words_that_are_too_many),
		INDEX_TEST(an_empty_index_is_an_index),
		INDEX_TEST(a_rebuild_takes_the_place_at_once),
		INDEX_TEST(a_rebuild_that_is_given_up_changes_nothing),
		INDEX_TEST(a_refresh_that_fails_keeps_the_old_state),
		cmocka_unit_test(ids_have_a_form),
		INDEX_TEST(limits_change_nothing),
		INDEX_TEST(one_id_is_one_essay),
		INDEX_TEST(what_is_not_there_cannot_be_removed),
		INDEX_TEST(sources_and_stamps_are_remembered),
		INDEX_TEST(pending_bytes_count_since_the_commit),
		cmocka_unit_test(the_default_place_follows_xdg),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
