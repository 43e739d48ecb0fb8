/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.h - whether a difference between two runs is more than chance.
 *
 * Paired randomisation (Smucker, Allan and Carterette 2007): were the runs
 * alike, each query's two scores could as well be swapped.  p is the share of
 * random swaps whose mean difference is at least as large as the one seen.
 */
#ifndef TELUSUR_QUERY_COMPARE_H
#define TELUSUR_QUERY_COMPARE_H

#include <stddef.h>

enum { COMPARE_ROUNDS = 10000 };

/* Two-sided p for the differences of `count` queries.  The same differences
 * give the same p. */
double compare_p(const double *difference, size_t count);

#endif
