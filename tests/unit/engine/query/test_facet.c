/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is counted over the essays that are found. */
#include "facet_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

/* Strings as they stand in the column of a facet, in order, and the facet they
 * give with the limit, as "value=count value=count total". */
static void check(enum facet_kind kind, size_t limit,
	const struct slice *string, size_t count, const char *wanted)
{
	struct error err = {0};
	struct arena arena = {0};
	struct facet got = {0};
	struct buf text = {0};
	struct facet_group group = facet_group_of(kind, limit, &arena);
	for (size_t i = 0, same = 1; i < count; i += same) {
		for (same = 1; i + same < count &&
			       slice_equal(string[i], string[i + same]);)
			same++;
		assert_true(facet_group_add(
			&group, string[i], (uint32_t)same, &err));
	}
	assert_true(facet_group_end(&group, &err));
	assert_true(facet_group_take(&group, &got, &err));
	for (size_t i = 0; i < got.count; i++)
		buf_put_format(&text, "%.*s=%u ",
			(int)got.value[i].value.length,
			got.value[i].value.bytes, (unsigned)got.value[i].count);
	buf_put_format(&text, "%u", (unsigned)got.total);
	buf_put_byte(&text, 0);
	assert_string_equal(text.bytes, wanted);
	buf_free(&text);
	facet_group_free(&group);
	arena_free(&arena);
}

#define AUTHOR(key, name)                                \
	{                                                \
		key "\0" name, sizeof(key "\0" name) - 1 \
	}
#define TEXT(bytes)                      \
	{                                \
		bytes, sizeof(bytes) - 1 \
	}
#define CHECK(kind, limit, values, wanted) \
	check(kind, limit, values, sizeof(values) / sizeof *(values), wanted)

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
	CHECK(FACET_AUTHOR, 9, first, "SITI RAHMA=4 1");
	CHECK(FACET_AUTHOR, 9, last, "siti rahma=4 1");
	CHECK(FACET_AUTHOR, 9, middle, "a=9 B=1 2");
	CHECK(FACET_AUTHOR, 1, middle, "a=9 2");
	CHECK(FACET_AUTHOR, 0, middle, "2");
}

static void folders_count_for_those_above(void **state)
{
	/* What lies in a folder stands right behind it, where a/b would stand
	 * behind a-x. */
	static const struct slice folders[] = {
		TEXT("\0top"),
		TEXT("a"),
		TEXT("a\0\0d"),
		TEXT("a\0b"),
		TEXT("a\0b"),
		TEXT("a\0b\0c"),
		TEXT("a-x"),
		TEXT("ab\0c"),
	};
	(void)state;
	CHECK(FACET_FOLDER, 99, folders,
		"a=5 a/b=3 /top=1 a-x=1 a/=1 a//d=1 a/b/c=1 ab=1 ab/c=1 9");
	CHECK(FACET_FOLDER, 2, folders, "a=5 a/b=3 9");
}

/* The most frequent first, equal ones as bytes sort. */
static void years_are_in_order(void **state)
{
	static const struct slice dates[] = {
		TEXT("2019-01"),
		TEXT("2020"),
		TEXT("2021"),
		TEXT("2021-12-02"),
		TEXT("30"),
	};
	(void)state;
	CHECK(FACET_YEAR, 99, dates, "2021=2 2019=1 2020=1 30=1 4");
}

/* Whichever come first, the best ones are kept. */
static void the_most_frequent_are_given(void **state)
{
	enum { KINDS = 64, LIMIT = 20 };
	char text[KINDS * KINDS][8];
	struct slice kinds[KINDS * KINDS];
	struct buf wanted = {0};
	size_t count = 0;
	(void)state;
	for (unsigned i = 0; i < KINDS; i++)
		for (unsigned n = 0; n <= i * 37 % KINDS; n++) {
			int length = snprintf(
				text[count], sizeof text[count], "k%02u", i);
			kinds[count] = slice_of(text[count], (size_t)length);
			count++;
		}
	/* 37 and 64 have no divisor: each count is there once. */
	for (unsigned most = KINDS; most > KINDS - LIMIT; most--)
		for (unsigned i = 0; i < KINDS; i++)
			if (i * 37 % KINDS + 1 == most)
				buf_put_format(&wanted, "k%02u=%u ", i, most);
	buf_put_format(&wanted, "%u", (unsigned)KINDS);
	buf_put_byte(&wanted, 0);
	check(FACET_KIND, LIMIT, kinds, count, wanted.bytes);
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
		cmocka_unit_test(the_most_frequent_are_given),
		cmocka_unit_test(names_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
