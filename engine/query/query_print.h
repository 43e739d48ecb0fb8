/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_print.h - a query's tree as text, for tests and --explain. */
#ifndef TELUSUR_QUERY_PRINT_H
#define TELUSUR_QUERY_PRINT_H

#include "query.h"

/* One line of s-expressions: (and (word siber) (not (phrase "ruang maya"))).
 * NUL-terminated; the caller frees it.  NULL when out of memory. */
char *query_print(const struct query *query);

#endif
