/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buf.h - containers for bytes: a slice (borrowed bytes), a growing buffer and
 * a growing array, a cursor (bounds-checked reading) and an arena.
 *
 * Names begin with the container's name: slice_, buf_, array_, cursor_, arena_.
 * No function here takes a struct error.  Out of memory is a flag (`failed`) or
 * a NULL result; the caller sets ERROR_MEMORY.
 */
#ifndef TELUSUR_BUF_H
#define TELUSUR_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed bytes, not NUL-terminated.  bytes may be NULL when length is 0. */
struct slice {
	const char *bytes;
	size_t length;
};

static inline struct slice slice_of(const char *bytes, size_t length)
{
	struct slice s = {bytes, length};
	return s;
}

static inline struct slice slice_text(const char *text)
{
	return slice_of(text, text ? strlen(text) : 0);
}

static inline bool slice_equal(struct slice a, struct slice b)
{
	return a.length == b.length &&
	       (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

/* memcmp order; a prefix sorts before the longer slice.  < 0, 0 or > 0. */
int slice_compare(struct slice a, struct slice b);

/* A growing byte buffer.  Zero-initialised is empty.  A failed allocation sets
 * `failed` and leaves the content unchanged.  Appends after that do nothing, so
 * one check of `failed` after many appends is enough. */
struct buf {
	char *bytes;
	size_t length;
	size_t capacity;
	bool failed;
};

void buf_free(struct buf *buf);
/* Length 0, `failed` false; keeps the memory. */
void buf_clear(struct buf *buf);
/* The slow path of buf_reserve: reallocates. */
bool buf_grow(struct buf *buf, size_t more);

/* Makes room for `more` bytes behind length; false when out of memory.  Every
 * append calls it, so it is inline. */
static inline bool buf_reserve(struct buf *buf, size_t more)
{
	if (!buf->failed && more <= buf->capacity - buf->length)
		return true;
	return buf_grow(buf, more);
}

static inline void buf_put(struct buf *buf, const void *bytes, size_t length)
{
	if (length == 0 || !buf_reserve(buf, length))
		return;
	memcpy(buf->bytes + buf->length, bytes, length);
	buf->length += length;
}

static inline void buf_put_slice(struct buf *buf, struct slice slice)
{
	buf_put(buf, slice.bytes, slice.length);
}

static inline void buf_put_text(struct buf *buf, const char *text)
{
	buf_put(buf, text, strlen(text));
}

static inline void buf_put_byte(struct buf *buf, unsigned char byte)
{
	if (buf_reserve(buf, 1))
		buf->bytes[buf->length++] = (char)byte;
}

void buf_put_u32(struct buf *buf, uint32_t value); /* little endian */
void buf_put_format(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* LEB128: seven bits a byte, least significant group first, 1..10 bytes. */
void buf_put_varint(struct buf *buf, uint64_t value);
/* The length as a varint, then the bytes. */
void buf_put_string(struct buf *buf, struct slice slice);

static inline struct slice buf_slice(const struct buf *buf)
{
	return slice_of(buf->bytes, buf->length);
}

/* The slow path of array_room: reallocates to twice the capacity. */
void *array_grow(void *items, size_t *capacity, size_t item_bytes);
/* Makes room for one more item in an array of `count` items.  Returns the
 * array, reallocated to twice its capacity if it was full.  NULL when out of
 * memory; the array is then unchanged and still the caller's. */
static inline void *array_room(
	void *items, size_t count, size_t *capacity, size_t item_bytes)
{
	return count < *capacity ? items
				 : array_grow(items, capacity, item_bytes);
}

/* A read position in borrowed bytes.  A read past the end sets `failed`; that
 * read and all later ones give 0 or an empty slice. */
struct cursor {
	const unsigned char *at, *end;
	bool failed;
};

struct cursor cursor_of(struct slice slice);
/* A varint of buf_put_varint. */
uint64_t cursor_varint(struct cursor *cursor);
uint32_t cursor_u32(struct cursor *cursor); /* little endian */
/* The next `length` bytes, borrowed. */
struct slice cursor_bytes(struct cursor *cursor, uint64_t length);
/* A string of buf_put_string, borrowed. */
struct slice cursor_string(struct cursor *cursor);

/* A region allocator: objects are allocated one by one and freed all at once.
 * Zero-initialised is empty. */
struct arena_chunk;
struct arena {
	struct arena_chunk *chunk;
	char *at, *end;
};

/* Aligned for any object, uninitialised.  NULL when out of memory. */
void *arena_alloc(struct arena *arena, size_t size);
/* `count` objects of `size` bytes, zeroed.  NULL when out of memory or when
 * count * size overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* A NUL-terminated copy.  NULL when out of memory. */
char *arena_copy(struct arena *arena, struct slice slice);
/* Frees all objects. */
void arena_free(struct arena *arena);
/* Frees all objects but keeps one chunk for the next allocations. */
void arena_clear(struct arena *arena);

#endif
