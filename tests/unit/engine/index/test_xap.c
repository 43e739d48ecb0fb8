/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The binding of libxapian: what it promises on top of Xapian. */
#include "xap_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static uint32_t count_documents(struct xap_reader *reader)
{
	struct error err;
	uint32_t documents;
	support_ok(xap_reader_count(reader, &documents, &err), err);
	return documents;
}

static void assert_meta(
	struct xap_reader *reader, const char *key, const char *wanted)
{
	struct error err;
	struct slice value;
	support_ok(xap_reader_meta(reader, slice_text(key), &value, &err), err);
	assert_true(slice_equal(value, slice_text(wanted)));
}

/* ---- errors ---- */

static void assert_open_fails(const char *path, enum error_code wanted)
{
	struct error err = {0};
	assert_null(xap_reader_open(path, &err));
	assert_int_equal(err.code, wanted);
	assert_non_null(strstr(err.text, path));
}

static void write_file(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void what_cannot_be_opened_says_why(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	char *missing = support_path(fixture->folder, "missing");
	char *version = support_path(fixture->folder, "iamglass");
	assert_open_fails(missing, ERROR_NOT_FOUND);
	assert_null(xap_writer_open(fixture->folder, &err));
	assert_int_equal(err.code, ERROR_LOCKED);
	err = (struct error){0};
	assert_null(xap_writer_open("/proc/telusur", &err));
	assert_int_equal(err.code, ERROR_IO);
	xap_fixture_put(fixture, "satu");
	xap_fixture_commit(fixture);
	/* Nothing but the format's name, cut short; then another version. */
	char head[16];
	FILE *file = fopen(version, "rb");
	assert_non_null(file);
	assert_int_equal(fread(head, 1, sizeof head, file), sizeof head);
	fclose(file);
	write_file(version, head, 5);
	assert_open_fails(fixture->folder, ERROR_CORRUPT);
	char other[200] = {0};
	memcpy(other, head, sizeof head);
	other[14] = (char)(other[14] + 1);
	write_file(version, other, sizeof other);
	assert_open_fails(fixture->folder, ERROR_VERSION);
	assert_int_equal(remove(version), 0);
	assert_open_fails(fixture->folder, ERROR_NOT_FOUND);
	free(missing);
	free(version);
}

static void a_reader_two_commits_behind_is_told(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	struct slice value;
	char key[32];
	enum { MANY = 3000 };
	for (int i = 0; i < MANY; i++) {
		snprintf(key, sizeof key, "key-%d", i);
		xap_fixture_set_meta(fixture, key, "old");
		xap_fixture_put(fixture, "satu dua");
	}
	xap_fixture_commit(fixture);
	struct xap_reader *reader = xap_fixture_open_reader(fixture);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < MANY; i++) {
			snprintf(key, sizeof key, "key-%d", i);
			xap_fixture_set_meta(fixture, key, "new");
		}
		xap_fixture_commit(fixture);
	}
	bool ok = true;
	for (int i = 0; i < MANY && ok; i++) {
		snprintf(key, sizeof key, "key-%d", i);
		ok = xap_reader_meta(reader, slice_text(key), &value, &err);
	}
	assert_false(ok);
	assert_int_equal(err.code, ERROR_MODIFIED);
	support_ok(xap_reader_refresh(reader, &err), err);
	assert_meta(reader, "key-7", "new");
	xap_reader_free(reader);
}

/* ---- what a batch could be lost by ---- */

static void terms_that_poison_a_batch_are_refused(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	char longest[XAP_MAX_TERM_BYTES + 1];
	memset(longest, 't', sizeof longest);
	static const struct slice bad[] = {{"", 0}, {"a\0b", 3}, {"\0", 1}};
	struct xap_document *document = xap_document_new(&err);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(xap_document_term(document, bad[i], 1, &err));
		assert_int_equal(err.code, ERROR_ENGINE);
		err.code = ERROR_NONE;
		assert_null(xap_query_term(bad[i], &err));
		assert_int_equal(err.code, ERROR_ENGINE);
	}
	assert_false(xap_document_term(
		document, slice_of(longest, sizeof longest), 1, &err));
	support_ok(xap_document_term(document,
			   slice_of(longest, XAP_MAX_TERM_BYTES), 1, &err),
		err);
	/* Any other bytes are allowed. */
	support_ok(
		xap_document_term(document, slice_text("\xff\x01 "), 1, &err),
		err);
	uint32_t number = 0, frequency;
	support_ok(
		xap_writer_put(fixture->writer, document, &number, &err), err);
	xap_document_free(document);
	xap_fixture_commit(fixture);
	support_ok(xap_reader_frequency(xap_writer_reader(fixture->writer),
			   slice_of(longest, XAP_MAX_TERM_BYTES), &frequency,
			   &err),
		err);
	assert_int_equal(frequency, 1);
}

static void keys_that_poison_a_batch_are_refused(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	char key[XAP_MAX_TERM_BYTES + 1];
	memset(key, 0, sizeof key); /* NUL bytes are allowed in keys */
	assert_false(xap_writer_set_meta(
		fixture->writer, slice_of("", 0), slice_text("x"), &err));
	assert_false(xap_writer_set_meta(fixture->writer,
		slice_of(key, sizeof key), slice_text("x"), &err));
	assert_int_equal(err.code, ERROR_ENGINE);
	support_ok(xap_writer_set_meta(fixture->writer,
			   slice_of(key, XAP_MAX_TERM_BYTES), slice_text("x"),
			   &err),
		err);
	xap_fixture_commit(fixture);
	struct slice value;
	struct xap_reader *reader = xap_fixture_open_reader(fixture);
	support_ok(xap_reader_meta(reader, slice_of(key, XAP_MAX_TERM_BYTES),
			   &value, &err),
		err);
	assert_true(slice_equal(value, slice_text("x")));
	xap_reader_free(reader);
}

/* ---- commits ---- */

static void uncommitted_changes_are_dropped(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	xap_fixture_put(fixture, "satu");
	xap_fixture_set_meta(fixture, "key", "kept");
	xap_fixture_commit(fixture);
	struct xap_reader *reader = xap_fixture_open_reader(fixture);
	for (int i = 0; i < 20000; i++) /* more than Xapian flushes after */
		xap_fixture_put(fixture, "dua");
	xap_fixture_set_meta(fixture, "key", "lost");
	assert_int_equal(
		count_documents(xap_writer_reader(fixture->writer)), 20001);
	assert_meta(xap_writer_reader(fixture->writer), "key", "lost");
	xap_writer_free(fixture->writer);
	support_ok(xap_reader_refresh(reader, &err), err);
	assert_int_equal(count_documents(reader), 1);
	assert_meta(reader, "key", "kept");
	xap_reader_free(reader);
	fixture->writer = xap_writer_open(fixture->folder, &err);
	support_ok(fixture->writer != NULL, err);
	assert_int_equal(
		count_documents(xap_writer_reader(fixture->writer)), 1);
}

static void documents_keep_their_numbers(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	uint32_t next;
	assert_int_equal(xap_fixture_put(fixture, "satu"), 1);
	assert_int_equal(xap_fixture_put(fixture, "satu dua"), 2);
	assert_int_equal(xap_fixture_put(fixture, "tiga"), 3);
	assert_int_equal(xap_fixture_put_as(fixture, 2, "empat"), 2);
	support_ok(xap_writer_delete(fixture->writer, 3, &err), err);
	assert_int_equal(xap_fixture_put(fixture, "lima"), 4);
	xap_fixture_commit(fixture);
	struct xap_reader *reader = xap_fixture_open_reader(fixture);
	assert_int_equal(count_documents(reader), 3);
	static const struct {
		const char *term;
		uint32_t after, wanted;
	} cases[] = {{"satu", 0, 1}, {"satu", 1, 0}, {"dua", 0, 0},
		{"empat", 0, 2}, {"empat", 1, 2}, {"empat", 2, 0},
		{"tiga", 0, 0}, {"lima", 3, 4}, {"", 0, 1}, {"", 2, 4},
		{"", 4, 0}, {"enam", 0, 0}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		support_ok(xap_reader_next(reader, slice_text(cases[i].term),
				   cases[i].after, &next, &err),
			err);
		assert_int_equal(next, cases[i].wanted);
	}
	assert_false(xap_writer_delete(fixture->writer, 77, &err));
	assert_int_equal(err.code, ERROR_ENGINE);
	xap_reader_free(reader);
}

static void each_commit_is_another_revision(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	uint64_t first, second;
	xap_fixture_put(fixture, "satu");
	xap_fixture_commit(fixture);
	struct xap_reader *reader = xap_fixture_open_reader(fixture);
	support_ok(xap_reader_revision(reader, &first, &err), err);
	xap_fixture_put(fixture, "dua");
	xap_fixture_commit(fixture);
	support_ok(xap_reader_revision(reader, &second, &err), err);
	assert_true(second == first);
	assert_int_equal(count_documents(reader), 1);
	support_ok(xap_reader_refresh(reader, &err), err);
	support_ok(xap_reader_revision(reader, &second, &err), err);
	assert_true(second > first);
	assert_int_equal(count_documents(reader), 2);
	xap_reader_free(reader);
}

static void metadata_is_sought_in_order(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	struct slice key;
	struct xap_reader *reader = xap_writer_reader(fixture->writer);
	/* Without any metadata at all. */
	support_ok(xap_reader_meta_seek(reader, slice_text("A"),
			   slice_text("A"), &key, &err),
		err);
	assert_int_equal(key.length, 0);
	xap_fixture_set_meta(fixture, "Aa", "1");
	xap_fixture_set_meta(fixture, "Ac", "2");
	xap_fixture_set_meta(fixture, "B", "3");
	static const struct {
		const char *prefix, *from, *wanted;
	} cases[] = {{"A", "", "Aa"}, {"A", "Aa", "Aa"}, {"A", "Aab", "Ac"},
		{"A", "Ac", "Ac"}, {"A", "Ad", ""}, {"B", "A", "B"},
		{"C", "C", ""}, {"", "", "Aa"}, {"", "Ad", "B"}};
	for (int committed = 0; committed < 2; committed++) {
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			support_ok(
				xap_reader_meta_seek(reader,
					slice_text(cases[i].prefix),
					slice_text(cases[i].from), &key, &err),
				err);
			if (!slice_equal(key, slice_text(cases[i].wanted)))
				fail_msg("%s from %s: %.*s", cases[i].prefix,
					cases[i].from, (int)key.length,
					key.bytes);
		}
		xap_fixture_commit(fixture);
	}
	xap_fixture_set_meta(fixture, "B", "");
	assert_meta(reader, "B", "");
	support_ok(xap_reader_meta_seek(reader, slice_text("B"),
			   slice_text("B"), &key, &err),
		err);
	assert_int_equal(key.length, 0);
}

static void a_failed_commit_loses_only_its_own(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	xap_fixture_put(fixture, "satu");
	xap_fixture_commit(fixture);
	/* The new version file is first written under another name: a folder
	 * that has it makes the commit fail. */
	char *blocked = support_path(fixture->folder, "v.tmp");
	assert_int_equal(mkdir(blocked, 0700), 0);
	xap_fixture_put(fixture, "dua");
	assert_false(xap_writer_commit(fixture->writer, &err));
	assert_int_equal(err.code, ERROR_IO);
	assert_non_null(strstr(err.text, "Is a directory"));
	assert_int_equal(rmdir(blocked), 0);
	free(blocked);
	/* Whether Xapian goes on or not, nothing more is committed. */
	struct xap_document *document = xap_document_new(&err);
	uint32_t number = 0;
	xap_writer_put(fixture->writer, document, &number, &err);
	xap_document_free(document);
	xap_writer_free(fixture->writer);
	struct xap_reader *reader = xap_fixture_open_reader(fixture);
	assert_int_equal(count_documents(reader), 1);
	xap_reader_free(reader);
	fixture->writer = xap_writer_open(fixture->folder, &err);
	support_ok(fixture->writer != NULL, err);
}

static void freeing_nothing_is_fine(void **state)
{
	(void)state;
	xap_reader_free(NULL);
	xap_writer_free(NULL);
	xap_document_free(NULL);
	xap_query_free(NULL);
	xap_results_free(NULL);
}

#define XAP_TEST(test)                   \
	cmocka_unit_test_setup_teardown( \
		test, xap_fixture_set_up, xap_fixture_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		XAP_TEST(what_cannot_be_opened_says_why),
		XAP_TEST(a_reader_two_commits_behind_is_told),
		XAP_TEST(terms_that_poison_a_batch_are_refused),
		XAP_TEST(keys_that_poison_a_batch_are_refused),
		XAP_TEST(uncommitted_changes_are_dropped),
		XAP_TEST(documents_keep_their_numbers),
		XAP_TEST(each_commit_is_another_revision),
		XAP_TEST(metadata_is_sought_in_order),
		XAP_TEST(a_failed_commit_loses_only_its_own),
		cmocka_unit_test(freeing_nothing_is_fine),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
