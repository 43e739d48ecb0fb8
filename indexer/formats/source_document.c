/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign formats, one essay a file, read by the format's parser in the worker:
 * what they have in common, which is all but the parser. */
#include "source.h"

#include "index_write.h"
#include "title.h"
#include "unicode.h"
#include "whole.h"

#include <stdlib.h>

/* A larger file is skipped: its parser would need more memory than it has. */
enum { DOCUMENT_MAX_FILE_BYTES = 128 << 20 };

struct source_reader {
	struct worker *worker;
	const struct source_format *format;
	const char *path;
	int fd;
	bool done;
	struct buf bytes, title;
	struct extract extract;
};

static struct source_reader *document_open(const struct source_format *format,
	struct worker *worker, struct error *err)
{
	struct source_reader *reader = calloc(1, sizeof *reader);
	if (!reader) {
		error_set_memory(err);
		return NULL;
	}
	reader->worker = worker;
	reader->format = format;
	return reader;
}

static void document_free(struct source_reader *reader)
{
	buf_free(&reader->bytes);
	buf_free(&reader->title);
	extract_free(&reader->extract);
	free(reader);
}

static void document_start(
	struct source_reader *reader, int fd, const char *path)
{
	reader->fd = fd;
	reader->path = path;
	reader->done = false;
}

static enum source_result document_next(struct source_reader *reader,
	struct source_item *item, struct error *err)
{
	if (reader->done)
		return SOURCE_END;
	reader->done = true;
	enum source_result result = whole_read(
		reader->fd, DOCUMENT_MAX_FILE_BYTES, &reader->bytes, err);
	*item = (struct source_item){
		.content = hash_wide(buf_slice(&reader->bytes))};
	return result;
}

/* A field as one line of at most INDEX_MAX_FIELD_BYTES. */
static struct slice field_of(struct buf *field)
{
	for (size_t i = 0; i < field->length; i++)
		if ((unsigned char)field->bytes[i] < ' ')
			field->bytes[i] = ' ';
	struct slice text = buf_slice(field);
	text.length = unicode_cut(text, INDEX_MAX_FIELD_BYTES);
	return text;
}

/* The title that the file says, else the one that stands in the text, else
 * the file's name. */
static bool find_title(struct source_reader *reader, struct essay *essay)
{
	struct buf *title = &reader->title;
	buf_clear(title);
	title_clean(buf_slice(&reader->extract.title), title);
	essay->titled = true;
	if (title->length == 0 && title_find(essay->text, false, title)) {
		essay->titled = false;
	} else if (title->length == 0) {
		const char *slash = strrchr(reader->path, '/');
		title_from_name(
			slice_text(slash ? slash + 1 : reader->path), title);
	}
	essay->title = buf_slice(title);
	return !title->failed;
}

static enum source_result document_essay(struct source_reader *reader,
	struct essay *essay, enum decode_encoding *encoding, struct error *err)
{
	struct extract *extract = &reader->extract;
	extract_free(extract);
	if (!worker_run(reader->worker, reader->format->parser,
		    buf_slice(&reader->bytes), extract, err))
		return SOURCE_SKIP;
	*encoding = extract->encoding;
	*essay = (struct essay){.text = buf_slice(&extract->text),
		.author = field_of(&extract->author),
		.date = buf_slice(&extract->date),
		.url = field_of(&extract->url),
		.kind = slice_text(reader->format->kind->name),
		.pages = buf_slice(&extract->pages),
		.furniture = extract->furniture,
		.extracted = true};
	if (find_title(reader, essay))
		return SOURCE_ITEM;
	error_set_memory(err);
	return SOURCE_SKIP;
}

const struct source_type source_document = {
	.open = document_open,
	.start = document_start,
	.next = document_next,
	.essay = document_essay,
	.free = document_free,
};
