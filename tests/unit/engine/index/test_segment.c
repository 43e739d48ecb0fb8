/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of an index that are mapped. */
#include "index_fixture.h"
#include "segment.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

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

/* The bytes of all segments of the first generation. */
static size_t count_bytes(struct fixture *fixture)
{
	char *folder = support_path(fixture->path, "g000001");
	DIR *names = opendir(folder);
	size_t sum = 0;
	assert_non_null(names);
	for (struct dirent *entry; (entry = readdir(names));) {
		struct stat status;
		if (!strstr(entry->d_name, SEGMENT_SUFFIX))
			continue;
		char *path = support_path(folder, entry->d_name);
		assert_int_equal(stat(path, &status), 0);
		sum += (size_t)status.st_size;
		free(path);
	}
	closedir(names);
	free(folder);
	return sum;
}

static void what_is_mostly_dead_is_written_anew(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	make_index(fixture);
	size_t before = count_bytes(fixture);
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
	/* The files before stay for readers until the next commits. */
	for (unsigned i = 0; i < 2; i++) {
		fixture_open_writer(fixture, false);
		fixture_put(fixture, i ? "y" : "x", "satu dua");
		fixture_commit(fixture);
		fixture_close_writer(fixture);
	}
	size_t after = count_bytes(fixture);
	/* Unless it was merged, it has grown by what removals change. */
	assert_true(after < before);
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
