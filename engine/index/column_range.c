/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column_range.h"

#include "slot.h"

#include <stdlib.h>

/* A segment's strings of the range: numbers from low on, before high. */
struct part {
	struct column column;
	uint32_t low, high;
};

struct range {
	const struct catalogue *catalogue;
	struct part part[]; /* of each segment */
};

static bool is_in(const struct part *part, size_t place)
{
	uint32_t number = column_number(&part->column, place);
	return number >= part->low && number < part->high;
}

/* Where the first document is that is not before this one. */
static size_t place_from(const struct segment *segment, uint32_t from)
{
	size_t place = 0;
	if (from > segment->info.first)
		(void)segment_place(segment, from, &place);
	return place;
}

static uint32_t next(void *context, uint32_t from)
{
	const struct range *range = context;
	for (size_t i = 0; i < range->catalogue->count; i++) {
		const struct segment *segment = range->catalogue->segment[i];
		const struct part *part = &range->part[i];
		size_t count = segment->info.documents;
		if (count == 0 || from > segment->info.last ||
			part->low >= part->high)
			continue;
		for (size_t at = place_from(segment, from); at < count; at++)
			if (is_in(part, at))
				return segment_u32(
					segment->section[SEGMENT_DOCUMENTS],
					at);
	}
	return 0;
}

static bool read_part(struct part *part, const struct segment *segment,
	enum column_id id, struct slice first, struct slice last,
	struct error *err)
{
	if (!column_open(segment, id, &part->column, err))
		return false;
	struct column_text text = column_text_of(&part->column);
	struct slice string;
	bool ok = column_text_find(&text, first, &part->low, err) &&
		  column_text_find(&text, last, &part->high, err);
	if (ok && part->high <= part->column.strings) {
		ok = column_text_read(&text, part->high, &string, err);
		part->high += ok && slice_equal(string, last);
	}
	column_text_free(&text);
	return ok;
}

/* How many documents of the segment are in the range. */
static uint32_t count_in(const struct part *part, const struct segment *segment)
{
	uint32_t count = 0;
	for (size_t i = 0; i < segment->info.documents; i++)
		count += is_in(part, i);
	return count;
}

struct xap_query *column_range_query(const struct catalogue *catalogue,
	enum column_id id, struct slice first, struct slice last,
	struct error *err)
{
	struct range *range = malloc(
		sizeof *range + catalogue->count * sizeof *range->part);
	struct xap_source source = {next, free, range, 0};
	bool ok = range || error_set_memory(err);
	for (size_t i = 0; ok && i < catalogue->count; i++) {
		const struct segment *segment = catalogue->segment[i];
		ok = read_part(&range->part[i], segment, id, first, last, err);
		if (ok)
			source.count += count_in(&range->part[i], segment);
	}
	if (!ok) {
		free(range);
		return NULL;
	}
	range->catalogue = catalogue;
	return xap_query_source(&source, err);
}

struct xap_query *column_years_query(const struct catalogue *catalogue,
	int first_year, int last_year, struct error *err)
{
	char first[SLOT_YEAR_BYTES], last[SLOT_YEAR_BYTES];
	slot_years(first_year, last_year, first, last);
	return column_range_query(catalogue, COLUMN_DATE, slice_text(first),
		slice_text(last), err);
}
