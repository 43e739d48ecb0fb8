/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What queries, filters, facets and orders call a field is what the table of
 * fields says, and nothing else. */
#include "facet.h"
#include "fields.h"
#include "filter.h"
#include "query.h"
#include "query_print.h"
#include "search_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* How many of the names, with spaces between, this is; 0 or 1. */
static size_t listed(const char *names, const char *name)
{
	size_t length = strlen(name), found = 0;
	for (const char *at = names; *at;) {
		size_t one = strcspn(at, " ");
		found += one == length && strncmp(at, name, length) == 0;
		at += one + strspn(at + one, " ");
	}
	return found;
}

static size_t names_in(const char *names)
{
	size_t count = *names != '\0';
	for (; *names; names++)
		count += *names == ' ';
	return count;
}

static void filters_are_of_fields(void **state)
{
	size_t told = 0;
	(void)state;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		told += names_in(fields[i].filter);
	assert_int_equal(told, FILTER_COUNT);
	for (size_t n = 0; n < FILTER_COUNT; n++) {
		size_t found = 0;
		for (size_t i = 0; i < FIELD_COUNT; i++)
			found += listed(fields[i].filter, filter_name(n));
		assert_int_equal(found, 1);
	}
}

static void facets_are_of_fields(void **state)
{
	size_t told = 0;
	(void)state;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		told += names_in(fields[i].facet);
	assert_int_equal(told, FACET_COUNT);
	for (unsigned n = 0; n < FACET_COUNT; n++) {
		size_t found = 0;
		for (size_t i = 0; i < FIELD_COUNT; i++)
			found += listed(fields[i].facet,
				facet_name((enum facet_kind)n));
		assert_int_equal(found, 1);
	}
}

static void orders_are_of_fields(void **state)
{
	size_t told = 0, orders = 0;
	(void)state;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		told += names_in(fields[i].sort);
	for (size_t n = 0; search_sort_names[n]; n++) {
		size_t found = n == SEARCH_BY_RELEVANCE;
		for (size_t i = 0; i < FIELD_COUNT; i++)
			found += listed(fields[i].sort, search_sort_names[n]);
		assert_int_equal(found, 1);
		orders += n != SEARCH_BY_RELEVANCE;
	}
	assert_int_equal(told, orders);
}

/* The tree of a word behind a name and its colon. */
static void assert_tree(const char *name, size_t length, bool is_field)
{
	char line[64], whole[64];
	struct error err = {0};
	snprintf(line, sizeof line, "%.*s2019", (int)length, name);
	struct query *query = query_parse(slice_text(line), false, &err);
	assert_non_null(query);
	char *tree = query_print(query);
	assert_non_null(tree);
	snprintf(whole, sizeof whole, "(word %s)", line);
	if ((strcmp(tree, whole) != 0) != is_field)
		fail_msg("%s is read as %s", line, tree);
	free(tree);
	query_free(query);
}

static void queries_know_the_fields(void **state)
{
	(void)state;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		for (const char *at = fields[i].query; *at;) {
			size_t one = strcspn(at, " ");
			assert_tree(at, one, true);
			at += one + strspn(at + one, " ");
		}
	/* A field without a name of its own is none. */
	static const char *const others[] = {"url:", "kind:", "id:", "path:"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_tree(others[i], strlen(others[i]), false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_are_of_fields),
		cmocka_unit_test(facets_are_of_fields),
		cmocka_unit_test(orders_are_of_fields),
		cmocka_unit_test(queries_know_the_fields),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
