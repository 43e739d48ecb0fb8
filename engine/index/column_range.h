/* SPDX-License-Identifier: GPL-3.0-or-later */
/* column_range.h - a filter of documents by a column's strings.
 */
#ifndef TELUSUR_COLUMN_RANGE_H
#define TELUSUR_COLUMN_RANGE_H

#include "column.h"
#include "xap.h"

/* A query, to be freed by the caller, for the documents whose string in the
 * column is first..last, compared as bytes; they score nothing.  It borrows the
 * catalogue.  Errors as column_text_read's. */
struct xap_query *column_range_query(const struct catalogue *catalogue,
	enum column_id id, struct slice first, struct slice last,
	struct error *err);

/* The same for the dates of the years first..last; INT_MIN and INT_MAX are open
 * ends. */
struct xap_query *column_years_query(const struct catalogue *catalogue,
	int first_year, int last_year, struct error *err);

#endif
