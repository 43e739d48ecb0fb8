/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "previous.h"

#include "index_write.h"
#include "morphology.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int set_up(void **state)
{
	static char top[64];
	strcpy(top, "/tmp/telusur-previous-XXXXXX");
	*state = top;
	return mkdtemp(top) && chdir(top) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
	return chdir("/") || system(command);
}

static void add(struct index_writer *writer, uint32_t source, const char *id)
{
	struct error err = {0};
	uint32_t document = 0;
	struct essay essay = {.id = slice_text(id),
		.path = slice_text(id),
		.title = slice_text(id),
		.text = slice_text("isi teks"),
		.source = source};
	if (!index_writer_put(writer, &essay, &document, &err))
		fail_msg("%s", err.text);
	struct stamp *stamp = stamps_put(
		index_writer_stamps(writer), source, slice_text(id), &err);
	assert_non_null(stamp);
	stamp->document = document;
	stamp->dirty = true;
}

/* An index of three essays from two sources. */
static void make_index(const char *path)
{
	struct error err = {0};
	uint32_t first, second;
	struct morphology *morphology = morphology_build(NULL, NULL, 0, &err);
	assert_non_null(morphology);
	struct index_writer *writer = index_writer_open(
		path, morphology, false, &err);
	if (!writer)
		fail_msg("%s", err.text);
	assert_true(index_writer_add_source(writer, "/satu", &first, &err));
	assert_true(index_writer_add_source(writer, "/dua", &second, &err));
	add(writer, first, "a");
	add(writer, second, "b");
	add(writer, second, "c");
	assert_true(index_writer_commit(writer, &err));
	index_writer_free(writer);
	morphology_free(morphology);
}

static void test_read(void **state)
{
	(void)state;
	struct previous previous;
	struct error err = {0};
	make_index("indeks");
	assert_true(previous_read(&previous, "indeks", true, &err));
	assert_true(previous.found);
	assert_int_equal(previous.source_count, 2);
	assert_string_equal(previous.source[0], "/satu");
	assert_string_equal(previous.source[1], "/dua");
	assert_int_equal(previous.essays[0], 1);
	assert_int_equal(previous.essays[1], 2);
	previous_free(&previous);
	assert_true(previous_read(&previous, "indeks", false, &err));
	assert_int_equal(previous.source_count, 2);
	assert_int_equal(previous.essays[1], 0);
	previous_free(&previous);
}

/* What is not there or cannot be read is no failure. */
static void test_unreadable(void **state)
{
	(void)state;
	struct previous previous;
	struct error err = {0};
	assert_true(previous_read(&previous, "tidak-ada", true, &err));
	assert_false(previous.found);
	assert_int_equal(previous.source_count, 0);
	previous_free(&previous);
	make_index("rusak");
	assert_int_equal(truncate("rusak/current/iamglass", 20), 0);
	assert_true(previous_read(&previous, "rusak", true, &err));
	assert_true(previous.found);
	assert_int_equal(previous.source_count, 0);
	previous_free(&previous);
	assert_int_equal(unlink("rusak/current"), 0);
	assert_int_equal(symlink("../lain", "rusak/current"), 0);
	assert_true(previous_read(&previous, "rusak", true, &err));
	assert_int_equal(previous.source_count, 0);
	previous_free(&previous);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_unreadable),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
