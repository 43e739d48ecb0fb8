/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pending.h"

#include <stdlib.h>

void pending_free(struct pending *pending)
{
	buf_free(&pending->bytes);
	free(pending->record);
	*pending = (struct pending){0};
}

void pending_clear(struct pending *pending)
{
	buf_clear(&pending->bytes);
	pending->count = 0;
}

bool pending_add(struct pending *pending, uint32_t document, struct error *err)
{
	size_t start = pending->count ? pending->record[pending->count - 1].end
				      : 0;
	struct pending_record *grown = array_room(pending->record,
		pending->count, &pending->capacity, sizeof *grown);
	if (!grown || pending->bytes.failed)
		return error_set_memory(err);
	pending->record = grown;
	pending->record[pending->count++] = (struct pending_record){
		.document = document,
		.start = start,
		.end = pending->bytes.length};
	return true;
}

static struct pending_record *find(
	const struct pending *pending, uint32_t document)
{
	size_t low = 0, high = pending->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (pending->record[middle].document < document)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == pending->count || pending->record[low].dead ||
		pending->record[low].document != document)
		return NULL;
	return &pending->record[low];
}

void pending_remove(struct pending *pending, uint32_t document)
{
	struct pending_record *record = find(pending, document);
	if (record)
		record->dead = true;
}

struct slice pending_record(const struct pending *pending, uint32_t document)
{
	const struct pending_record *record = find(pending, document);
	if (!record)
		return slice_of("", 0);
	return slice_of(pending->bytes.bytes + record->start,
		record->end - record->start);
}

bool pending_write(const struct pending *pending, struct segment_writer *writer,
	struct error *err)
{
	const struct pending_record *record = pending->record;
	bool ok = segment_begin(writer, SEGMENT_DOCUMENTS, err);
	for (size_t i = 0; ok && i < pending->count; i++)
		ok = record[i].dead ||
		     segment_put_document(writer, record[i].document, err);
	uint64_t end = 0;
	ok = ok && segment_begin(writer, SEGMENT_RECORD_ENDS, err);
	for (size_t i = 0; ok && i < pending->count; i++) {
		if (record[i].dead)
			continue;
		end += record[i].end - record[i].start;
		ok = segment_put_u64(writer, end, err);
	}
	ok = ok && segment_begin(writer, SEGMENT_RECORDS, err);
	for (size_t i = 0; ok && i < pending->count; i++)
		ok = record[i].dead ||
		     segment_put(writer,
			     slice_of(pending->bytes.bytes + record[i].start,
				     record[i].end - record[i].start),
			     err);
	return ok;
}
