/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the second ranking sees in an essay's words in order. */
#include "plan_make.h"
#include "rerank.h"

#include "search_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct rerank_parts parts_of(const char *q, const char *text)
{
	struct error err = {0};
	struct fixture fixture;
	struct essay essays[] = {fixture_essay("a", "Judul", true, text),
		fixture_essay("b", "Lain", true, "gunung tinggi sekali")};
	struct plan_options options = {.mode = PLAN_MODE_STEM};
	struct record record;
	struct rerank_parts parts;
	fixture_open(&fixture, NULL, NULL, essays, 2);
	struct query *query = query_parse(slice_text(q), false, &err);
	support_ok(query != NULL, err);
	struct plan *plan = plan_make(fixture.index, query, &options, &err);
	support_ok(plan != NULL, err);
	struct rerank_target *target = rerank_target_new(
		fixture.index, plan, &err);
	support_ok(target != NULL, err);
	support_ok(record_read(fixture.index->records, 1, &record, &err), err);
	support_ok(rerank_parts(fixture.index, target, &record, &parts, &err),
		err);
	record_free(&record);
	rerank_target_free(target);
	plan_free(plan);
	query_free(query);
	fixture_close(&fixture);
	return parts;
}

/* The longest stretch of the query's words, in their order. */
static void stretches_are_words_in_order(void **state)
{
	static const struct {
		const char *text;
		unsigned longest;
	} rows[] = {
		{"ruang siber aman", 3},
		{"kata ruang siber kata aman", 2},
		{"siber aman lalu ruang", 2},
		{"siber ruang", 1},
		{"siber siber siber", 1},
		{"ruang\n\nsiber", 1},
		{"ruang lalu siber aman. Ruang siber aman", 3},
		{"kata lain", 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rerank_parts parts = parts_of(
			"ruang siber aman", rows[i].text);
		if (parts.longest != rows[i].longest)
			fail_msg("%s: %u, not %u", rows[i].text,
				(unsigned)parts.longest, rows[i].longest);
	}
}

/* Words that are near each other count together. */
static void windows_hold_what_is_near(void **state)
{
	(void)state;
	struct rerank_parts near = parts_of("siber aman", "siber lalu aman");
	struct rerank_parts far = parts_of("siber aman",
		"siber x x x x x x x x x x x x x x x x x x x x x x x x x x x x "
		"x x x x x x x x x x x x x x x x x x x x x x x x x x x x aman");
	double twice = 2 * far.window_idf - near.window_idf;
	assert_true(far.window_idf > 0);
	assert_true(twice < 1e-9 && twice > -1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stretches_are_words_in_order),
		cmocka_unit_test(windows_hold_what_is_near),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
