/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text and Markdown: a file is an essay, byte for byte where it is
 * valid UTF-8. */
#include "source.h"

#include "head.h"
#include "index_write.h"
#include "title.h"
#include "unicode.h"
#include "whole.h"

#include <stdlib.h>

struct source_reader {
	const struct source_format *format;
	int fd;
	const char *path;
	bool done;
	struct buf bytes, converted, title;
	struct head head;
};

static struct source_reader *text_open(const struct source_format *format,
	struct worker *worker, struct error *err)
{
	(void)worker;
	struct source_reader *reader = calloc(1, sizeof *reader);
	if (reader)
		reader->format = format;
	else
		error_set_memory(err);
	return reader;
}

static void text_free(struct source_reader *reader)
{
	buf_free(&reader->bytes);
	buf_free(&reader->converted);
	buf_free(&reader->title);
	head_free(&reader->head);
	free(reader);
}

static void text_start(struct source_reader *reader, int fd, const char *path)
{
	reader->fd = fd;
	reader->path = path;
	reader->done = false;
}

static enum source_result text_next(struct source_reader *reader,
	struct source_item *item, struct error *err)
{
	if (reader->done)
		return SOURCE_END;
	reader->done = true;
	enum source_result result = whole_read(
		reader->fd, INDEX_MAX_TEXT_BYTES, &reader->bytes, err);
	*item = (struct source_item){
		.content = hash_wide(buf_slice(&reader->bytes))};
	return result;
}

/* Finds the title, in the text's fields, in the text, or else in the file's
 * name, and what else the text says of itself. */
static bool find_fields(struct source_reader *reader, struct essay *essay,
	const char *name, bool markdown, struct error *err)
{
	struct head *head = &reader->head;
	struct buf *title = &reader->title;
	buf_clear(title);
	head_clear(head);
	head_front_matter(essay->text, head);
	essay->titled = true;
	if (head->title.length) {
		buf_put_slice(title, buf_slice(&head->title));
	} else if (title_find(essay->text, markdown, title)) {
		essay->titled = false;
		head_saved_page(essay->text, buf_slice(title), head);
	} else {
		title_from_name(slice_text(name), title);
		head_saved_page(essay->text, slice_of("", 0), head);
	}
	essay->title = buf_slice(title);
	essay->author = buf_slice(&head->author);
	essay->author.length = unicode_cut(
		essay->author, INDEX_MAX_FIELD_BYTES);
	essay->date = buf_slice(&head->date);
	essay->url = buf_slice(&head->url);
	return !(title->failed || head->author.failed || head->date.failed ||
		       head->url.failed) ||
	       error_set_memory(err);
}

static enum source_result text_essay(struct source_reader *reader,
	struct essay *essay, enum decode_encoding *encoding, struct error *err)
{
	*essay = (struct essay){0};
	if (!decode_text(buf_slice(&reader->bytes), &reader->converted,
		    &essay->text, encoding, err))
		return SOURCE_SKIP;
	if (*encoding == DECODE_BINARY) {
		error_set(err, ERROR_CORRUPT, "binary, not a text");
		return SOURCE_SKIP;
	}
	essay->extracted = *encoding != DECODE_UTF8;
	const char *slash = strrchr(reader->path, '/');
	const char *name = slash ? slash + 1 : reader->path;
	const struct kind *kind = reader->format->kind;
	bool markdown = kind == &kinds[KIND_MD];
	essay->kind = slice_text(kind->name);
	return find_fields(reader, essay, name, markdown, err) ? SOURCE_ITEM
							       : SOURCE_SKIP;
}

const struct source_type source_text = {
	.open = text_open,
	.start = text_start,
	.next = text_next,
	.essay = text_essay,
	.free = text_free,
};
