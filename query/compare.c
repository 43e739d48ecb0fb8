/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare.h"

#include <math.h>
#include <stdint.h>

/* xorshift64* (Vigna 2016): good bits, and the same on every machine. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t x = *state;
	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return x * 0x2545F4914F6CDD1DU;
}

double compare_p(const double *difference, size_t count)
{
	double seen = 0;
	for (size_t i = 0; i < count; i++)
		seen += difference[i];
	seen = fabs(seen);
	uint64_t state = 88172645463325252U;
	size_t reached = 0;
	for (int round = 0; round < COMPARE_ROUNDS; round++) {
		double sum = 0;
		uint64_t bits = 0;
		for (size_t i = 0; i < count; i++) {
			if (i % 64 == 0)
				bits = next_random(&state);
			sum += bits >> (i % 64) & 1 ? difference[i]
						    : -difference[i];
		}
		/* Sums of the same numbers differ by rounding. */
		reached += fabs(sum) >= seen - 1e-12;
	}
	return ((double)reached + 1.) / (COMPARE_ROUNDS + 1.);
}
