/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column.h"

static bool unreadable(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"a column of the index cannot be read; rebuild the index");
}

bool column_open(const struct segment *segment, enum column_id id,
	struct column *column, struct error *err)
{
	struct slice section = segment->section[SEGMENT_COLUMNS + id];
	struct cursor cursor = cursor_of(section);
	uint32_t strings = cursor_u32(&cursor);
	uint64_t groups = ((uint64_t)strings + COLUMN_GROUP - 1) / COLUMN_GROUP;
	unsigned width = strings <= UINT8_MAX    ? 1
			 : strings <= UINT16_MAX ? 2
						 : 4;
	*column = (struct column){.strings = strings, .width = width};
	if (section.length == 0 && segment->info.documents == 0)
		return true;
	column->groups = cursor_bytes(&cursor, groups * 4);
	column->numbers = cursor_bytes(
		&cursor, (uint64_t)segment->info.documents * width);
	column->dictionary = cursor_bytes(
		&cursor, (uint64_t)(cursor.end - cursor.at));
	return !cursor.failed || unreadable(err);
}

struct column_text column_text_of(const struct column *column)
{
	return (struct column_text){.column = *column};
}

void column_text_free(struct column_text *text)
{
	buf_free(&text->text);
}

/* Goes to the first string of a group; it is read next. */
static void go_to_group(struct column_text *text, uint32_t group)
{
	struct slice rest = text->column.dictionary;
	uint32_t start = segment_u32(text->column.groups, group);
	if (start > rest.length)
		start = (uint32_t)rest.length;
	text->at = cursor_of(
		slice_of(rest.length ? rest.bytes + start : rest.bytes,
			rest.length - start));
	text->number = group * COLUMN_GROUP;
	buf_clear(&text->text);
}

static bool read_next(struct column_text *text, struct error *err)
{
	uint64_t shared = cursor_varint(&text->at);
	struct slice rest = cursor_string(&text->at);
	if (text->at.failed || shared > text->text.length)
		return unreadable(err);
	text->text.length = (size_t)shared;
	buf_put_slice(&text->text, rest);
	text->number++;
	return !text->text.failed || error_set_memory(err);
}

bool column_text_read(struct column_text *text, uint32_t number,
	struct slice *string, struct error *err)
{
	if (number == 0 || number > text->column.strings)
		return unreadable(err);
	uint32_t group = (number - 1) / COLUMN_GROUP;
	if (text->number == 0 || number < text->number ||
		group != (text->number - 1) / COLUMN_GROUP)
		go_to_group(text, group);
	while (text->number < number)
		if (!read_next(text, err))
			return false;
	*string = buf_slice(&text->text);
	return true;
}

bool column_text_find(struct column_text *text, struct slice wanted,
	uint32_t *number, struct error *err)
{
	uint32_t low = 1, high = text->column.strings + 1;
	while (low < high) {
		/* The first of a group is read without those before it. */
		uint32_t middle = low + (high - low) / 2;
		uint32_t first = middle - (middle - 1) % COLUMN_GROUP;
		struct slice string = {0};
		if (first > low)
			middle = first;
		if (!column_text_read(text, middle, &string, err))
			return false;
		if (slice_compare(string, wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*number = low;
	return true;
}

static bool holds(const struct segment *segment, uint32_t document)
{
	return segment->info.documents && document >= segment->info.first &&
	       document <= segment->info.last;
}

/* Goes on from the place, in steps that double, to the first document that is
 * not before this one. */
static void gallop(
	struct column_walk *walk, struct slice numbers, uint32_t document)
{
	size_t low = walk->place, step = 1, count = numbers.length / 4;
	while (low + step < count &&
		segment_u32(numbers, low + step) < document) {
		low += step;
		step *= 2;
	}
	size_t high = low + step < count ? low + step : count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (segment_u32(numbers, middle) < document)
			low = middle + 1;
		else
			high = middle;
	}
	walk->place = low;
}

bool column_walk_to(struct column_walk *walk, uint32_t document)
{
	const struct catalogue *catalogue = walk->catalogue;
	size_t i = walk->segment;
	if (i >= catalogue->count || !holds(catalogue->segment[i], document)) {
		for (i = 0; i < catalogue->count; i++)
			if (holds(catalogue->segment[i], document))
				break;
		if (i == catalogue->count)
			return false;
		*walk = (struct column_walk){catalogue, i, 0};
	}
	const struct segment *segment = catalogue->segment[i];
	struct slice numbers = segment->section[SEGMENT_DOCUMENTS];
	/* Where none has gone, numbers follow each other. */
	size_t guess = document - segment->info.first;
	if (guess < segment->info.documents &&
		segment_u32(numbers, guess) == document) {
		walk->place = guess;
		return true;
	}
	if (walk->place >= segment->info.documents ||
		segment_u32(numbers, walk->place) > document)
		walk->place = 0;
	gallop(walk, numbers, document);
	return walk->place < segment->info.documents &&
	       segment_u32(numbers, walk->place) == document;
}
