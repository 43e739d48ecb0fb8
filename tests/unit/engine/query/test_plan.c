/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query's words weigh. */
#include "plan.h"

#include "index_fixture.h"
#include "plan_make.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static struct plan *make_plan(struct index *index, const char *q)
{
	struct error err = {0};
	struct plan_options options = {.mode = PLAN_MODE_STEM};
	struct query *query = query_parse(slice_text(q), false, &err);
	support_ok(query != NULL, err);
	struct plan *plan = plan_make(index, query, &options, &err);
	support_ok(plan != NULL, err);
	query_free(query);
	return plan;
}

/* A function word weighs nothing, unless there is nothing else. */
static void function_words_weigh_nothing(void **state)
{
	static const struct {
		const char *q;
		bool weighs[3];
		size_t patterns;
	} rows[] = {
		{"dan siber", {false, true}, 1},
		{"siber dan aman", {true, false, true}, 2},
		{"dan", {true}, 1},
		{"dan yang", {true, true}, 2},
		{"\"dan siber\"", {false, true}, 1},
	};
	struct fixture *fixture = *state;
	fixture_open_writer(fixture, false);
	fixture_put(fixture, "a", "dan yang siber aman");
	fixture_put(fixture, "b", "gunung tinggi");
	fixture_commit(fixture);
	struct index *index = fixture_open_index(fixture->path);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan *plan = make_plan(index, rows[i].q);
		assert_int_equal(plan->pattern_count, rows[i].patterns);
		for (size_t w = 0; w < plan->word_count; w++)
			if ((plan->word[w].idf > 0) != rows[i].weighs[w])
				fail_msg("%s: word %zu", rows[i].q, w);
		plan_free(plan);
	}
	index_close(index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(function_words_weigh_nothing,
			fixture_set_up, fixture_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
