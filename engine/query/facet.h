/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facet.h - how many of the found essays are of each author, year, folder and
 * kind of file.
 *
 * An essay is counted by its numbers in the columns (column.h); the strings
 * behind them are read in the end, once each.
 */
#ifndef TELUSUR_FACET_H
#define TELUSUR_FACET_H

#include "buf.h"
#include "catalogue.h"
#include "errors.h"

enum facet_kind {
	FACET_AUTHOR, /* names of one key (slot.h) are one: the most frequent
		       * way to write it is shown */
	FACET_YEAR,
	FACET_FOLDER, /* the one the file lies in, and those above it */
	FACET_KIND,
	FACET_COUNT,
};

/* Authors and folders that are given; of years and kinds all are. */
enum { FACET_DEFAULT_LIMIT = 20, FACET_MAX_LIMIT = 1000 };

struct facet_value {
	struct slice value;
	uint32_t count;
};

/* The most frequent values, most first; equal ones as bytes sort. */
struct facet {
	struct facet_value *value;
	size_t count;
	uint32_t total; /* values that there are, the others too */
};

/* "author", "year", "folder", "kind". */
const char *facet_name(enum facet_kind kind);

/* Reads names with commas between into a set of 1 << kind.  ERROR_USAGE for
 * any other name. */
bool facet_read(struct slice names, unsigned *set, struct error *err);

/* Counts essays as they are found.  Borrows the catalogue. */
struct facet_counter;
struct facet_counter *facet_counter_new(
	const struct catalogue *catalogue, unsigned set, struct error *err);
void facet_counter_free(struct facet_counter *counter);

/* Counts documents, faster where they come in ascending order.  ERROR_MEMORY,
 * ERROR_CORRUPT. */
bool facet_counter_add(struct facet_counter *counter, const uint32_t *document,
	size_t count, struct error *err);

/* Fills the facets of the set, with at most `limit` authors and folders; the
 * strings are in the arena.  Errors as facet_counter_add's. */
bool facet_counter_finish(struct facet_counter *counter, size_t limit,
	struct arena *arena, struct facet facet[FACET_COUNT],
	struct error *err);

#endif
