/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facet.h - how many of the found essays are of each author, year, folder and
 * kind of file.
 */
#ifndef TELUSUR_FACET_H
#define TELUSUR_FACET_H

#include "buf.h"
#include "errors.h"

enum facet_kind {
	FACET_AUTHOR, /* names of one key (slot.h) are one: the most frequent
		       * way to write it is shown */
	FACET_YEAR,
	FACET_FOLDER, /* the one the file lies in, and those above it */
	FACET_KIND,
	FACET_COUNT,
};

enum { FACET_MAX_VALUES = 20 };

struct facet_value {
	struct slice value;
	uint32_t count;
};

/* The most frequent values, most first; equal ones as bytes sort. */
struct facet {
	struct facet_value *value;
	size_t count;
};

/* "author", "year", "folder", "kind". */
const char *facet_name(enum facet_kind kind);

/* Reads names with commas between into a set of 1 << kind.  ERROR_USAGE for
 * any other name. */
bool facet_read(struct slice names, unsigned *set, struct error *err);

/* Counts essays as they are found. */
struct facet_counter;
struct facet_counter *facet_counter_new(unsigned set, struct error *err);
void facet_counter_free(struct facet_counter *counter);

/* The value slots that facet_counter_add wants, in its order. */
const uint32_t *facet_counter_slots(
	const struct facet_counter *counter, size_t *count);

/* Counts one essay by the values of the slots.  Running out of memory shows in
 * facet_counter_finish. */
void facet_counter_add(
	struct facet_counter *counter, const struct slice *value);

/* Fills the facets of the set; the strings are in the arena. */
bool facet_counter_finish(struct facet_counter *counter, struct arena *arena,
	struct facet facet[FACET_COUNT], struct error *err);

#endif
