/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamp_section.h"

#include <stdlib.h>

void stamp_section_writer_free(struct stamp_section_writer *section)
{
	buf_free(&section->name);
	buf_free(&section->entry);
}

static bool any(const void *bytes, size_t length)
{
	const unsigned char *byte = bytes;
	for (size_t i = 0; i < length; i++)
		if (byte[i])
			return true;
	return false;
}

static int flags_of(const struct stamp *stamp)
{
	int flags = 0;
	if (stamp->gone)
		return STAMP_GONE;
	if (any(&stamp->look, sizeof stamp->look))
		flags |= STAMP_HAS_LOOK;
	if (any(&stamp->content, sizeof stamp->content))
		flags |= STAMP_HAS_CONTENT;
	if (any(&stamp->sketch, sizeof stamp->sketch))
		flags |= STAMP_HAS_SKETCH;
	return stamp->why ? flags | STAMP_HAS_WHY : flags;
}

static void put_look(struct buf *out, const struct stamp_look *look)
{
	buf_put_varint(out, look->size_bytes);
	buf_put_varint(out, (uint64_t)look->mtime_ns);
	buf_put_varint(out, (uint64_t)look->ctime_ns);
	buf_put_varint(out, look->inode);
}

bool stamp_section_put(struct stamp_section_writer *section,
	const struct stamp *stamp, struct error *err)
{
	struct buf *out = &section->entry, *before = &section->name;
	size_t length = strlen(stamp->name), shared = 0;
	while (shared < length && shared < before->length &&
		before->bytes[shared] == stamp->name[shared])
		shared++;
	int flags = flags_of(stamp);
	buf_clear(out);
	buf_put_varint(out, stamp->source);
	buf_put_varint(out, shared);
	buf_put_string(out, slice_of(stamp->name + shared, length - shared));
	buf_put_byte(out, (unsigned char)flags);
	if (!(flags & STAMP_GONE))
		buf_put_varint(out, stamp->document);
	if (flags & STAMP_HAS_LOOK)
		put_look(out, &stamp->look);
	if (flags & STAMP_HAS_CONTENT)
		buf_put(out, &stamp->content, sizeof stamp->content);
	if (flags & STAMP_HAS_SKETCH)
		buf_put(out, &stamp->sketch, sizeof stamp->sketch);
	if (flags & STAMP_HAS_WHY)
		buf_put_string(out, slice_text(stamp->why));
	buf_clear(before);
	buf_put(before, stamp->name, length);
	if (out->failed || before->failed)
		return error_set_memory(err);
	return segment_put(section->writer, buf_slice(out), err);
}

void stamp_section_open(
	struct stamp_section_reader *section, const struct segment *segment)
{
	*section = (struct stamp_section_reader){
		.cursor = cursor_of(segment->section[SEGMENT_STAMPS])};
}

void stamp_section_close(struct stamp_section_reader *section)
{
	buf_free(&section->name);
}

static void read_look(struct cursor *cursor, struct stamp_look *look)
{
	look->size_bytes = cursor_varint(cursor);
	look->mtime_ns = (int64_t)cursor_varint(cursor);
	look->ctime_ns = (int64_t)cursor_varint(cursor);
	look->inode = cursor_varint(cursor);
}

/* `length` bytes as they are stored. */
static void read_bytes(struct cursor *cursor, void *out, size_t length)
{
	struct slice bytes = cursor_bytes(cursor, length);
	if (bytes.length == length)
		memcpy(out, bytes.bytes, length);
}

/* All that stands behind the name. */
static void read_rest(struct stamp_section_reader *section)
{
	struct cursor *cursor = &section->cursor;
	struct stamp *stamp = &section->stamp;
	struct slice byte = cursor_bytes(cursor, 1);
	int flags = byte.length ? *byte.bytes : 0;
	stamp->gone = flags & STAMP_GONE;
	if (!stamp->gone)
		stamp->document = (uint32_t)cursor_varint(cursor);
	if (flags & STAMP_HAS_LOOK)
		read_look(cursor, &stamp->look);
	if (flags & STAMP_HAS_CONTENT)
		read_bytes(cursor, &stamp->content, sizeof stamp->content);
	if (flags & STAMP_HAS_SKETCH)
		read_bytes(cursor, &stamp->sketch, sizeof stamp->sketch);
	if (flags & STAMP_HAS_WHY)
		section->why = cursor_string(cursor);
}

bool stamp_section_next(struct stamp_section_reader *section, struct error *err)
{
	struct cursor *cursor = &section->cursor;
	section->stamp = (struct stamp){0};
	section->why = slice_of("", 0);
	section->done = section->done || cursor->at == cursor->end;
	if (section->done)
		return true;
	section->stamp.source = (uint32_t)cursor_varint(cursor);
	uint64_t shared = cursor_varint(cursor);
	struct slice rest = cursor_string(cursor);
	size_t before = section->name.length ? section->name.length - 1 : 0;
	if (cursor->failed || shared > before) {
		section->done = true;
		return true;
	}
	section->name.length = (size_t)shared;
	buf_put_slice(&section->name, rest);
	buf_put_byte(&section->name, 0);
	if (section->name.failed)
		return error_set_memory(err);
	section->stamp.name = section->name.bytes;
	read_rest(section);
	section->done = cursor->failed;
	return true;
}

int stamp_section_compare(const struct stamp *a, const struct stamp *b)
{
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* The newest of the stamps of the name that comes next, or NULL. */
static const struct stamp_section_reader *next_of(
	const struct stamp_section_reader *section, size_t count)
{
	const struct stamp_section_reader *least = NULL;
	for (size_t i = count; i-- > 0;)
		if (!section[i].done &&
			(!least || stamp_section_compare(&section[i].stamp,
					   &least->stamp) < 0))
			least = &section[i];
	return least;
}

/* Writes the stamp shown and goes on behind it in all sections. */
static bool merge_one(struct stamp_section_writer *out,
	struct stamp_section_reader *section, size_t count, bool oldest,
	const struct stamp_section_reader *newest, struct error *err)
{
	struct stamp stamp = newest->stamp;
	struct buf name = {0}, why = {0};
	buf_put(&name, stamp.name, strlen(stamp.name) + 1);
	buf_put_slice(&why, newest->why);
	buf_put_byte(&why, 0);
	stamp.name = name.bytes;
	stamp.why = newest->why.length ? why.bytes : NULL;
	bool ok = !(name.failed || why.failed) || error_set_memory(err);
	if (ok && !(stamp.gone && oldest))
		ok = stamp_section_put(out, &stamp, err);
	for (size_t i = 0; ok && i < count; i++)
		if (!section[i].done &&
			stamp_section_compare(&section[i].stamp, &stamp) == 0)
			ok = stamp_section_next(&section[i], err);
	buf_free(&name);
	buf_free(&why);
	return ok;
}

bool stamps_merge(struct segment *const *segment, size_t count, bool oldest,
	struct segment_writer *writer, struct error *err)
{
	struct stamp_section_writer out = {.writer = writer};
	struct stamp_section_reader *section = calloc(
		count + 1, sizeof *section);
	bool ok = (section || error_set_memory(err)) &&
		  segment_begin(writer, SEGMENT_STAMPS, err);
	for (size_t i = 0; ok && i < count; i++) {
		stamp_section_open(&section[i], segment[i]);
		ok = stamp_section_next(&section[i], err);
	}
	const struct stamp_section_reader *newest;
	while (ok && (newest = next_of(section, count)))
		ok = merge_one(&out, section, count, oldest, newest, err);
	for (size_t i = 0; section && i < count; i++)
		stamp_section_close(&section[i]);
	free(section);
	stamp_section_writer_free(&out);
	return ok;
}
