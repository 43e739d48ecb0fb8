/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buf.h - the containers everything is made of: a slice of bytes that somebody
 * else owns, a buffer and an array that grow, and an arena freed as a whole.
 */
#ifndef TELUSUR_BUF_H
#define TELUSUR_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed bytes, not terminated.  length 0 allows bytes == NULL. */
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

/* Order of the bytes, as in a sorted table. */
int slice_compare(struct slice a, struct slice b);

/* Bytes that grow.  Zero-initialised is empty.  A failed allocation sets
 * `failed` and leaves the content as it was; later appends do nothing, so one
 * look at `failed` after many appends is enough. */
struct buf {
	char *bytes;
	size_t length;
	size_t capacity;
	bool failed;
};

void buf_free(struct buf *buf);
void buf_clear(struct buf *buf);
/* What buf_reserve does where there is too little room. */
bool buf_grow(struct buf *buf, size_t more);

/* Everything that is written goes through these, so they are inline. */
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
/* Seven bits a byte, least significant first, at most ten bytes. */
void buf_put_varint(struct buf *buf, uint64_t value);
/* varint length, then the bytes. */
void buf_put_string(struct buf *buf, struct slice slice);

static inline struct slice buf_slice(const struct buf *buf)
{
	return slice_of(buf->bytes, buf->length);
}

/* Room for one more in an array of count items: the array, moved and twice as
 * large where it was full.  NULL when out of memory; then it is as it was. */
void *array_grow(void *items, size_t *capacity, size_t item_bytes);
static inline void *array_room(
	void *items, size_t count, size_t *capacity, size_t item_bytes)
{
	return count < *capacity ? items
				 : array_grow(items, capacity, item_bytes);
}

/* A place in bytes that are being read.  Reading past the end sets `failed`
 * and gives zeros and empty slices from then on. */
struct cursor {
	const unsigned char *at, *end;
	bool failed;
};

struct cursor cursor_of(struct slice slice);
uint64_t cursor_varint(struct cursor *cursor);
uint32_t cursor_u32(struct cursor *cursor);
struct slice cursor_bytes(struct cursor *cursor, uint64_t length);
struct slice cursor_string(struct cursor *cursor);

/* Memory that is handed out piece by piece and freed all at once.
 * Zero-initialised is empty. */
struct arena_chunk;
struct arena {
	struct arena_chunk *chunk;
	char *at, *end;
};

/* Aligned for any object, not cleared.  NULL when out of memory. */
void *arena_alloc(struct arena *arena, size_t size);
/* count objects of the size, cleared.  NULL when out of memory or when the
 * product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* A terminated copy.  NULL when out of memory. */
char *arena_copy(struct arena *arena, struct slice slice);
/* Frees what was handed out. */
void arena_free(struct arena *arena);
/* The same, but keeps memory for what comes next. */
void arena_clear(struct arena *arena);

#endif
