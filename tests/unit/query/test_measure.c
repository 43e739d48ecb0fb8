/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of telusur-query: worked by hand, and the files they come from.
 */
#include "compare.h"
#include "measure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void near(double got, double wanted)
{
	if (fabs(got - wanted) > 1e-9)
		fail_msg("got %.10f, wanted %.10f", got, wanted);
}

static void test_worked_example(void **state)
{
	(void)state;
	const struct trec_row judged[] = {
		{"q", "a", 2}, {"q", "b", 1}, {"q", "c", 1}, {"q", "d", 0}};
	const struct trec_row ranked[] = {
		{"q", "x", 9}, {"q", "b", 8}, {"q", "a", 7}, {"q", "d", 6}};
	struct measure m = measure_query(judged, 4, ranked, 4);
	double gain = 1 / log2(3) + 2 / log2(4);
	double ideal = 2 / log2(2) + 1 / log2(3) + 1 / log2(4);
	near(m.ndcg10, gain / ideal);
	near(m.mrr10, .5);
	near(m.recall100, 2. / 3);
}

static void test_a_perfect_ranking_is_one(void **state)
{
	(void)state;
	const struct trec_row rows[] = {
		{"q", "a", 3}, {"q", "b", 2}, {"q", "c", 1}};
	struct measure m = measure_query(rows, 3, rows, 3);
	near(m.ndcg10, 1);
	near(m.mrr10, 1);
	near(m.recall100, 1);
}

static void test_no_answer_is_zero(void **state)
{
	(void)state;
	const struct trec_row judged[] = {{"q", "a", 1}};
	struct measure m = measure_query(judged, 1, NULL, 0);
	near(m.ndcg10, 0);
	near(m.mrr10, 0);
	near(m.recall100, 0);
}

/* Ranks 11 and 101 are beyond the cuts. */
static void test_the_cuts(void **state)
{
	(void)state;
	struct trec_row ranked[101];
	for (int i = 0; i < 101; i++)
		ranked[i] = (struct trec_row){"q", "x", 0};
	const struct trec_row judged[] = {{"q", "a", 1}, {"q", "b", 1}};
	ranked[10].essay = "a";
	ranked[100].essay = "b";
	struct measure m = measure_query(judged, 2, ranked, 101);
	near(m.ndcg10, 0);
	near(m.mrr10, 0);
	near(m.recall100, .5);
	ranked[9].essay = "a";
	ranked[10].essay = "x";
	m = measure_query(judged, 2, ranked, 101);
	near(m.mrr10, .1);
}

static void test_p_values(void **state)
{
	(void)state;
	double better[40], mixed[40];
	for (int i = 0; i < 40; i++) {
		better[i] = .1 + .001 * i;
		mixed[i] = i % 2 ? .1 : -.1;
	}
	assert_true(compare_p(better, 40) < .001);
	near(compare_p(mixed, 40), 1);
	near(compare_p(better, 40), compare_p(better, 40));
	double none[3] = {0};
	near(compare_p(none, 3), 1);
}

/* A file with the text, to be removed by the caller. */
static void write_file(char path[32], const char *text)
{
	strcpy(path, "/tmp/telusur-trec-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void test_rows_keep_their_order(void **state)
{
	(void)state;
	char path[32];
	struct trec trec;
	struct error err = {0};
	write_file(path, "q2 Q0 b 1 5.5 t\nq1 Q0 z 1 3 t\nq2 Q0 a 2 4 t\n\n");
	assert_true(trec_read(&trec, path, TREC_RUN, &err));
	const struct trec_row *row;
	assert_int_equal(trec_rows(&trec, "q2", &row), 2);
	assert_string_equal(row[0].essay, "b");
	assert_string_equal(row[1].essay, "a");
	near(row[0].value, 5.5);
	assert_int_equal(trec_rows(&trec, "q1", &row), 1);
	assert_int_equal(trec_rows(&trec, "q3", &row), 0);
	trec_free(&trec);
	unlink(path);
}

static void test_bad_files(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"q 0 a 1\nq 0 a\n", "line 2: 3 fields instead of 4"},
		{"q 0 a eins\n", "line 1: \"eins\" is no number"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char path[32];
		struct trec trec;
		struct error err = {0};
		write_file(path, cases[i].text);
		assert_false(trec_read(&trec, path, TREC_QRELS, &err));
		assert_non_null(strstr(err.text, cases[i].says));
		trec_free(&trec);
		unlink(path);
	}
	struct trec trec;
	struct error err = {0};
	assert_false(trec_read(&trec, "/no/such/file", TREC_RUN, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	trec_free(&trec);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_worked_example),
		cmocka_unit_test(test_a_perfect_ranking_is_one),
		cmocka_unit_test(test_no_answer_is_zero),
		cmocka_unit_test(test_the_cuts),
		cmocka_unit_test(test_p_values),
		cmocka_unit_test(test_rows_keep_their_order),
		cmocka_unit_test(test_bad_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
