/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the words of a query stand, and whether the query is true of an
 * essay: hand-made cases, then against the reference of search_reference.h. */
#include "match.h"
#include "match_tree.h"
#include "plan_make.h"
#include "search_fixture.h"
#include "search_reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct plan *plan_of(
	struct index *index, const char *q, enum plan_mode mode)
{
	struct error err = {0};
	struct query *query = query_parse(slice_text(q), false, &err);
	if (!query)
		fail_msg("%s: %s", q, err.text);
	struct plan *plan = plan_make(
		index, query, &(struct plan_options){.mode = mode}, &err);
	if (!plan)
		fail_msg("%s: %s", q, err.text);
	query_free(query);
	return plan;
}

static bool holds(struct index *index, const char *q, uint32_t document)
{
	struct error err = {0};
	bool result;
	struct plan *plan = plan_of(index, q, PLAN_MODE_STEM);
	struct matcher *matcher = matcher_new(plan, &err);
	assert_non_null(matcher);
	if (!match_tree_holds(matcher, index, document, &result, &err))
		fail_msg("%s: %s", q, err.text);
	matcher_free(matcher);
	plan_free(plan);
	return result;
}

static const struct {
	const char *text, *q;
	bool holds;
} cases[] = {
	{"Ruang siber aman.", "\"ruang siber\"", true},
	{"Ruang siber aman.", "\"siber ruang\"", false},
	{"Ruang siber aman.", "\"ruang siber aman negara\"", false},
	{"Ruang.\n\nSiber aman.", "\"ruang siber\"", false},
	{"Ruang. Siber aman.", "\"ruang siber\"", true},
	{"Serangan siber", "\"serang siber\"", false},
	{"Serangan siber", "\"serang siber\"~", true},
	{"Serangan siber", "=serang", false},
	{"Serangan siber", "=SERANGAN", true},
	{"Serangan siber", "sera*", true},
	{"Serangan siber", "seru*", false},
	{"Pandemi covid-19 reda", "\"covid-19\"", true},
	{"Pandemi covid-19 reda", "\"covid 19\"", true},
	{"Pandemi covid 19 reda", "=covid-19", true},
	{"Pandemi covid reda", "\"covid-19 reda\"", false},
	{"Pandemi covid-19 reda", "=covid", true},
	{"Pandemi covid-19 reda", "\"pandemi covid reda\"", false},
	{"Anak-anak bermain", "=anak", false},
	{"Anak-anak bermain", "=anak-anak", true},
	/* NEAR: side by side is 1, either side, not one word twice */
	{"aman di ruang siber", "aman NEAR/2 ruang", true},
	{"aman di ruang siber", "ruang NEAR/2 aman", true},
	{"aman di ruang siber", "ruang NEAR/1 aman", false},
	{"aman di ruang siber", "aman NEAR/2 \"ruang siber\"", true},
	{"aman di ruang siber", "\"ruang siber\" NEAR/2 aman", true},
	{"ruang siber di aman", "\"ruang siber\" NEAR/2 aman", true},
	{"ruang siber", "siber NEAR/5 \"ruang siber\"", false},
	{"ruang siber", "siber NEAR/5 siber", false},
	{"ruang siber siber", "siber NEAR/5 siber", true},
	{"aman.\n\nsiber", "aman NEAR/5 siber", false},
	{"negara aman siber", "aman NEAR/1 siber NEAR/1 negara", true},
	{"negara aman siber", "negara NEAR/1 siber NEAR/1 aman", false},
	/* negation */
	{"ruang siber", "ruang -\"siber ruang\"", true},
	{"ruang siber", "ruang -\"ruang siber\"", false},
	{"ruang siber", "BUKAN (=ruang DAN BUKAN =siber)", true},
	{"ruang siber", "=ruang BUKAN (siber NEAR/1 ruang)", false},
	/* what an essay of nothing is true of */
	{"", "=ruang", false},
	{"", "BUKAN =ruang", true},
};

static void hand_made(void **state)
{
	(void)state;
	enum { COUNT = sizeof cases / sizeof *cases };
	struct essay essay[COUNT];
	char id[COUNT][8];
	struct fixture fixture;
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT; i++) {
		id[i][0] = (char)('a' + i / 26);
		id[i][1] = (char)('a' + i % 26);
		id[i][2] = '\0';
		essay[i] = fixture_essay(id[i], "", false, cases[i].text);
	}
	fixture_open(&fixture, NULL, NULL, essay, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		if (holds(fixture.index, cases[i].q, (uint32_t)i + 1) ==
			cases[i].holds)
			continue;
		print_error("%s of \"%s\" is %s\n", cases[i].q, cases[i].text,
			cases[i].holds ? "not true" : "true");
		wrong++;
	}
	fixture_close(&fixture);
	assert_int_equal(wrong, 0);
}

static void fields(void **state)
{
	(void)state;
	struct essay essay = fixture_essay(
		"x", "Keamanan ruang", true, "Negara dan siber");
	struct fixture fixture;
	essay.author = slice_text("Siti Aminah");
	essay.path = slice_text("arsip/diplomasi-siber.txt");
	essay.date = slice_text("2021-12-02");
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct index *index = fixture.index;
	assert_true(holds(index, "judul:keamanan", 1));
	assert_false(holds(index, "judul:siber", 1));
	assert_true(holds(index, "judul:\"keamanan ruang\"", 1));
	assert_false(holds(index, "judul:\"ruang keamanan\"", 1));
	assert_true(holds(index, "penulis:siti", 1));
	assert_true(holds(index, "berkas:diplomasi", 1));
	assert_false(holds(index, "berkas:=diplomat", 1));
	assert_true(holds(index, "tahun:2021 =siber", 1));
	assert_false(holds(index, "tahun:2022.. DAN =siber", 1));
	/* A title beside the text counts as text, and as its own stream. */
	assert_true(holds(index, "\"keamanan ruang\"", 1));
	assert_false(holds(index, "\"ruang negara\"", 1));
	fixture_close(&fixture);
}

/* Compares with the reference on all essays; the number of true ones. */
static size_t compare_query(struct collection *collection,
	const struct query *query, enum plan_mode mode, size_t *wrong)
{
	struct error err = {0};
	size_t held = 0;
	struct plan *plan = plan_make(collection->index, query,
		&(struct plan_options){.mode = mode}, &err);
	if (!plan)
		fail_msg("%s", err.text);
	struct matcher *matcher = matcher_new(plan, &err);
	assert_non_null(matcher);
	for (uint32_t i = 0; i < COLLECTION_ESSAYS; i++) {
		bool result;
		assert_true(match_tree_holds(
			matcher, collection->index, i + 1, &result, &err));
		bool truth = reference_holds(collection->index,
			&collection->reading[i], query, mode);
		held += truth;
		if (result == truth || ++*wrong > 5)
			continue;
		print_error("%.*s (mode %d) is %d of \"%s\"\n",
			(int)query->text.length, query->text.bytes, (int)mode,
			truth, collection->text[i].bytes);
	}
	matcher_free(matcher);
	plan_free(plan);
	return held;
}

static void random_queries(void **state)
{
	(void)state;
	enum { QUERIES = 3000 };
	static struct collection collection;
	struct buf q = {0};
	size_t held = 0, wrong = 0;
	collection_open(&collection, 20);
	for (size_t n = 0; n < QUERIES; n++) {
		enum plan_mode mode = n % 5   ? PLAN_MODE_STEM
				      : n % 2 ? PLAN_MODE_EXACT
					      : PLAN_MODE_FAMILY;
		struct query *query = collection_query(&collection, &q);
		held += compare_query(&collection, query, mode, &wrong);
		query_free(query);
	}
	buf_free(&q);
	collection_close(&collection);
	/* Neither nearly always nor nearly never. */
	size_t all = (size_t)QUERIES * COLLECTION_ESSAYS;
	assert_true(held > all / 10 && held < all - all / 10);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hand_made),
		cmocka_unit_test(fields),
		cmocka_unit_test(random_queries),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
