/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search_order.h - the first of the found essays in the order of a column.
 *
 * Numbers of a segment's column (column.h) are compared; strings are read where
 * the first ones of several segments are joined.
 */
#ifndef TELUSUR_SEARCH_ORDER_H
#define TELUSUR_SEARCH_ORDER_H

#include "column.h"

/* Collects documents.  Borrows the catalogue. */
struct search_order;

/* For the first `limit`, by the strings of the column, or down by them; those
 * without one are last either way, and equal ones go by id.  ERROR_MEMORY. */
struct search_order *search_order_new(const struct catalogue *catalogue,
	enum column_id by, bool down, size_t limit, struct error *err);
void search_order_free(struct search_order *order);

/* Goes to a document, each above the one before; *wanted: it would be among the
 * first.  Errors of all functions here: ERROR_MEMORY, ERROR_CORRUPT. */
bool search_order_look(struct search_order *order, uint32_t document,
	bool *wanted, struct error *err);

/* Adds the document that it went to and that is wanted. */
bool search_order_take(struct search_order *order, struct error *err);

/* The first ones, in order; valid until the order is freed.  Nothing can be
 * added then. */
bool search_order_end(struct search_order *order, const uint32_t **document,
	size_t *count, struct error *err);

#endif
