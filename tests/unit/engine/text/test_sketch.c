/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sketch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A text of so many words, of which every `every`th is another one. */
static struct sketch draw(uint32_t words, uint32_t every, uint32_t seed)
{
	struct sketcher sketcher;
	sketcher_start(&sketcher);
	for (uint32_t i = 0; i < words; i++)
		sketcher_add(&sketcher, every && i % every == every / 2
						? i * 7919 + 1
						: i * 31 + seed);
	return sketcher_end(&sketcher);
}

static void test_equal(void **state)
{
	(void)state;
	for (uint32_t words = 20; words < 2000; words += 97) {
		struct sketch a = draw(words, 0, 5), b = draw(words, 0, 5);
		assert_int_equal(sketch_likeness(&a, &b), SKETCH_BYTES);
	}
}

static void test_others(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed < 200; seed++) {
		struct sketch a = draw(300, 0, 5);
		struct sketch b = draw(300, 0, 5 + seed * 100000);
		assert_true(sketch_likeness(&a, &b) < 6);
	}
}

/* One word in a hundred leaves nearly all, one in four nearly nothing. */
static void test_edited(void **state)
{
	(void)state;
	struct sketch a = draw(1000, 0, 5), few = draw(1000, 100, 5);
	struct sketch many = draw(1000, 4, 5);
	assert_true(sketch_likeness(&a, &few) >= 28);
	assert_true(sketch_likeness(&a, &many) < 20);
}

static void test_short(void **state)
{
	(void)state;
	struct sketch none = draw(0, 0, 5), few = draw(19, 0, 5);
	assert_int_equal(sketch_likeness(&none, &none), 0);
	assert_int_equal(sketch_likeness(&few, &few), SKETCH_BYTES);
	struct sketch other = draw(19, 19, 5);
	assert_true(sketch_likeness(&few, &other) < 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_edited),
		cmocka_unit_test(test_short),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
