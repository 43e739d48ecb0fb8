/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facet.h - facets: the numbers of matching essays by author, year, folder and
 * kind of file.
 */
#ifndef TELUSUR_FACET_H
#define TELUSUR_FACET_H

#include "buf.h"
#include "errors.h"

enum facet_kind {
	FACET_AUTHOR, /* names with equal keys (slot.h) are merged, under the
		       * most frequent spelling */
	FACET_YEAR,
	FACET_FOLDER, /* the file's folder and its parents */
	FACET_KIND,
	FACET_COUNT,
};

enum { FACET_MAX_VALUES = 20 };

struct facet_value {
	struct slice value;
	uint32_t count;
};

/* The FACET_MAX_VALUES most frequent values, descending; ties in byte order. */
struct facet {
	struct facet_value *value;
	size_t count;
};

/* "author", "year", "folder", "kind". */
const char *facet_name(enum facet_kind kind);

/* Reads comma-separated names into a set of bits, 1 << kind.  ERROR_USAGE for
 * an unknown name. */
bool facet_read(struct slice names, unsigned *set, struct error *err);

/* Counts essays one by one.  Sets ERROR_MEMORY alone. */
struct facet_counter;
struct facet_counter *facet_counter_new(unsigned set, struct error *err);
void facet_counter_free(struct facet_counter *counter);

/* The value slots whose values facet_counter_add takes, in that order. */
const uint32_t *facet_counter_slots(
	const struct facet_counter *counter, size_t *count);

/* Counts one essay by the values of its slots.  Out of memory shows in
 * facet_counter_finish. */
void facet_counter_add(
	struct facet_counter *counter, const struct slice *value);

/* Fills the facets of the set; their strings are in the arena.  Call it once.
 * Sets ERROR_MEMORY alone. */
bool facet_counter_finish(struct facet_counter *counter, struct arena *arena,
	struct facet facet[FACET_COUNT], struct error *err);

#endif
