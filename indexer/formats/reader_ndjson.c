/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One JSON object a line: a file of many essays, read line by line, so that
 * it may have any size. */
#include "reader.h"

#include "index_write.h"
#include "json_line.h"
#include "read_file.h"
#include "title.h"
#include "unicode.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	CHUNK_BYTES = 1 << 18,
	/* A text of the greatest length with its fields and escapes. */
	MAX_LINE_BYTES = INDEX_MAX_TEXT_BYTES + (INDEX_MAX_TEXT_BYTES >> 3),
	MAX_DATE_BYTES = 40,
};

struct reader {
	int fd;
	uint64_t line;
	size_t at; /* in bytes: what was read and not yet given */
	bool ended; /* nothing is left to read */
	bool started;
	struct read_file_state state; /* when it was opened */
	struct buf bytes, title;
	struct arena arena;
	struct essay essay;
};

static struct reader *ndjson_open(const struct reader_format *format,
	struct worker *worker, struct error *err)
{
	(void)format;
	(void)worker;
	struct reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		error_set_memory(err);
	return reader;
}

static void ndjson_free(struct reader *reader)
{
	buf_free(&reader->bytes);
	buf_free(&reader->title);
	arena_free(&reader->arena);
	free(reader);
}

static void ndjson_start(struct reader *reader, int fd, const char *path)
{
	(void)path;
	reader->fd = fd;
	reader->line = 0;
	reader->at = 0;
	reader->ended = reader->started = false;
	buf_clear(&reader->bytes);
}

/* Reads more behind what is there; what was given is forgotten. */
static bool read_more(struct reader *reader, struct error *err)
{
	struct buf *bytes = &reader->bytes;
	if (reader->at) {
		memmove(bytes->bytes, bytes->bytes + reader->at,
			bytes->length - reader->at);
		bytes->length -= reader->at;
		reader->at = 0;
	}
	if (!buf_reserve(bytes, CHUNK_BYTES))
		return error_set_memory(err);
	ssize_t got;
	do
		got = read(
			reader->fd, bytes->bytes + bytes->length, CHUNK_BYTES);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return error_set_errno(err, "cannot be read");
	bytes->length += (size_t)got;
	reader->ended = got == 0;
	return true;
}

/* Drops the line that is too long, up to its end. */
static bool drop_line(struct reader *reader, struct error *err)
{
	for (;;) {
		const char *start = reader->bytes.bytes + reader->at;
		size_t length = reader->bytes.length - reader->at;
		const char *end = memchr(start, '\n', length);
		reader->at += end ? (size_t)(end - start) + 1 : length;
		if (end || reader->ended)
			return true;
		if (!read_more(reader, err))
			return false;
	}
}

static enum reader_result next_line(
	struct reader *reader, struct slice *line, struct error *err)
{
	size_t seen = 0; /* of the line, without an end in it */
	for (;;) {
		size_t length = reader->bytes.length - reader->at;
		const char *start = reader->bytes.bytes + reader->at;
		const char *end = length > seen ? memchr(start + seen, '\n',
							  length - seen)
						: NULL;
		if (end)
			length = (size_t)(end - start);
		if (length > MAX_LINE_BYTES) {
			reader->line++;
			if (!drop_line(reader, err))
				return READER_FAILED;
			error_set(err, ERROR_LIMIT, "more than %d MB of text",
				INDEX_MAX_TEXT_BYTES >> 20);
			return READER_SKIP;
		}
		if (end || (reader->ended && length)) {
			reader->line++;
			reader->at += length + (end != NULL);
			*line = slice_of(start, length);
			return READER_ITEM;
		}
		if (reader->ended)
			return READER_END;
		seen = length;
		if (!read_more(reader, err))
			return READER_FAILED;
	}
}

static enum reader_result first_look(struct reader *reader, struct error *err)
{
	reader->started = true;
	if (!read_file_state(reader->fd, &reader->state, err) ||
		!read_more(reader, err))
		return READER_FAILED;
	if (decode_is_binary(buf_slice(&reader->bytes))) {
		error_set(err, ERROR_CORRUPT, "binary, not a text");
		reader->ended = true;
		buf_clear(&reader->bytes);
		return READER_SKIP;
	}
	if (reader->bytes.length >= 3 &&
		memcmp(reader->bytes.bytes, "\xEF\xBB\xBF", 3) == 0)
		reader->at = 3;
	return READER_ITEM;
}

/* At the end: whether what was read is what is there. */
static enum reader_result finish(struct reader *reader, struct error *err)
{
	struct read_file_state after;
	if (!read_file_state(reader->fd, &after, err))
		return READER_FAILED;
	if (read_file_state_equal(&reader->state, &after))
		return READER_END;
	error_set(err, ERROR_IO, "it changes while it is read");
	return READER_FAILED;
}

static bool is_blank(struct slice line)
{
	for (size_t i = 0; i < line.length; i++)
		if (!strchr(" \t\r", line.bytes[i]) || line.bytes[i] == '\0')
			return false;
	return true;
}

static enum reader_result ndjson_next(
	struct reader *reader, struct reader_item *item, struct error *err)
{
	struct slice line = {0};
	enum reader_result result = READER_ITEM;
	if (!reader->started)
		result = first_look(reader, err);
	do {
		if (result != READER_ITEM)
			break;
		result = next_line(reader, &line, err);
	} while (result == READER_ITEM && is_blank(line));
	*item = (struct reader_item){.line = reader->line, .bytes = line};
	return result == READER_END ? finish(reader, err) : result;
}

static enum reader_result ndjson_take(
	struct reader *reader, struct reader_item *item, struct error *err)
{
	arena_free(&reader->arena);
	if (!json_line(item->bytes, &reader->arena, &reader->essay, err))
		return READER_SKIP;
	if (!index_is_id(reader->essay.id)) {
		error_set(err, ERROR_LIMIT,
			"the id is not 1 to 128 of the characters A-Z a-z 0-9 "
			". _ ~ -");
		return READER_SKIP;
	}
	item->key = reader->essay.id;
	item->content = hash_wide(item->bytes);
	return READER_ITEM;
}

static int two_digits(struct slice text, size_t at)
{
	return (text.bytes[at] - '0') * 10 + text.bytes[at + 1] - '0';
}

/* Whether the text is a date as in ISO 8601 or its beginning: 2021, 2021-12,
 * 2021-12-02, 2021-12-02T22:24. */
static bool is_date(struct slice text)
{
	static const char shape[] = "0000-00-00";
	for (size_t i = 0; i < text.length && i < sizeof shape - 1; i++) {
		bool digit = text.bytes[i] >= '0' && text.bytes[i] <= '9';
		if (shape[i] == '0' ? !digit : text.bytes[i] != shape[i])
			return false;
	}
	if ((text.length >= 7 &&
		    (two_digits(text, 5) < 1 || two_digits(text, 5) > 12)) ||
		(text.length >= 10 &&
			(two_digits(text, 8) < 1 || two_digits(text, 8) > 31)))
		return false;
	return text.length == 4 || text.length == 7 || text.length == 10 ||
	       (text.length > 11 && text.length <= MAX_DATE_BYTES &&
		       strchr("T ", text.bytes[10]) && text.bytes[10]);
}

/* Fields that are not what they should be are left out: better unknown than
 * wrong. */
static void check_fields(struct essay *essay)
{
	if (!is_date(essay->date))
		essay->date = slice_of("", 0);
	if (essay->url.length > INDEX_MAX_FIELD_BYTES)
		essay->url = slice_of("", 0);
	essay->author.length = unicode_cut(
		essay->author, INDEX_MAX_FIELD_BYTES);
}

static enum reader_result ndjson_essay(struct reader *reader,
	struct essay *essay, enum decode_encoding *encoding, struct error *err)
{
	*encoding = DECODE_UTF8;
	*essay = reader->essay;
	essay->extracted = true;
	essay->kind = slice_text(kinds[KIND_NDJSON].name);
	check_fields(essay);
	buf_clear(&reader->title);
	title_clean(essay->title, &reader->title);
	essay->titled = reader->title.length > 0;
	if (!essay->titled && !title_find(essay->text, false, &reader->title)) {
		essay->titled = true;
		title_clean(essay->id, &reader->title);
	}
	essay->title = buf_slice(&reader->title);
	if (reader->title.failed) {
		error_set_memory(err);
		return READER_SKIP;
	}
	return READER_ITEM;
}

const struct reader_type reader_ndjson = {
	.many = true,
	.open = ndjson_open,
	.start = ndjson_start,
	.next = ndjson_next,
	.take = ndjson_take,
	.essay = ndjson_essay,
	.free = ndjson_free,
};
