/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "previous.h"

#include "generation.h"
#include "index.h"
#include "schema.h"

#include <stdio.h>
#include <stdlib.h>

static bool read_sources(struct previous *previous, struct slice value)
{
	struct cursor counter = cursor_of(value);
	uint32_t count = 0;
	while (counter.at < counter.end && !counter.failed) {
		cursor_string(&counter);
		count += !counter.failed;
	}
	previous->source = arena_array(
		&previous->arena, count + 1, sizeof *previous->source);
	previous->essays = arena_array(
		&previous->arena, count + 1, sizeof *previous->essays);
	if (!previous->source || !previous->essays)
		return false;
	struct cursor cursor = cursor_of(value);
	for (uint32_t i = 0; i < count; i++) {
		previous->source[i] = arena_copy(
			&previous->arena, cursor_string(&cursor));
		if (!previous->source[i])
			return false;
	}
	previous->source_count = count;
	return true;
}

/* ERROR_MEMORY is the only failure that matters. */
static bool tolerate(const struct error *cause, struct error *err)
{
	return cause->code != ERROR_MEMORY || error_set_memory(err);
}

/* Every essay has the term of its source. */
static bool count_essays(struct previous *previous, struct error *err)
{
	for (uint32_t i = 0; i < previous->source_count; i++) {
		char term[24];
		struct error cause = {0};
		uint32_t count = 0;
		snprintf(
			term, sizeof term, SCHEMA_SOURCE "%u", (unsigned)i + 1);
		if (!xap_reader_frequency(previous->reader, slice_text(term),
			    &count, &cause) &&
			!tolerate(&cause, err))
			return false;
		previous->essays[i] = count;
	}
	return true;
}

/* What only an index of this version tells. */
static bool read_stamps(
	struct previous *previous, const char *path, struct error *err)
{
	struct error cause = {0};
	if (!index_check_version(previous->reader, path, false, &cause) ||
		!catalogue_open(&previous->catalogue, previous->reader, path,
			NULL, &cause))
		return tolerate(&cause, err);
	previous->records = record_reader_new(
		&previous->catalogue, previous->reader, err);
	if (!previous->records)
		return false;
	previous->stamps = stamps_load(&previous->catalogue, &cause);
	return previous->stamps || tolerate(&cause, err);
}

static bool read_database(struct previous *previous, const char *path, bool all,
	struct error *err)
{
	struct error cause = {0};
	struct slice value;
	previous->reader = xap_reader_open(path, &cause);
	if (!previous->reader ||
		!xap_reader_meta(previous->reader,
			slice_text(SCHEMA_KEY_SOURCES), &value, &cause))
		return tolerate(&cause, err);
	if (!read_sources(previous, value))
		return error_set_memory(err);
	return !all || (count_essays(previous, err) &&
			       read_stamps(previous, path, err));
}

bool previous_read(struct previous *previous, const char *index, bool all,
	struct error *err)
{
	struct error cause = {0};
	unsigned number;
	*previous = (struct previous){0};
	if (!generation_current(index, &number, &cause))
		return tolerate(&cause, err);
	if (number == 0)
		return true;
	previous->found = true;
	char *path = generation_path(index, number, err);
	bool ok = path && read_database(previous, path, all, err);
	free(path);
	return ok;
}

void previous_free(struct previous *previous)
{
	stamps_free(previous->stamps);
	record_reader_free(previous->records);
	catalogue_close(&previous->catalogue);
	xap_reader_free(previous->reader);
	arena_free(&previous->arena);
	*previous = (struct previous){0};
}

bool previous_id(struct previous *previous, uint32_t document, struct buf *id,
	struct error *err)
{
	struct error cause = {0};
	struct record record;
	bool ok = record_read(previous->records, document, &record, &cause);
	if (ok)
		buf_put_slice(id, record.essay.id);
	record_free(&record);
	if (id->failed)
		return error_set_memory(err);
	return ok || tolerate(&cause, err);
}
