/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge.h"

#include "column_write.h"
#include "lexicon_write.h"
#include "segment_writer.h"
#include "stamp.h"

#include <stdlib.h>

static unsigned level_of(const struct segment *segment)
{
	unsigned level = 0;
	uint64_t bytes = segment->info.length_bytes / MERGE_LEAST_BYTES;
	for (; bytes; bytes /= MERGE_WIDTH)
		level++;
	return level;
}

/* How many of the newest are of the level or below; *equal of them are of the
 * level itself. */
static size_t count_newest(
	const struct catalogue *catalogue, unsigned level, size_t *equal)
{
	size_t count = 0;
	*equal = 0;
	while (count < catalogue->count) {
		size_t next = catalogue->count - 1 - count;
		unsigned own = level_of(catalogue->segment[next]);
		if (own > level)
			break;
		*equal += own == level;
		count++;
	}
	return count;
}

static bool is_mostly_dead(const struct segment *segment)
{
	return segment->info.dead > segment->info.documents / 2;
}

struct merge_range merge_next(const struct catalogue *catalogue)
{
	enum { LEVELS = 32 }; /* 4^32 times the least size is no file's */
	for (unsigned level = 0; level < LEVELS; level++) {
		size_t equal;
		size_t count = count_newest(catalogue, level, &equal);
		if (equal >= MERGE_WIDTH)
			return (struct merge_range){
				catalogue->count - count, count};
	}
	for (size_t i = 0; i < catalogue->count; i++)
		if (is_mostly_dead(catalogue->segment[i]))
			return (struct merge_range){i, 1};
	return (struct merge_range){0, 0};
}

/* The documents of the range that are alive. */
struct living {
	uint32_t *document;
	uint32_t *place; /* in its segment */
	struct slice *record;
	size_t count, capacity;
	/* The first document of the database from where it was asked last on;
	 * UINT32_MAX: there is none. */
	uint32_t next;
};

static void living_free(struct living *living)
{
	free(living->document);
	free(living->place);
	free(living->record);
}

static bool living_room(struct living *living, struct segment *const *segment,
	size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		living->capacity += segment[i]->info.documents;
	living->document = malloc(
		(living->capacity + 1) * sizeof *living->document);
	living->place = malloc((living->capacity + 1) * sizeof *living->place);
	living->record = malloc(
		(living->capacity + 1) * sizeof *living->record);
	return (living->document && living->place && living->record) ||
	       error_set_memory(err);
}

/* Whether the database has the document; asked in ascending order. */
static bool is_alive(struct living *living, uint32_t document,
	const struct xap_reader *database, bool *alive, struct error *err)
{
	if (living->next < document) {
		if (!xap_reader_next(database, slice_of("", 0), document - 1,
			    &living->next, err))
			return false;
		if (living->next == 0)
			living->next = UINT32_MAX;
	}
	*alive = living->next == document;
	return true;
}

/* Adds those of a segment. */
static bool add_living(struct living *living, const struct segment *segment,
	const struct xap_reader *database, struct error *err)
{
	struct slice numbers = segment->section[SEGMENT_DOCUMENTS];
	for (size_t i = 0; i < segment->info.documents; i++) {
		uint32_t document = segment_u32(numbers, i);
		bool alive = true;
		if (segment->info.dead &&
			!is_alive(living, document, database, &alive, err))
			return false;
		if (!alive)
			continue;
		living->document[living->count] = document;
		living->place[living->count] = (uint32_t)i;
		living->record[living->count++] = segment_record(
			segment, document);
	}
	return true;
}

static bool write_living(const struct living *living,
	struct segment_writer *writer, struct error *err)
{
	uint64_t end = 0;
	bool ok = segment_begin(writer, SEGMENT_DOCUMENTS, err);
	for (size_t i = 0; ok && i < living->count; i++)
		ok = segment_put_document(writer, living->document[i], err);
	ok = ok && segment_begin(writer, SEGMENT_RECORD_ENDS, err);
	for (size_t i = 0; ok && i < living->count; i++) {
		end += living->record[i].length;
		ok = segment_put_u64(writer, end, err);
	}
	ok = ok && segment_begin(writer, SEGMENT_RECORDS, err);
	for (size_t i = 0; ok && i < living->count; i++)
		ok = segment_put(writer, living->record[i], err);
	return ok;
}

static bool copy_living(struct segment *const *segment, size_t count,
	const struct xap_reader *database, struct segment_writer *writer,
	struct error *err)
{
	struct living living = {0};
	struct column_source *source = calloc(count, sizeof *source);
	bool ok = (source || error_set_memory(err)) &&
		  living_room(&living, segment, count, err);
	for (size_t i = 0; ok && i < count; i++) {
		size_t before = living.count;
		ok = add_living(&living, segment[i], database, err);
		source[i] = (struct column_source){segment[i],
			living.place + before, living.count - before};
	}
	ok = ok && write_living(&living, writer, err) &&
	     columns_merge(source, count, writer, err);
	living_free(&living);
	free(source);
	return ok;
}

bool merge_range(struct catalogue *catalogue, struct merge_range range,
	const struct xap_reader *database, const char *folder,
	struct error *err)
{
	struct segment *const *segment = catalogue->segment + range.first;
	struct segment_info info;
	struct segment_writer *writer = segment_writer_new(folder, err);
	bool ok = writer &&
		  copy_living(segment, range.count, database, writer, err) &&
		  lexicon_merge(segment, range.count, writer, err) &&
		  stamps_merge(segment, range.count, range.first == 0, writer,
			  err) &&
		  segment_finish(writer, &info, err);
	segment_writer_free(writer);
	struct segment *merged = ok ? segment_open(folder, &info, err) : NULL;
	if (!merged)
		return false;
	catalogue_replace(catalogue, range.first, range.count, merged);
	return true;
}
