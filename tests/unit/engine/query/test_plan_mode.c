/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_mode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_names(void **state)
{
	static const char *const others[] = {"", "STEM", "ste", "stem ", "x"};
	static const struct {
		const char *name;
		enum plan_mode mode;
	} cases[] = {
		{"stem", PLAN_MODE_STEM},
		{"exact", PLAN_MODE_EXACT},
		{"family", PLAN_MODE_FAMILY},
	};
	struct error err = {0};
	enum plan_mode mode;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct slice name = slice_text(cases[i].name);
		assert_true(plan_mode_read(name, &mode, &err));
		assert_int_equal(mode, cases[i].mode);
		assert_string_equal(plan_mode_names[mode], cases[i].name);
		assert_non_null(plan_mode_meanings[mode]);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_false(
			plan_mode_read(slice_text(others[i]), &mode, &err));
		assert_int_equal(err.code, ERROR_USAGE);
		assert_string_equal(
			err.text, "mode must be stem, exact or family");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
