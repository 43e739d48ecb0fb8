/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text and Markdown: a file is an essay, byte for byte where it is
 * valid UTF-8. */
#include "reader.h"

#include "index_write.h"
#include "read_file.h"
#include "text_meta.h"
#include "title.h"
#include "unicode.h"

#include <stdlib.h>

struct reader {
	const struct reader_format *format;
	int fd;
	const char *path;
	bool done;
	struct buf bytes, converted, title;
	struct text_meta meta;
};

static struct reader *text_open(const struct reader_format *format,
	struct worker *worker, struct error *err)
{
	(void)worker;
	struct reader *reader = calloc(1, sizeof *reader);
	if (reader)
		reader->format = format;
	else
		error_set_memory(err);
	return reader;
}

static void text_free(struct reader *reader)
{
	buf_free(&reader->bytes);
	buf_free(&reader->converted);
	buf_free(&reader->title);
	text_meta_free(&reader->meta);
	free(reader);
}

static void text_start(struct reader *reader, int fd, const char *path)
{
	reader->fd = fd;
	reader->path = path;
	reader->done = false;
}

static enum reader_result text_next(
	struct reader *reader, struct reader_item *item, struct error *err)
{
	if (reader->done)
		return READER_END;
	reader->done = true;
	enum reader_result result = read_file(
		reader->fd, INDEX_MAX_TEXT_BYTES, &reader->bytes, err);
	*item = (struct reader_item){
		.content = hash_wide(buf_slice(&reader->bytes))};
	return result;
}

/* Finds the title, in the text's fields, in the text, or else in the file's
 * name, and what else the text says of itself. */
static bool find_fields(struct reader *reader, struct essay *essay,
	const char *name, bool markdown, struct error *err)
{
	struct text_meta *meta = &reader->meta;
	struct buf *title = &reader->title;
	buf_clear(title);
	text_meta_clear(meta);
	text_meta_front_matter(essay->text, meta);
	essay->titled = true;
	if (meta->title.length) {
		buf_put_slice(title, buf_slice(&meta->title));
	} else if (title_find(essay->text, markdown, title)) {
		essay->titled = false;
		text_meta_saved_page(essay->text, buf_slice(title), meta);
	} else {
		title_from_name(slice_text(name), title);
		text_meta_saved_page(essay->text, slice_of("", 0), meta);
	}
	essay->title = buf_slice(title);
	essay->author = buf_slice(&meta->author);
	essay->author.length = unicode_cut(
		essay->author, INDEX_MAX_FIELD_BYTES);
	essay->date = buf_slice(&meta->date);
	essay->url = buf_slice(&meta->url);
	return !(title->failed || meta->author.failed || meta->date.failed ||
		       meta->url.failed) ||
	       error_set_memory(err);
}

static enum reader_result text_essay(struct reader *reader, struct essay *essay,
	enum decode_encoding *encoding, struct error *err)
{
	*essay = (struct essay){0};
	if (!decode_text(buf_slice(&reader->bytes), &reader->converted,
		    &essay->text, encoding, err))
		return READER_SKIP;
	if (*encoding == DECODE_BINARY) {
		error_set(err, ERROR_CORRUPT, "binary, not a text");
		return READER_SKIP;
	}
	essay->extracted = *encoding != DECODE_UTF8;
	const char *slash = strrchr(reader->path, '/');
	const char *name = slash ? slash + 1 : reader->path;
	const struct kind *kind = reader->format->kind;
	bool markdown = kind == &kinds[KIND_MD];
	essay->kind = slice_text(kind->name);
	return find_fields(reader, essay, name, markdown, err) ? READER_ITEM
							       : READER_SKIP;
}

const struct reader_type reader_text = {
	.open = text_open,
	.start = text_start,
	.next = text_next,
	.essay = text_essay,
	.free = text_free,
};
