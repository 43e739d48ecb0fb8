/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const colours[] = {"merah", "putih", "hitam", NULL};
static const char *const pair[] = {"ya", "tidak", NULL};
static const char *const single[] = {"satu", NULL};

static void test_find(void **state)
{
	static const char *const others[] = {
		"", "mera", "merahh", "Merah", " merah", "biru"};
	(void)state;
	unsigned index = 7;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(
			names_find(colours, slice_text(others[i]), &index));
	assert_int_equal(index, 7);
	for (unsigned i = 0; colours[i]; i++) {
		assert_true(
			names_find(colours, slice_text(colours[i]), &index));
		assert_int_equal(index, i);
	}
}

static void test_list(void **state)
{
	static const struct {
		const char *const *names;
		const char *text;
	} cases[] = {
		{colours, "warna must be merah, putih or hitam"},
		{pair, "warna must be ya or tidak"},
		{single, "warna must be satu"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error err = {0};
		assert_false(names_refuse(cases[i].names, "warna", &err));
		assert_int_equal(err.code, ERROR_USAGE);
		assert_string_equal(err.text, cases[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_list),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
