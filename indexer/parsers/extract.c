/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract.h"

#include "index_write.h"
#include "unicode.h"

#include <stdlib.h>

#include <unistd.h>

enum { MAX_FIELD_BYTES = 1 << 16, PAGE_BYTES = 4 };

void extract_free(struct extract *extract)
{
	buf_free(&extract->text);
	buf_free(&extract->title);
	buf_free(&extract->author);
	buf_free(&extract->date);
	buf_free(&extract->url);
	buf_free(&extract->pages);
	*extract = (struct extract){0};
}

_Noreturn void extract_out_of_memory(void)
{
	_exit(EXTRACT_END_MEMORY);
}

bool extract_is_too_long(const struct extract *extract, struct error *err)
{
	if (extract->text.length <= INDEX_MAX_TEXT_BYTES)
		return false;
	error_set(err, ERROR_LIMIT, "more than %d MB of text",
		INDEX_MAX_TEXT_BYTES >> 20);
	return true;
}

void extract_pack(const struct extract *extract, struct buf *out)
{
	buf_put_byte(out, (unsigned char)extract->encoding);
	buf_put_u32(out, extract->furniture);
	buf_put_string(out, buf_slice(&extract->title));
	buf_put_string(out, buf_slice(&extract->author));
	buf_put_string(out, buf_slice(&extract->date));
	buf_put_string(out, buf_slice(&extract->url));
	buf_put_string(out, buf_slice(&extract->pages));
	buf_put_string(out, buf_slice(&extract->text));
}

static bool read_field(struct cursor *cursor, struct buf *field, size_t most)
{
	struct slice bytes = cursor_string(cursor);
	buf_clear(field);
	if (cursor->failed || bytes.length > most)
		return false;
	buf_put_slice(field, bytes);
	return !field->failed;
}

static bool pages_fit(const struct extract *extract)
{
	struct cursor cursor = cursor_of(buf_slice(&extract->pages));
	uint32_t before = 0;
	if (extract->pages.length % PAGE_BYTES)
		return false;
	while (cursor.at < cursor.end) {
		uint32_t page = cursor_u32(&cursor);
		if (page < before || page > extract->text.length)
			return false;
		before = page;
	}
	return true;
}

static bool unpack(struct slice packed, struct extract *extract)
{
	struct cursor cursor = cursor_of(packed);
	struct slice encoding = cursor_bytes(&cursor, 1);
	if (encoding.length == 0 ||
		(unsigned char)*encoding.bytes >= DECODE_BINARY)
		return false;
	extract->encoding = (enum decode_encoding) * encoding.bytes;
	extract->furniture = cursor_u32(&cursor);
	struct buf *field[] = {&extract->title, &extract->author,
		&extract->date, &extract->url};
	for (size_t i = 0; i < sizeof field / sizeof *field; i++)
		if (!read_field(&cursor, field[i], MAX_FIELD_BYTES) ||
			!unicode_valid(buf_slice(field[i])))
			return false;
	return read_field(&cursor, &extract->pages, INDEX_MAX_TEXT_BYTES) &&
	       read_field(&cursor, &extract->text, INDEX_MAX_TEXT_BYTES) &&
	       unicode_valid(buf_slice(&extract->text)) && pages_fit(extract);
}

bool extract_unpack(
	struct slice packed, struct extract *extract, struct error *err)
{
	if (unpack(packed, extract))
		return true;
	if (extract->title.failed || extract->author.failed ||
		extract->date.failed || extract->url.failed ||
		extract->pages.failed || extract->text.failed)
		return error_set_memory(err);
	return error_set(err, ERROR_CORRUPT, "what its parser says is no text");
}
