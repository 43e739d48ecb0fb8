/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign formats, one essay a file, read by the format's parser in the worker:
 * what they have in common, which is all but the parser. */
#include "reader.h"

#include "index_write.h"
#include "read_file.h"
#include "title.h"
#include "unicode.h"

#include <stdlib.h>

/* A larger file is skipped: its parser would need more memory than it has. */
enum { DOCUMENT_MAX_FILE_BYTES = 128 << 20 };

struct reader {
	struct worker *worker;
	const struct reader_format *format;
	const char *path;
	int fd;
	bool done;
	struct buf bytes, title;
	struct extract extract;
};

static struct reader *document_open(const struct reader_format *format,
	struct worker *worker, struct error *err)
{
	struct reader *reader = calloc(1, sizeof *reader);
	if (!reader) {
		error_set_memory(err);
		return NULL;
	}
	reader->worker = worker;
	reader->format = format;
	return reader;
}

static void document_free(struct reader *reader)
{
	buf_free(&reader->bytes);
	buf_free(&reader->title);
	extract_free(&reader->extract);
	free(reader);
}

static void document_start(struct reader *reader, int fd, const char *path)
{
	reader->fd = fd;
	reader->path = path;
	reader->done = false;
}

static enum reader_result document_next(
	struct reader *reader, struct reader_item *item, struct error *err)
{
	if (reader->done)
		return READER_END;
	reader->done = true;
	enum reader_result result = read_file(
		reader->fd, DOCUMENT_MAX_FILE_BYTES, &reader->bytes, err);
	*item = (struct reader_item){
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
static bool find_title(struct reader *reader, struct essay *essay)
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

static enum reader_result document_essay(struct reader *reader,
	struct essay *essay, enum decode_encoding *encoding, struct error *err)
{
	struct extract *extract = &reader->extract;
	extract_free(extract);
	if (!worker_run(reader->worker, reader->format->parser,
		    buf_slice(&reader->bytes), extract, err))
		return READER_SKIP;
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
		return READER_ITEM;
	error_set_memory(err);
	return READER_SKIP;
}

const struct reader_type reader_document = {
	.open = document_open,
	.start = document_start,
	.next = document_next,
	.essay = document_essay,
	.free = document_free,
};
