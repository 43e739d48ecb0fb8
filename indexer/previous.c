#include "previous.h"

#include "index.h"
#include "schema.h"
#include "stamp.h"

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

static void count_essays(struct previous *previous, struct stamps *stamps)
{
	for (size_t i = 0; i < stamps_count(stamps); i++) {
		const struct stamp *stamp = stamps_at(stamps, i);
		if (stamp->document && stamp->source >= 1 &&
			stamp->source <= previous->source_count)
			previous->essays[stamp->source - 1]++;
	}
}

/* ERROR_MEMORY is the only failure that matters. */
static bool tolerate(const struct error *cause, struct error *err)
{
	if (cause->code != ERROR_MEMORY)
		return true;
	*err = *cause;
	return false;
}

static bool read_database(struct previous *previous, const char *path,
	bool count, struct error *err)
{
	struct error cause = {0};
	struct slice value;
	struct stamps *stamps = NULL;
	struct xap_reader *reader = xap_reader_open(path, &cause);
	bool ok = true;
	if (!reader || !xap_reader_meta(reader, slice_text(SCHEMA_KEY_SOURCES),
			       &value, &cause)) {
		ok = tolerate(&cause, err);
		goto out;
	}
	if (!read_sources(previous, value)) {
		ok = error_set_memory(err);
		goto out;
	}
	if (count) {
		stamps = stamps_load(reader, &cause);
		if (stamps)
			count_essays(previous, stamps);
		else
			ok = tolerate(&cause, err);
	}
out:
	stamps_free(stamps);
	xap_reader_free(reader);
	return ok;
}

bool previous_read(struct previous *previous, const char *index, bool count,
	struct error *err)
{
	struct error cause = {0};
	unsigned number;
	*previous = (struct previous){0};
	if (!index_current(index, &number, &cause))
		return tolerate(&cause, err);
	if (number == 0)
		return true;
	previous->found = true;
	char *path = index_generation_path(index, number, err);
	bool ok = path && read_database(previous, path, count, err);
	free(path);
	return ok;
}

void previous_free(struct previous *previous)
{
	arena_free(&previous->arena);
	*previous = (struct previous){0};
}
