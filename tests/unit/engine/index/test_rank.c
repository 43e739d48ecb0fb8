/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formulas of the first stage. */
#include "rank.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

#include <cmocka.h>

enum { ONE_BYTE = 128, ONE_BYTE_WORDS = 818 };

/* Counts and lengths that stand for all: every class has several. */
static const uint32_t counts[] = {
	1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 24, 40, 1000, 4000000};
static const uint32_t lengths[] = {1, 5, 15, 16, 17, 20, 21, 50, 100, 300, 819,
	820, 2000, 10000, 100000, 10000000, 4000000000};
enum {
	COUNTS = sizeof counts / sizeof *counts,
	LENGTHS = sizeof lengths / sizeof *lengths
};

static double score(
	const double table[RANK_CODES], uint32_t count, uint32_t length)
{
	return table[rank_code(count, length)];
}

static void codes_stay_in_range(void **state)
{
	(void)state;
	for (int c = 0; c < COUNTS; c++)
		for (int l = 0; l < LENGTHS; l++)
			assert_in_range(rank_code(counts[c], lengths[l]), 0,
				RANK_CODES - 1);
	assert_in_range(rank_code(1, 0), 0, RANK_CODES - 1);
	assert_in_range(rank_code(UINT32_MAX, UINT32_MAX), 0, RANK_CODES - 1);
}

static void common_essays_take_one_byte(void **state)
{
	(void)state;
	for (uint32_t length = 1; length <= ONE_BYTE_WORDS; length++)
		assert_true(rank_code(1000000, length) < ONE_BYTE);
	assert_true(rank_code(1, ONE_BYTE_WORDS + 1) >= ONE_BYTE);
}

static void more_is_never_worse_and_longer_never_better(void **state)
{
	(void)state;
	static const double means[] = {0, 1, 12, 80, 500, 20000};
	for (size_t m = 0; m < sizeof means / sizeof *means; m++) {
		double table[RANK_CODES];
		rank_table(&rank_defaults, means[m], table);
		for (uint32_t count = 1; count < 40; count++)
			for (int l = 0; l < LENGTHS; l++)
				assert_true(
					score(table, count + 1, lengths[l]) >=
					score(table, count, lengths[l]));
		for (int c = 0; c < COUNTS; c++)
			for (uint32_t length = 1; length < 3000; length++)
				assert_true(
					score(table, counts[c], length + 1) <=
					score(table, counts[c], length));
		assert_true(score(table, 2, 100) > score(table, 1, 100));
		assert_true(score(table, 1, 100) > score(table, 1, 200));
	}
}

/* BM25 as the header tells it, written down again. */
static double formula(const struct rank_params *params, double count,
	double length, double mean)
{
	return count /
	       (count + params->k1 *
				(1 - params->b + params->b * length / mean));
}

/* A length is off by the root of a step of 1.3 at most, a count by the class
 * that it shares: S must lie between the formula's values at those ends. */
static void the_table_follows_the_formula(void **state)
{
	(void)state;
	static const struct {
		uint32_t from, to;
	} classes[] = {{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 6}, {7, 9}, {10, 15},
		{16, 33}};
	const double step = sqrt(1.3) * 1.0000001;
	struct rank_params params = rank_defaults;
	for (int variant = 0; variant < 3; variant++) {
		params.k1 = .8 + .4 * variant;
		params.b = .6 - .3 * variant;
		double table[RANK_CODES];
		rank_table(&params, 77, table);
		for (size_t c = 0; c < sizeof classes / sizeof *classes; c++)
			for (uint32_t length = 17; length < 100000;
				length += 1 + length / 10) {
				double s = score(
					table, classes[c].from, length);
				assert_true(
					s >= formula(&params, classes[c].from,
						     length * step, 77));
				assert_true(s <= formula(&params, classes[c].to,
							 length / step, 77));
				assert_true(s == score(table, classes[c].to,
							 length));
			}
	}
}

static void parameters_matter_as_they_should(void **state)
{
	(void)state;
	struct rank_params flat = rank_defaults;
	double table[RANK_CODES];
	flat.b = 0;
	rank_table(&flat, 100, table);
	assert_true(score(table, 3, 20) == score(table, 3, 90000));
	flat.k1 = 0;
	rank_table(&flat, 100, table);
	for (int code = 0; code < RANK_CODES; code++)
		assert_true(table[code] == 1);
	/* Without a mean (an empty index) nothing is infinite. */
	rank_table(&rank_defaults, 0, table);
	for (int code = 0; code < RANK_CODES; code++)
		assert_true(table[code] > 0 && table[code] < 1);
}

static void exact_scores_and_table_agree_in_the_middle(void **state)
{
	(void)state;
	double table[RANK_CODES];
	rank_table(&rank_defaults, 60, table);
	/* 16 * 1.3^(k-.5) is the middle of class k. */
	for (int k = 1; k < 20; k++) {
		double length = 16 * pow(1.3, k - .5);
		double s = rank_saturation(&rank_defaults, 2, length, 60);
		assert_true(fabs(s - score(table, 2, (uint32_t)length)) < 1e-9);
	}
}

static void rare_words_weigh_more(void **state)
{
	(void)state;
	double before = rank_idf(&rank_defaults, 1000, 1);
	for (uint32_t with = 2; with <= 1000; with++) {
		double idf = rank_idf(&rank_defaults, 1000, with);
		assert_true(idf > 0 && idf < before);
		before = idf;
	}
	struct rank_params plain = rank_defaults;
	plain.idf_power = 1;
	assert_true(fabs(rank_idf(&plain, 1000, 10) - log(1 + 990.5 / 10.5)) <
		    1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_stay_in_range),
		cmocka_unit_test(common_essays_take_one_byte),
		cmocka_unit_test(more_is_never_worse_and_longer_never_better),
		cmocka_unit_test(the_table_follows_the_formula),
		cmocka_unit_test(parameters_matter_as_they_should),
		cmocka_unit_test(exact_scores_and_table_agree_in_the_middle),
		cmocka_unit_test(rare_words_weigh_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
