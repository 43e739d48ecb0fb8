/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rank.h"

#include <math.h>

#define DEFAULT(id, member, value, name, meaning) .member = value,
const struct rank_params rank_defaults = {RANK_PARAMS(DEFAULT)};

/* Classes of count: exact where S is steep, then wider. */
static const struct {
	uint32_t from;
	double middle;
} counts[RANK_COUNTS] = {
	{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5.5}, {7, 8}, {10, 12}, {16, 24}};

/* Classes of length: up to 16 words, then steps of 1.3, so that a length is
 * off by 15 % at most. */
#define FIRST_LENGTH 16.
#define LENGTH_STEP 1.3

uint32_t rank_code(uint32_t count, uint32_t length)
{
	uint32_t count_class = RANK_COUNTS - 1;
	while (count_class && counts[count_class].from > count)
		count_class--;
	uint32_t length_class = 0;
	if (length > FIRST_LENGTH)
		length_class = (uint32_t)ceil(
			log(length / FIRST_LENGTH) / log(LENGTH_STEP));
	if (length_class >= RANK_LENGTHS)
		length_class = RANK_LENGTHS - 1;
	return length_class * RANK_COUNTS + count_class;
}

double rank_idf(const struct rank_params *params, double documents, double with)
{
	return pow(log(1 + (documents - with + .5) / (with + .5)),
		params->idf_power);
}

double rank_saturation(const struct rank_params *params, double count,
	double length, double mean_length)
{
	double norm = 1 - params->b + params->b * length / mean_length;
	return count / (count + params->k1 * norm);
}

void rank_table(const struct rank_params *params, double mean_length,
	double saturation[RANK_CODES])
{
	if (mean_length < 1)
		mean_length = 1;
	for (uint32_t code = 0; code < RANK_CODES; code++) {
		double tf = counts[code % RANK_COUNTS].middle;
		uint32_t class = code / RANK_COUNTS;
		/* The middle of (step^(class-1), step^class]. */
		double length = class == 0 ? FIRST_LENGTH * .75
					   : FIRST_LENGTH * pow(LENGTH_STEP,
								    class - .5);
		saturation[code] = rank_saturation(
			params, tf, length, mean_length);
	}
}
