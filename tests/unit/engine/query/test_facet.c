/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is counted over the essays that are found. */
#include "facet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

/* Values as they stand in the slot of one facet, and the facet they give, as
 * "value=count value=count". */
static void check(const char *facet, const struct slice *value, size_t count,
	const char *wanted)
{
	unsigned set = 0;
	struct error err = {0};
	struct arena arena = {0};
	struct facet got[FACET_COUNT] = {0};
	struct buf text = {0};
	assert_true(facet_read(slice_text(facet), &set, &err));
	struct facet_counter *counter = facet_counter_new(set, &err);
	assert_non_null(counter);
	for (size_t i = 0; i < count; i++)
		facet_counter_add(counter, &value[i]);
	assert_true(facet_counter_finish(counter, &arena, got, &err));
	for (unsigned kind = 0; kind < FACET_COUNT; kind++)
		for (size_t i = 0; i < got[kind].count; i++)
			buf_put_format(&text, "%s%.*s=%u", i ? " " : "",
				(int)got[kind].value[i].value.length,
				got[kind].value[i].value.bytes,
				(unsigned)got[kind].value[i].count);
	buf_put_byte(&text, 0);
	assert_string_equal(text.bytes, wanted);
	buf_free(&text);
	arena_free(&arena);
	facet_counter_free(counter);
}

#define AUTHOR(key, name)                                \
	{                                                \
		key "\0" name, sizeof(key "\0" name) - 1 \
	}
#define CHECK(facet, values, wanted) \
	check(facet, values, sizeof(values) / sizeof *(values), wanted)

/* Whichever way of writing sorts first. */
static void authors_are_named_as_most_write_them(void **state)
{
	static const struct slice first[] = {
		AUTHOR("siti rahma", "SITI RAHMA"),
		AUTHOR("siti rahma", "SITI RAHMA"),
		AUTHOR("siti rahma", "Siti Rahma"),
		AUTHOR("siti rahma", "siti rahma"),
	};
	static const struct slice last[] = {
		AUTHOR("siti rahma", "SITI RAHMA"),
		AUTHOR("siti rahma", "Siti Rahma"),
		AUTHOR("siti rahma", "siti rahma"),
		AUTHOR("siti rahma", "siti rahma"),
	};
	/* Two of three ways together have more than the third alone. */
	static const struct slice middle[] = {
		AUTHOR("a", "A"),
		AUTHOR("a", "A"),
		AUTHOR("a", "A."),
		AUTHOR("a", "A."),
		AUTHOR("a", "A."),
		AUTHOR("a", "a"),
		AUTHOR("a", "a"),
		AUTHOR("a", "a"),
		AUTHOR("a", "a"),
		AUTHOR("b", "B"),
	};
	(void)state;
	CHECK("author", first, "SITI RAHMA=4");
	CHECK("author", last, "siti rahma=4");
	CHECK("author", middle, "a=9 B=1");
}

static void folders_count_for_those_above(void **state)
{
	static const struct slice paths[] = {
		{"a/b/x.txt", 9},
		{"a/b/y.txt", 9},
		{"a/z.txt", 7},
		{"top.txt", 7},
	};
	(void)state;
	CHECK("folder", paths, "a=3 a/b=2");
}

/* The most frequent first, equal ones as bytes sort. */
static void years_are_in_order(void **state)
{
	static const struct slice dates[] = {
		{"2021-12-02", 10},
		{"2020", 4},
		{"2019-01", 7},
		{"2021", 4},
		{"", 0},
	};
	(void)state;
	CHECK("year", dates, "2021=2 2019=1 2020=1");
}

static void no_more_are_given_than_the_limit(void **state)
{
	char text[64][8];
	struct slice kinds[64];
	struct buf wanted = {0};
	(void)state;
	for (unsigned i = 0; i < 64; i++) {
		int length = snprintf(text[i], sizeof text[i], "k%02u", i);
		kinds[i] = slice_of(text[i], (size_t)length);
		if (i < FACET_MAX_VALUES)
			buf_put_format(
				&wanted, "%s%s=1", i ? " " : "", text[i]);
	}
	buf_put_byte(&wanted, 0);
	CHECK("kind", kinds, wanted.bytes);
	buf_free(&wanted);
}

static void names_are_read(void **state)
{
	struct error err = {0};
	unsigned set = 0;
	(void)state;
	assert_true(facet_read(slice_text("kind,author"), &set, &err));
	assert_int_equal(set, 1 << FACET_KIND | 1 << FACET_AUTHOR);
	assert_false(facet_read(slice_text("author,title"), &set, &err));
	assert_int_equal(err.code, ERROR_USAGE);
	assert_false(facet_read(slice_text("auth"), &set, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(authors_are_named_as_most_write_them),
		cmocka_unit_test(folders_count_for_those_above),
		cmocka_unit_test(years_are_in_order),
		cmocka_unit_test(no_more_are_given_than_the_limit),
		cmocka_unit_test(names_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
