/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void test_names(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"biasa.txt", "biasa.txt"},
		{"caf\xC3\xA9", "caf\xC3\xA9"},
		{"a\nb\x1B[31m\x7F", "a\\x0Ab\\x1B[31m\\x7F"},
		{"\xFF\xEF\xBF\xBD", "\\xFF\xEF\xBF\xBD"},
		{"a\xE2\x80\xAEtxt", "a\\xE2\\x80\\xAEtxt"},
		{"\xC2\x9B", "\\xC2\\x9B"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		report_name(slice_text(rows[i][0]), &out);
		buf_put_byte(&out, 0);
		assert_string_equal(out.bytes, rows[i][1]);
		buf_free(&out);
	}
}

/* What is printed on standard error goes to a file for a while. */
static void skip_quietly(struct report *report, const char *path, uint64_t line)
{
	struct error err = {0};
	int saved = dup(STDERR_FILENO);
	FILE *file = tmpfile();
	fflush(stderr);
	dup2(fileno(file), STDERR_FILENO);
	assert_true(report_skip(report, "/k", path, line, "rusak", &err));
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(saved);
	char printed[200];
	rewind(file);
	size_t length = fread(printed, 1, sizeof printed - 1, file);
	printed[length] = '\0';
	fclose(file);
	assert_non_null(strstr(printed, "telusur-index: skipped /k/"));
	assert_non_null(strstr(printed, ": rusak\n"));
	assert_int_equal(line != 0, strstr(printed, ", line ") != NULL);
}

static void test_json(void **state)
{
	(void)state;
	struct report report;
	struct buf out = {0};
	report_start(&report);
	report.added = 3;
	report.index = "/i \"x\"";
	report.encoding[DECODE_UTF16] = 2;
	skip_quietly(&report, "a\nb.txt", 0);
	skip_quietly(&report, "b.ndjson", 7);
	assert_true(report_print_json(&report, &out, NULL));
	json_t *root = json_loadb(out.bytes, out.length, 0, NULL);
	assert_non_null(root);
	assert_int_equal(json_integer_value(json_object_get(root, "added")), 3);
	assert_int_equal(
		json_integer_value(json_object_get(root, "skippedTotal")), 2);
	json_t *skipped = json_object_get(root, "skipped");
	assert_int_equal(json_array_size(skipped), 2);
	json_t *first = json_array_get(skipped, 0);
	assert_string_equal(json_string_value(json_object_get(first, "path")),
		"/k/a\nb.txt");
	assert_null(json_object_get(first, "line"));
	assert_int_equal(json_integer_value(json_object_get(
				 json_array_get(skipped, 1), "line")),
		7);
	assert_int_equal(json_integer_value(json_object_get(
				 json_object_get(root, "encodings"), "utf16")),
		2);
	json_decref(root);
	buf_free(&out);
	report_free(&report);
}

static void test_lengths(void **state)
{
	static const uint64_t words[] = {7, 0, 3, 9, 4};
	struct report report;
	(void)state;
	report_start(&report);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char path[] = {(char)('a' + i), '\0'};
		assert_true(report_length(
			&report, "/k", path, slice_text(""), words[i], NULL));
	}
	assert_string_equal(report.longest.path, "/k/d");
	assert_int_equal(report.longest.words, 9);
	/* One without words has no length. */
	assert_string_equal(report.shortest.path, "/k/c");
	assert_int_equal(report.shortest.words, 3);
	report_free(&report);
}

static void test_text(void **state)
{
	(void)state;
	struct report report;
	struct buf out = {0};
	report_start(&report);
	report.added = 2;
	report.unchanged = 5;
	report.encoding[DECODE_WINDOWS_1252] = 1;
	report.furniture = 4;
	report_kind(&report, slice_text("pdf"));
	report_kind(&report, slice_text("html"));
	report_kind(&report, slice_text("pdf"));
	assert_true(report_print_text(&report, &out, NULL));
	buf_put_byte(&out, 0);
	assert_string_equal(out.bytes,
		"2 added, 0 updated, 0 moved, 0 removed, 5 unchanged, "
		"in 0.0 s\n"
		"read: 1 html, 2 pdf\n"
		"1 file converted from Windows-1252\n"
		"4 blocks of page furniture left out of the search\n");
	buf_free(&out);
	report_free(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
