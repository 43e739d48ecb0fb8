/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column_write.h"

#include "column_union.h"
#include "record.h"
#include "slot.h"

#include <stdlib.h>

/* A dictionary while it is made. */
struct dictionary {
	struct buf entries, groups; /* as they are stored */
	struct buf last; /* the string put last */
	uint32_t strings;
};

static void dictionary_free(struct dictionary *dictionary)
{
	buf_free(&dictionary->entries);
	buf_free(&dictionary->groups);
	buf_free(&dictionary->last);
}

/* Appends a string, which is behind all before. */
static bool dictionary_put(
	struct dictionary *dictionary, struct slice string, struct error *err)
{
	struct buf *last = &dictionary->last;
	size_t shared = 0;
	if (dictionary->strings++ % COLUMN_GROUP == 0) {
		buf_put_u32(&dictionary->groups,
			(uint32_t)dictionary->entries.length);
		buf_clear(last);
	}
	while (shared < last->length && shared < string.length &&
		last->bytes[shared] == string.bytes[shared])
		shared++;
	struct slice rest = slice_of(
		string.bytes + shared, string.length - shared);
	buf_put_varint(&dictionary->entries, shared);
	buf_put_string(&dictionary->entries, rest);
	last->length = shared;
	buf_put_slice(last, rest);
	return (!dictionary->entries.failed && !dictionary->groups.failed &&
		       !last->failed) ||
	       error_set_memory(err);
}

/* Writes a column with the numbers of so many documents. */
static bool put_column(const struct dictionary *dictionary,
	const uint32_t *number, size_t count, struct segment_writer *writer,
	struct error *err)
{
	uint32_t strings = dictionary->strings;
	size_t width = strings <= UINT8_MAX ? 1 : strings <= UINT16_MAX ? 2 : 4;
	bool ok = segment_put_u32(writer, strings, err) &&
		  segment_put(writer, buf_slice(&dictionary->groups), err);
	for (size_t i = 0; ok && i < count; i++) {
		char bytes[4];
		for (size_t b = 0; b < width; b++)
			bytes[b] = (char)(number[i] >> (8 * b) & 255);
		ok = segment_put(writer, slice_of(bytes, width), err);
	}
	return ok && segment_put(writer, buf_slice(&dictionary->entries), err);
}

/* ---- of what is pending ---- */

/* Appends what the column has of an essay; nothing: it has no value. */
static bool put_value(enum column_id id, const struct essay *essay,
	struct buf *out, struct error *err)
{
	size_t before = out->length;
	switch (id) {
	case COLUMN_DATE:
		buf_put_slice(out, essay->date);
		break;
	case COLUMN_TITLE:
		return slot_title(essay->title, out, err);
	case COLUMN_ID:
		buf_put_slice(out, essay->id);
		break;
	case COLUMN_AUTHOR:
		return slot_author(essay->author, out, err);
	case COLUMN_PATH:
		buf_put_slice(out, essay->path);
		break;
	case COLUMN_FOLDER:
		buf_put_slice(out, slot_folder(essay->path));
		for (size_t i = before; i < out->length; i++)
			if (out->bytes[i] == '/')
				out->bytes[i] = 0;
		break;
	case COLUMN_KIND:
		buf_put_slice(out, essay->kind);
		break;
	case COLUMN_COUNT:
		break;
	}
	return !out->failed || error_set_memory(err);
}

/* A string of a column while it is collected: those of several documents that
 * follow each other are one. */
struct value {
	struct slice string;
	size_t start, length; /* in the buffer of all strings */
	uint32_t number; /* among the values, from 1: what documents have */
};

struct values {
	struct value *value;
	size_t count, capacity;
	struct buf strings;
	uint32_t *number; /* of each document that is alive; 0: no value */
	size_t documents;
};

static void values_free(struct values *values)
{
	free(values->value);
	free(values->number);
	buf_free(&values->strings);
}

/* Gives the next document the value that was appended from `start` on. */
static bool take_value(struct values *values, size_t start, struct error *err)
{
	struct buf *strings = &values->strings;
	size_t length = strings->length - start;
	uint32_t *number = &values->number[values->documents++];
	struct value *last = values->count ? &values->value[values->count - 1]
					   : NULL;
	*number = 0;
	if (length == 0)
		return true;
	if (last && last->length == length &&
		memcmp(strings->bytes + last->start, strings->bytes + start,
			length) == 0) {
		strings->length = start;
		*number = last->number;
		return true;
	}
	struct value *grown = array_room(
		values->value, values->count, &values->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	values->value = grown;
	*number = (uint32_t)values->count + 1;
	values->value[values->count++] = (struct value){
		.start = start, .length = length, .number = *number};
	return true;
}

static bool collect(const struct pending *pending, enum column_id id,
	struct values *values, struct error *err)
{
	values->number = malloc((pending->count + 1) * sizeof(uint32_t));
	if (!values->number)
		return error_set_memory(err);
	for (size_t i = 0; i < pending->count; i++) {
		const struct pending_record *record = &pending->record[i];
		struct essay essay;
		size_t start = values->strings.length;
		if (record->dead)
			continue;
		struct slice bytes = slice_of(
			pending->bytes.bytes + record->start,
			record->end - record->start);
		if (!record_fields(bytes, &essay))
			return record_unreadable(record->document, err);
		if (!put_value(id, &essay, &values->strings, err) ||
			!take_value(values, start, err))
			return false;
	}
	for (size_t i = 0; i < values->count; i++)
		values->value[i].string = slice_of(
			values->strings.bytes + values->value[i].start,
			values->value[i].length);
	return true;
}

static int compare_values(const void *a, const void *b)
{
	const struct value *x = a, *y = b;
	return slice_compare(x->string, y->string);
}

/* Puts the values in order into the dictionary, and the numbers they have
 * there into the documents'. */
static bool number_values(
	struct values *values, struct dictionary *dictionary, struct error *err)
{
	uint32_t *renumbered = calloc(values->count + 1, sizeof *renumbered);
	bool ok = renumbered || error_set_memory(err);
	if (ok && values->count)
		qsort(values->value, values->count, sizeof *values->value,
			compare_values);
	for (size_t i = 0; ok && i < values->count; i++) {
		const struct value *value = &values->value[i];
		if (i == 0 || !slice_equal(value->string, value[-1].string))
			ok = dictionary_put(dictionary, value->string, err);
		renumbered[value->number] = dictionary->strings;
	}
	for (size_t i = 0; ok && i < values->documents; i++)
		values->number[i] = renumbered[values->number[i]];
	free(renumbered);
	return ok;
}

bool columns_write(const struct pending *pending, struct segment_writer *writer,
	struct error *err)
{
	bool ok = true;
	for (unsigned id = 0; ok && id < COLUMN_COUNT; id++) {
		struct values values = {0};
		struct dictionary dictionary = {0};
		ok = segment_begin(writer,
			     (enum segment_section)(SEGMENT_COLUMNS + id),
			     err) &&
		     collect(pending, (enum column_id)id, &values, err) &&
		     number_values(&values, &dictionary, err) &&
		     put_column(&dictionary, values.number, values.documents,
			     writer, err);
		dictionary_free(&dictionary);
		values_free(&values);
	}
	return ok;
}

/* ---- of several segments ---- */

/* What one column's merge works on. */
struct merging {
	struct column_union strings;
	struct column *column; /* of each source */
	uint32_t **renumbered; /* of each source: by its numbers */
	uint32_t *number; /* of all documents */
	struct dictionary dictionary;
};

static void merging_free(struct merging *merging, size_t count)
{
	for (size_t i = 0; merging->renumbered && i < count; i++)
		free(merging->renumbered[i]);
	free(merging->renumbered);
	free(merging->column);
	free(merging->number);
	column_union_free(&merging->strings);
	dictionary_free(&merging->dictionary);
}

/* Opens the column of a source and marks the strings that are used. */
static bool add_source(struct merging *merging, size_t i,
	const struct column_source *source, enum column_id id,
	struct error *err)
{
	struct column *column = &merging->column[i];
	if (!column_open(source->segment, id, column, err))
		return false;
	uint32_t *used = calloc((size_t)column->strings + 1, sizeof *used);
	merging->renumbered[i] = used;
	if (!used)
		return error_set_memory(err);
	for (size_t d = 0; d < source->count; d++) {
		uint32_t number = column_number(column, source->place[d]);
		if (number > column->strings)
			return error_set(err, ERROR_CORRUPT,
				"a column has a number without a string; "
				"rebuild the index");
		used[number] = 1;
	}
	column_union_add(&merging->strings, column, used);
	return true;
}

static bool merge_strings(struct merging *merging, struct error *err)
{
	struct slice string;
	bool more = true;
	while (more) {
		if (!column_union_next(&merging->strings, &string, &more, err))
			return false;
		if (!more)
			break;
		if (!dictionary_put(&merging->dictionary, string, err))
			return false;
		for (size_t i = 0; i < merging->strings.count; i++) {
			struct column_run *run = &merging->strings.run[i];
			if (run->told)
				run->wanted[run->number] =
					merging->dictionary.strings;
		}
	}
	return true;
}

static bool merge_column(const struct column_source *source, size_t count,
	enum column_id id, struct segment_writer *writer, struct error *err)
{
	struct merging merging = {0};
	size_t documents = 0;
	for (size_t i = 0; i < count; i++)
		documents += source[i].count;
	merging.column = calloc(count + 1, sizeof *merging.column);
	merging.renumbered = calloc(count + 1, sizeof *merging.renumbered);
	merging.number = malloc((documents + 1) * sizeof *merging.number);
	bool ok = (merging.column && merging.renumbered && merging.number) ||
		  error_set_memory(err);
	ok = ok && column_union_make(&merging.strings, count, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = add_source(&merging, i, &source[i], id, err);
	ok = ok && merge_strings(&merging, err);
	size_t at = 0;
	for (size_t i = 0; ok && i < count; i++) {
		/* No value stays none, also where it was marked as used. */
		merging.renumbered[i][0] = 0;
		for (size_t d = 0; d < source[i].count; d++)
			merging.number[at++] =
				merging.renumbered[i][column_number(
					&merging.column[i],
					source[i].place[d])];
	}
	ok = ok && put_column(&merging.dictionary, merging.number, documents,
			   writer, err);
	merging_free(&merging, count);
	return ok;
}

bool columns_merge(const struct column_source *source, size_t count,
	struct segment_writer *writer, struct error *err)
{
	bool ok = true;
	for (unsigned id = 0; ok && id < COLUMN_COUNT; id++)
		ok = segment_begin(writer,
			     (enum segment_section)(SEGMENT_COLUMNS + id),
			     err) &&
		     merge_column(
			     source, count, (enum column_id)id, writer, err);
	return ok;
}
