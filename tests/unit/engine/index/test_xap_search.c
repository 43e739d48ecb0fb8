/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The binding of libxapian: queries, scores and results. */
#include "xap_fixture.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const double saturation[] = {.1, .5, .7};

static struct xap_search plain_search(void)
{
	return (struct xap_search){.limit = 100,
		.check_at_least = 100,
		.weights = {saturation, 3, 1}};
}

static struct xap_query *term(const char *word)
{
	struct error err;
	struct xap_query *query = xap_query_term(slice_text(word), &err);
	support_ok(query != NULL, err);
	return query;
}

/* Joins the parts, up to NULL, and frees them. */
static struct xap_query *join(enum xap_op op, struct xap_query *const *part)
{
	struct error err;
	const struct xap_query *borrowed[8] = {NULL};
	size_t count = 0;
	for (; part[count]; count++)
		borrowed[count] = part[count];
	struct xap_query *query = xap_query_join(op, borrowed, count, &err);
	support_ok(query != NULL, err);
	for (size_t i = 0; i < count; i++)
		xap_query_free(part[i]);
	return query;
}

#define JOIN(op, ...) join(op, (struct xap_query *const[]){__VA_ARGS__, NULL})

/* Runs the query, frees it, and compares the numbers of what it finds, sorted
 * by number, with the digits of wanted. */
static void assert_finds(
	struct fixture *fixture, struct xap_query *query, const char *wanted)
{
	struct error err;
	struct xap_search search = plain_search();
	struct xap_results *results = xap_search_run(
		xap_writer_reader(fixture->writer), query, &search, &err);
	support_ok(results != NULL, err);
	char found[16] = "";
	for (char digit = '1'; digit <= '9'; digit++)
		for (uint32_t i = 0; i < xap_results_count(results); i++)
			if (xap_results_document(results, i) ==
				(uint32_t)(digit - '0'))
				strncat(found, &digit, 1);
	assert_string_equal(found, wanted);
	assert_int_equal(xap_results_count(results), strlen(wanted));
	bool exact;
	assert_int_equal(xap_results_total(results, &exact), strlen(wanted));
	assert_true(exact);
	xap_results_free(results);
	xap_query_free(query);
}

static void joins_mean_what_they_say(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	xap_fixture_put(fixture, "a");
	xap_fixture_put(fixture, "a b");
	xap_fixture_put(fixture, "b c");
	xap_fixture_put(fixture, "a b c");
	for (int committed = 0; committed < 2; committed++) {
		assert_finds(fixture, term("a"), "124");
		assert_finds(fixture, term("nowhere"), "");
		assert_finds(
			fixture, JOIN(XAP_AND, term("a"), term("b")), "24");
		assert_finds(
			fixture, JOIN(XAP_OR, term("a"), term("c")), "1234");
		assert_finds(
			fixture, JOIN(XAP_AND_NOT, term("a"), term("c")), "12");
		assert_finds(fixture,
			JOIN(XAP_AND_NOT, term("b"), term("c"), term("a")), "");
		assert_finds(
			fixture, JOIN(XAP_MAYBE, term("a"), term("c")), "124");
		assert_finds(
			fixture, JOIN(XAP_FILTER, term("b"), term("c")), "34");
		assert_finds(fixture,
			JOIN(XAP_AND_NOT, xap_query_all(&err), term("a")), "3");
		assert_finds(fixture, xap_query_all(&err), "1234");
		assert_finds(fixture, xap_query_none(&err), "");
		xap_fixture_commit(fixture);
	}
}

static void empty_joins_find_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	xap_fixture_put(fixture, "a");
	xap_fixture_put(fixture, "a b");
	for (int op = XAP_AND; op <= XAP_FILTER; op++) {
		assert_finds(fixture,
			xap_query_join((enum xap_op)op, NULL, 0, &err), "");
		assert_finds(fixture, JOIN((enum xap_op)op, term("a")), "12");
	}
	assert_finds(
		fixture, JOIN(XAP_AND, term("a"), xap_query_none(&err)), "");
	assert_finds(
		fixture, JOIN(XAP_OR, term("b"), xap_query_none(&err)), "2");
	assert_finds(fixture,
		JOIN(XAP_AND_NOT, term("a"), xap_query_none(&err)), "12");
	assert_finds(fixture,
		JOIN(XAP_AND_NOT, xap_query_none(&err), term("a")), "");
	assert_finds(fixture, JOIN(XAP_MAYBE, term("a"), xap_query_none(&err)),
		"12");
	assert_finds(
		fixture, JOIN(XAP_FILTER, xap_query_all(&err), term("b")), "2");
}

/* Lists the multiples of a number, also beyond the documents. */
struct multiples {
	uint32_t of;
	unsigned freed;
};

static uint32_t next_multiple(void *context, uint32_t from)
{
	const struct multiples *multiples = context;
	uint32_t next = (from + multiples->of - 1) / multiples->of *
			multiples->of;
	return next <= 100 ? next : 0;
}

static void free_multiples(void *context)
{
	struct multiples *multiples = context;
	multiples->freed++;
}

static struct xap_query *multiples_of(struct multiples *multiples)
{
	struct error err;
	struct xap_source source = {
		next_multiple, free_multiples, multiples, 3};
	struct xap_query *query = xap_query_source(&source, &err);
	support_ok(query != NULL, err);
	return query;
}

static void sources_filter(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	struct multiples two = {2, 0}, three = {3, 0};
	for (unsigned i = 0; i < 7; i++)
		xap_fixture_put(fixture, i < 5 ? "a" : "b");
	support_ok(xap_writer_delete(fixture->writer, 4, &err), err);
	for (unsigned committed = 1; committed < 3; committed++) {
		assert_finds(fixture, multiples_of(&two), "26");
		assert_finds(fixture,
			JOIN(XAP_FILTER, term("a"), multiples_of(&two)), "2");
		assert_finds(fixture,
			JOIN(XAP_OR, term("b"), multiples_of(&three)), "367");
		assert_finds(fixture,
			JOIN(XAP_AND_NOT, term("a"), multiples_of(&two)),
			"135");
		/* Freed with the last query that holds them, and once. */
		assert_int_equal(two.freed, 3 * committed);
		assert_int_equal(three.freed, committed);
		xap_fixture_commit(fixture);
	}
}

static bool note(void *context, const uint32_t *document, size_t count,
	struct error *err)
{
	struct buf *seen = context;
	for (size_t i = 0; i < count; i++)
		buf_put_u32(seen, document[i]);
	return seen->length < 2500 * 4 || error_set(err, ERROR_LIMIT, "enough");
}

static void all_that_is_found_is_told_in_order(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	struct buf seen = {0};
	struct xap_reader *reader = xap_writer_reader(fixture->writer);
	for (unsigned i = 0; i < 3000; i++)
		xap_fixture_put(fixture, i % 3 ? "a b" : "b");
	xap_fixture_commit(fixture);
	struct xap_query *query = JOIN(
		XAP_MAYBE, JOIN(XAP_OR, term("a"), term("nowhere")), term("b"));
	support_ok(xap_collect(reader, query, note, &seen, &err), err);
	assert_int_equal(seen.length, 2000 * 4);
	struct cursor cursor = cursor_of(buf_slice(&seen));
	for (uint32_t i = 0; i < 2000; i++)
		assert_int_equal(cursor_u32(&cursor), i / 2 * 3 + i % 2 + 2);
	xap_query_free(query);
	buf_clear(&seen);
	query = xap_query_none(&err);
	support_ok(xap_collect(reader, query, note, &seen, &err), err);
	assert_int_equal(seen.length, 0);
	xap_query_free(query);
	query = xap_query_all(&err);
	assert_false(xap_collect(reader, query, note, &seen, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_true(seen.length < 3000 * 4);
	xap_query_free(query);
	buf_free(&seen);
}

/* ---- scores ---- */

static void put_weighted(
	struct fixture *fixture, const char *word, uint32_t wdf)
{
	struct error err;
	uint32_t number = 0;
	struct xap_document *document = xap_document_new(&err);
	support_ok(
		xap_document_term(document, slice_text(word), wdf, &err), err);
	support_ok(
		xap_writer_put(fixture->writer, document, &number, &err), err);
	xap_document_free(document);
}

static bool near(double a, double b)
{
	return a - b < 1e-12 && b - a < 1e-12;
}

/* idf of 4 of 5 documents, by the formula in xap.h. */
static double idf_of_four(void)
{
	return 0.28768207245178085; /* ln(1 + (5 - 4 + .5) / (4 + .5)) */
}

static void scores_come_from_the_table(void **state)
{
	struct fixture *fixture = *state;
	struct error err;
	for (uint32_t wdf = 0; wdf < 4; wdf++)
		put_weighted(fixture, "a", wdf);
	put_weighted(fixture, "b", 1);
	xap_fixture_commit(fixture);
	struct xap_reader *reader = xap_fixture_open_reader(fixture);
	struct xap_search search = plain_search();
	struct xap_query *query = term("a");
	struct xap_query *twice = xap_query_scale(query, 2, &err);
	struct xap_query *filter = xap_query_scale(query, 0, &err);
	struct xap_results *results = xap_search_run(
		reader, query, &search, &err);
	support_ok(results != NULL, err);
	assert_int_equal(xap_results_count(results), 4);
	/* A wdf beyond the table is as the last; equal ones by number. */
	static const uint32_t order[] = {3, 4, 2, 1};
	static const double wanted[] = {.7, .7, .5, .1};
	for (uint32_t i = 0; i < 4; i++) {
		assert_int_equal(xap_results_document(results, i), order[i]);
		assert_true(near(xap_results_score(results, i),
			wanted[i] * idf_of_four()));
	}
	xap_results_free(results);
	results = xap_search_run(reader, twice, &search, &err);
	assert_true(
		near(xap_results_score(results, 0), 2 * .7 * idf_of_four()));
	xap_results_free(results);
	search.weights.idf_power = 2;
	results = xap_search_run(reader, query, &search, &err);
	assert_true(near(xap_results_score(results, 0),
		.7 * idf_of_four() * idf_of_four()));
	xap_results_free(results);
	results = xap_search_run(reader, filter, &search, &err);
	assert_true(xap_results_score(results, 0) == 0);
	assert_int_equal(xap_results_document(results, 0), 1);
	xap_results_free(results);
	search.limit = 2;
	results = xap_search_run(reader, query, &search, &err);
	assert_int_equal(xap_results_count(results), 2);
	bool exact;
	assert_int_equal(xap_results_total(results, &exact), 4);
	assert_true(exact);
	xap_results_free(results);
	xap_query_free(query);
	xap_query_free(twice);
	xap_query_free(filter);
	xap_reader_free(reader);
}

/* The best few are those of all, however much of the rest is left unread. */
static void few_are_the_best_of_all(void **state)
{
	enum { DOCUMENTS = 400, FEW = 3 };
	struct fixture *fixture = *state;
	struct error err;
	uint64_t chance = 5;
	for (unsigned i = 0; i < DOCUMENTS; i++) {
		uint32_t number = 0;
		struct xap_document *document = xap_document_new(&err);
		static const char *const words[] = {"a", "b", "c"};
		for (unsigned w = 0; w < 3; w++)
			if (support_random(&chance, 2 + 2 * w) == 0)
				support_ok(xap_document_term(document,
						   slice_text(words[w]),
						   support_random(&chance, 3),
						   &err),
					err);
		support_ok(xap_writer_put(
				   fixture->writer, document, &number, &err),
			err);
		xap_document_free(document);
	}
	xap_fixture_commit(fixture);
	struct xap_reader *reader = xap_fixture_open_reader(fixture);
	struct xap_query *query = JOIN(XAP_OR, term("a"), term("b"), term("c"));
	struct xap_search all = plain_search(), few = plain_search();
	all.limit = all.check_at_least = DOCUMENTS;
	few.limit = FEW;
	few.check_at_least = 0;
	struct xap_results *wanted = xap_search_run(reader, query, &all, &err);
	struct xap_results *found = xap_search_run(reader, query, &few, &err);
	support_ok(wanted && found, err);
	assert_int_equal(xap_results_count(found), FEW);
	for (uint32_t i = 0; i < FEW; i++) {
		assert_int_equal(xap_results_document(found, i),
			xap_results_document(wanted, i));
		assert_true(near(xap_results_score(found, i),
			xap_results_score(wanted, i)));
	}
	xap_results_free(wanted);
	xap_results_free(found);
	xap_query_free(query);
	xap_reader_free(reader);
}

/* ---- keep ---- */

struct keeping {
	struct xap_reader *reader;
	uint32_t asked, fail_at;
};

static enum xap_verdict keep_even(
	void *context, uint32_t document, struct error *keep_error)
{
	struct keeping *keeping = context;
	struct slice value;
	keeping->asked++;
	if (document == keeping->fail_at) {
		error_set(keep_error, ERROR_CORRUPT, "document %u is bad",
			(unsigned)document);
		return XAP_FAIL;
	}
	if (!xap_reader_meta(
		    keeping->reader, slice_text("key"), &value, keep_error))
		return XAP_FAIL;
	return value.length && document % 2 == 0 ? XAP_KEEP : XAP_DROP;
}

static void keep_decides_and_may_fail(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	for (int i = 0; i < 6; i++)
		xap_fixture_put(fixture, "a");
	xap_fixture_set_meta(fixture, "key", "value");
	xap_fixture_commit(fixture);
	struct keeping keeping = {.reader = xap_fixture_open_reader(fixture)};
	struct xap_search search = plain_search();
	search.keep = keep_even;
	search.context = &keeping;
	struct xap_query *query = term("a");
	struct xap_results *results = xap_search_run(
		keeping.reader, query, &search, &err);
	support_ok(results != NULL, err);
	assert_int_equal(xap_results_count(results), 3);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(xap_results_document(results, i), 2 * (i + 1));
	assert_int_equal(keeping.asked, 6);
	xap_results_free(results);
	keeping.fail_at = 3;
	assert_null(xap_search_run(keeping.reader, query, &search, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	assert_string_equal(err.text, "document 3 is bad");
	/* The reader can be used on. */
	keeping.fail_at = 0;
	results = xap_search_run(keeping.reader, query, &search, &err);
	assert_non_null(results);
	xap_results_free(results);
	xap_query_free(query);
	xap_reader_free(keeping.reader);
}

#define XAP_TEST(test)                   \
	cmocka_unit_test_setup_teardown( \
		test, xap_fixture_set_up, xap_fixture_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		XAP_TEST(joins_mean_what_they_say),
		XAP_TEST(empty_joins_find_nothing),
		XAP_TEST(sources_filter),
		XAP_TEST(all_that_is_found_is_told_in_order),
		XAP_TEST(scores_come_from_the_table),
		XAP_TEST(few_are_the_best_of_all),
		XAP_TEST(keep_decides_and_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
