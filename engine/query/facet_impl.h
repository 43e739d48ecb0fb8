/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facet_impl.h - the strings of a column, told in order with their counts,
 * into the values of a facet, and the most frequent of these.
 */
#ifndef TELUSUR_FACET_IMPL_H
#define TELUSUR_FACET_IMPL_H

#include "facet.h"

/* A folder that further strings may lie in: its path is the beginning of the
 * last string. */
struct facet_folder {
	size_t length;
	uint32_t count;
};

struct facet_group {
	enum facet_kind kind;
	size_t limit;
	struct arena *arena; /* borrowed; gets what is kept */
	/* A heap, the least frequent first. */
	struct facet_value *best;
	size_t count, capacity;
	uint32_t total;
	/* The value at hand: */
	struct buf key; /* of the author; the year; the last folder */
	struct buf name; /* of the author */
	uint32_t sum, most; /* of it; of its most frequent name */
	struct facet_folder *folder; /* from the top down */
	size_t depth, folder_capacity;
};

struct facet_group facet_group_of(
	enum facet_kind kind, size_t limit, struct arena *arena);
void facet_group_free(struct facet_group *group);

/* The next string of the facet's column.  ERROR_MEMORY. */
bool facet_group_add(struct facet_group *group, struct slice string,
	uint32_t count, struct error *err);
/* There is no other. */
bool facet_group_end(struct facet_group *group, struct error *err);

/* The facet, in the arena. */
bool facet_group_take(
	struct facet_group *group, struct facet *facet, struct error *err);

#endif
