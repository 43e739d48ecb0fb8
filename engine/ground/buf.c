/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int slice_compare(struct slice a, struct slice b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;
	if (order != 0)
		return order;
	return a.length < b.length ? -1 : a.length > b.length;
}

void buf_free(struct buf *buf)
{
	free(buf->bytes);
	*buf = (struct buf){0};
}

void buf_clear(struct buf *buf)
{
	buf->length = 0;
	buf->failed = false;
}

bool buf_grow(struct buf *buf, size_t more)
{
	if (buf->failed)
		return false;
	size_t capacity = buf->capacity ? buf->capacity : 64;
	while (capacity - buf->length < more) {
		if (capacity > SIZE_MAX / 2) {
			buf->failed = true;
			return false;
		}
		capacity *= 2;
	}
	char *bytes = realloc(buf->bytes, capacity);
	if (!bytes) {
		buf->failed = true;
		return false;
	}
	buf->bytes = bytes;
	buf->capacity = capacity;
	return true;
}

void buf_put_u32(struct buf *buf, uint32_t value)
{
	unsigned char bytes[4] = {value & 255, value >> 8 & 255,
		value >> 16 & 255, (unsigned char)(value >> 24)};
	buf_put(buf, bytes, sizeof bytes);
}

void buf_put_format(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0) {
		buf->failed = true;
		return;
	}
	if (!buf_reserve(buf, (size_t)length + 1))
		return;
	va_start(args, format);
	vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format, args);
	va_end(args);
	buf->length += (size_t)length;
}

void buf_put_varint(struct buf *buf, uint64_t value)
{
	unsigned char bytes[10];
	size_t used = 0;
	while (value >= 128) {
		bytes[used++] = (unsigned char)(value | 128);
		value >>= 7;
	}
	bytes[used++] = (unsigned char)value;
	buf_put(buf, bytes, used);
}

void buf_put_string(struct buf *buf, struct slice slice)
{
	buf_put_varint(buf, slice.length);
	buf_put_slice(buf, slice);
}

void *array_grow(void *items, size_t *capacity, size_t item_bytes)
{
	enum { FIRST = 64 };
	if (*capacity > SIZE_MAX / 2 / item_bytes)
		return NULL;
	size_t wanted = *capacity ? *capacity * 2 : FIRST;
	void *grown = realloc(items, wanted * item_bytes);
	if (grown)
		*capacity = wanted;
	return grown;
}

struct cursor cursor_of(struct slice slice)
{
	const unsigned char *at = (const unsigned char *)slice.bytes;
	struct cursor cursor = {at, at ? at + slice.length : at, false};
	return cursor;
}

uint64_t cursor_varint(struct cursor *cursor)
{
	uint64_t value = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (cursor->at == cursor->end)
			break;
		unsigned char byte = *cursor->at++;
		value |= (uint64_t)(byte & 127) << shift;
		if (byte < 128)
			return value;
	}
	cursor->failed = true;
	cursor->at = cursor->end;
	return 0;
}

uint32_t cursor_u32(struct cursor *cursor)
{
	struct slice four = cursor_bytes(cursor, 4);
	if (four.length != 4)
		return 0;
	const unsigned char *b = (const unsigned char *)four.bytes;
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	       (uint32_t)b[3] << 24;
}

struct slice cursor_bytes(struct cursor *cursor, uint64_t length)
{
	if (length > (uint64_t)(cursor->end - cursor->at)) {
		cursor->failed = true;
		cursor->at = cursor->end;
		return slice_of(NULL, 0);
	}
	struct slice slice = slice_of((const char *)cursor->at, (size_t)length);
	if (length)
		cursor->at += length;
	return slice;
}

struct slice cursor_string(struct cursor *cursor)
{
	return cursor_bytes(cursor, cursor_varint(cursor));
}

struct arena_chunk {
	struct arena_chunk *next;
	max_align_t bytes[];
};

enum { ARENA_CHUNK_BYTES = 16384 };

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t unit = sizeof(max_align_t);
	if (size > SIZE_MAX / 2)
		return NULL;
	if (size == 0)
		size = 1;
	size = (size + unit - 1) / unit * unit;
	if (size > (size_t)(arena->end - arena->at)) {
		size_t room = size > ARENA_CHUNK_BYTES ? size
						       : ARENA_CHUNK_BYTES;
		struct arena_chunk *chunk = malloc(
			sizeof(struct arena_chunk) + room);
		if (!chunk)
			return NULL;
		chunk->next = arena->chunk;
		arena->chunk = chunk;
		arena->at = (char *)chunk->bytes;
		arena->end = arena->at + room;
	}
	void *piece = arena->at;
	arena->at += size;
	return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	void *array = arena_alloc(arena, count * size);
	if (array)
		memset(array, 0, count * size);
	return array;
}

char *arena_copy(struct arena *arena, struct slice slice)
{
	char *copy = arena_alloc(arena, slice.length + 1);
	if (!copy)
		return NULL;
	if (slice.length)
		memcpy(copy, slice.bytes, slice.length);
	copy[slice.length] = '\0';
	return copy;
}

/* Frees the chunk and those before it. */
static void free_chunks(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *next = chunk->next;
		free(chunk);
		chunk = next;
	}
}

void arena_free(struct arena *arena)
{
	free_chunks(arena->chunk);
	*arena = (struct arena){0};
}

void arena_clear(struct arena *arena)
{
	if (!arena->chunk)
		return;
	free_chunks(arena->chunk->next);
	arena->chunk->next = NULL;
	arena->at = (char *)arena->chunk->bytes;
}
