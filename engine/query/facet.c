/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet.h"

#include "column_union.h"
#include "facet_impl.h"

#include <stdlib.h>

/* Counts of one segment. */
struct part {
	bool open;
	struct column column[FACET_COUNT];
	uint32_t *count[FACET_COUNT]; /* by number; 0: no value */
};

struct facet_counter {
	const struct catalogue *catalogue;
	struct column_walk walk;
	enum facet_kind kind[FACET_COUNT]; /* those of the set */
	size_t kinds;
	struct part part[]; /* of each segment */
};

static const struct {
	const char *name;
	enum column_id column;
	bool limited;
} facets[FACET_COUNT] = {
	[FACET_AUTHOR] = {"author", COLUMN_AUTHOR, true},
	[FACET_YEAR] = {"year", COLUMN_DATE, false},
	[FACET_FOLDER] = {"folder", COLUMN_FOLDER, true},
	[FACET_KIND] = {"kind", COLUMN_KIND, false},
};

const char *facet_name(enum facet_kind kind)
{
	return facets[kind].name;
}

bool facet_read(struct slice names, unsigned *set, struct error *err)
{
	for (size_t at = 0; at < names.length;) {
		size_t end = at;
		while (end < names.length && names.bytes[end] != ',')
			end++;
		struct slice name = slice_of(names.bytes + at, end - at);
		unsigned kind = 0;
		while (kind < FACET_COUNT &&
			!slice_equal(name, slice_text(facets[kind].name)))
			kind++;
		if (kind == FACET_COUNT)
			return error_set(err, ERROR_USAGE,
				"facets must be one or several of author, "
				"year, folder, kind, commas between");
		*set |= 1U << kind;
		at = end + 1;
	}
	return true;
}

struct facet_counter *facet_counter_new(
	const struct catalogue *catalogue, unsigned set, struct error *err)
{
	struct facet_counter *counter = calloc(
		1, sizeof *counter + catalogue->count * sizeof *counter->part);
	if (!counter) {
		error_set_memory(err);
		return NULL;
	}
	counter->catalogue = catalogue;
	counter->walk = (struct column_walk){.catalogue = catalogue};
	for (unsigned kind = 0; kind < FACET_COUNT; kind++)
		if (set >> kind & 1)
			counter->kind[counter->kinds++] = (enum facet_kind)kind;
	return counter;
}

void facet_counter_free(struct facet_counter *counter)
{
	if (!counter)
		return;
	for (size_t i = 0; i < counter->catalogue->count; i++)
		for (size_t k = 0; k < FACET_COUNT; k++)
			free(counter->part[i].count[k]);
	free(counter);
}

static bool open_part(
	struct facet_counter *counter, size_t segment, struct error *err)
{
	struct part *part = &counter->part[segment];
	part->open = true;
	for (size_t i = 0; i < counter->kinds; i++) {
		enum facet_kind kind = counter->kind[i];
		struct column *column = &part->column[kind];
		if (!column_open(counter->catalogue->segment[segment],
			    facets[kind].column, column, err))
			return false;
		part->count[kind] = calloc(
			(size_t)column->strings + 1, sizeof(uint32_t));
		if (!part->count[kind])
			return error_set_memory(err);
	}
	return true;
}

bool facet_counter_add(struct facet_counter *counter, const uint32_t *document,
	size_t count, struct error *err)
{
	struct column_walk *walk = &counter->walk;
	for (size_t d = 0; d < count; d++) {
		if (!column_walk_to(walk, document[d]))
			continue;
		struct part *part = &counter->part[walk->segment];
		if (!part->open && !open_part(counter, walk->segment, err))
			return false;
		for (size_t i = 0; i < counter->kinds; i++) {
			enum facet_kind kind = counter->kind[i];
			const struct column *column = &part->column[kind];
			uint32_t number = column_number(column, walk->place);
			if (number <= column->strings)
				part->count[kind][number]++;
		}
	}
	return true;
}

/* Tells the strings of one facet, in order, with their counts. */
static bool group_strings(struct column_union *strings,
	struct facet_group *group, struct error *err)
{
	struct slice string;
	for (bool more = true;;) {
		if (!column_union_next(strings, &string, &more, err))
			return false;
		if (!more)
			return facet_group_end(group, err);
		uint32_t count = 0;
		for (size_t i = 0; i < strings->count; i++) {
			const struct column_run *run = &strings->run[i];
			if (run->told)
				count += run->wanted[run->number];
		}
		if (!facet_group_add(group, string, count, err))
			return false;
	}
}

static bool finish(const struct facet_counter *counter, enum facet_kind kind,
	size_t limit, struct arena *arena, struct facet *facet,
	struct error *err)
{
	struct column_union strings = {0};
	struct facet_group group = facet_group_of(
		kind, facets[kind].limited ? limit : SIZE_MAX, arena);
	bool ok = column_union_make(&strings, counter->catalogue->count, err);
	for (size_t i = 0; ok && i < counter->catalogue->count; i++)
		if (counter->part[i].open)
			column_union_add(&strings,
				&counter->part[i].column[kind],
				counter->part[i].count[kind]);
	ok = ok && group_strings(&strings, &group, err) &&
	     facet_group_take(&group, facet, err);
	facet_group_free(&group);
	column_union_free(&strings);
	return ok;
}

bool facet_counter_finish(struct facet_counter *counter, size_t limit,
	struct arena *arena, struct facet facet[FACET_COUNT], struct error *err)
{
	for (size_t i = 0; i < counter->kinds; i++) {
		enum facet_kind kind = counter->kind[i];
		if (!finish(counter, kind, limit, arena, &facet[kind], err))
			return false;
	}
	return true;
}
