/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kinds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void names_find_their_kind(void **state)
{
	(void)state;
	for (size_t i = 0; i < KIND_COUNT; i++)
		assert_ptr_equal(
			kind_find(slice_text(kinds[i].name)), &kinds[i]);
	static const char *const others[] = {"", "TXT", "tx", "txtx", "htm"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_null(kind_find(slice_text(others[i])));
}

/* Each extension is found, so no two kinds have the same. */
static void extensions_find_their_kind(void **state)
{
	(void)state;
	for (size_t i = 0; i < KIND_COUNT; i++)
		for (const char *at = kinds[i].extensions; *at;) {
			char name[32] = "folder.x/a.b";
			size_t length = strcspn(at, " ");
			assert_true(length < 16 && *at == '.');
			strncat(name, at, length);
			assert_ptr_equal(kind_of_file(name), &kinds[i]);
			at += length + (at[length] == ' ');
		}
	assert_ptr_equal(kind_of_file("A.MD"), &kinds[KIND_MD]);
	assert_ptr_equal(kind_of_file("x/a.XHTML"), &kinds[KIND_HTML]);
	static const char *const others[] = {"a", "txt", "a.txt~", "a.htmlx",
		"x.txt/a", "a.", "", "a.htm ", "a. ", "a.ht"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_null(kind_of_file(others[i]));
}

static void names_are_told_in_one_text(void **state)
{
	char text[sizeof KIND_NAMES] = "";
	(void)state;
	for (size_t i = 0; i < KIND_COUNT; i++) {
		strcat(text, kinds[i].name);
		strcat(text, ", ");
	}
	assert_string_equal(KIND_NAMES, text);
	assert_non_null(strstr(KIND_LINES, "  DOCX: .docx .docm\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_find_their_kind),
		cmocka_unit_test(extensions_find_their_kind),
		cmocka_unit_test(names_are_told_in_one_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
