/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.h - significance of the difference between two runs.
 *
 * Paired randomisation (Smucker, Allan and Carterette 2007): if the runs were
 * equally good, the two scores of each query could as well be swapped. p is the
 * share of random swaps whose mean difference is at least as large as the
 * observed one.
 */
#ifndef TELUSUR_QUERY_COMPARE_H
#define TELUSUR_QUERY_COMPARE_H

#include <stddef.h>

enum { COMPARE_ROUNDS = 10000 };

/* The two-sided p value for the score differences of count queries.  The random
 * numbers are fixed: equal differences give an equal p. */
double compare_p(const double *difference, size_t count);

#endif
