/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_text(const char *name)
{
	return strstr(name, ".txt") != NULL;
}

static int set_up(void **state)
{
	static char top[64];
	strcpy(top, "/tmp/telusur-source-XXXXXX");
	if (!mkdtemp(top) || chdir(top) != 0)
		return -1;
	*state = top;
	FILE *file = fopen("teks.txt", "w");
	fclose(file);
	file = fopen("teks.doc", "w");
	fclose(file);
	return mkdir("korpus", 0700) || mkdir("korpus-2", 0700) ||
	       mkdir("korpus/dalam", 0700) || symlink("korpus", "tautan") ||
	       mkfifo("pipa.txt", 0600);
}

static int tear_down(void **state)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
	return chdir("/") || system(command);
}

static void test_find(void **state)
{
	const char *top = *state;
	struct source source;
	struct error err = {0};
	char wanted[100];
	assert_true(source_find(&source, "tautan/", is_text, &err));
	snprintf(wanted, sizeof wanted, "%s/korpus", top);
	assert_string_equal(source.path, wanted);
	assert_string_equal(source.folder, wanted);
	assert_null(source.name);
	source_free(&source);
	assert_true(source_find(&source, "./teks.txt", is_text, &err));
	assert_string_equal(source.folder, top);
	assert_string_equal(source.name, "teks.txt");
	source_free(&source);
}

static void test_refused(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"tidak-ada", "teks.doc", "pipa.txt", "/dev/null"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct source source;
		struct error err = {0};
		assert_false(source_find(&source, rows[i], is_text, &err));
		assert_non_null(strstr(err.text, rows[i]));
		source_free(&source);
	}
}

static void test_index_inside(void **state)
{
	(void)state;
	static const struct {
		const char *source, *index;
		bool allowed;
	} rows[] = {
		{"korpus", "korpus", false},
		{"korpus", "korpus/", false},
		{"korpus", "korpus/dalam", false},
		{"korpus", "korpus/belum/ada", false},
		{"korpus", "./korpus/../korpus/x", false},
		{"korpus", "tautan/x", false},
		{"korpus", "korpus-2", true},
		{"korpus", "korpus-3/belum", true},
		{"korpus", "indeks", true},
		{"korpus/dalam", "korpus/x", true},
		{".", "indeks", false},
		{"/", "/tmp/x", false},
		{"teks.txt", "indeks", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct source source;
		struct error err = {0};
		assert_true(
			source_find(&source, rows[i].source, is_text, &err));
		if (source_check_index(&source, rows[i].index, &err) !=
			rows[i].allowed)
			fail_msg("%s in %s", rows[i].index, rows[i].source);
		source_free(&source);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_index_inside),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
