/* Plain text and Markdown: a file is an essay, byte for byte where it is
 * valid UTF-8. */
#include "source.h"

#include "index_write.h"
#include "title.h"
#include "whole.h"

#include <stdlib.h>
#include <strings.h>

struct source_reader {
	int fd;
	const char *path;
	bool done;
	struct buf bytes, converted, title;
};

static struct source_reader *text_open(struct worker *worker, struct error *err)
{
	(void)worker;
	struct source_reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		error_set_memory(err);
	return reader;
}

static void text_free(struct source_reader *reader)
{
	buf_free(&reader->bytes);
	buf_free(&reader->converted);
	buf_free(&reader->title);
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
	const char *dot = strrchr(name, '.');
	bool markdown = dot && strcasecmp(dot, ".md") == 0;
	essay->kind = slice_text(markdown ? "md" : "txt");
	buf_clear(&reader->title);
	if (!title_find(essay->text, markdown, &reader->title)) {
		essay->titled = true;
		title_from_name(slice_text(name), &reader->title);
	}
	essay->title = buf_slice(&reader->title);
	if (reader->title.failed) {
		error_set_memory(err);
		return SOURCE_SKIP;
	}
	return SOURCE_ITEM;
}

static const char *const extension[] = {"txt", "md", NULL};

const struct source_format source_text = {
	.extension = extension,
	.open = text_open,
	.start = text_start,
	.next = text_next,
	.essay = text_essay,
	.free = text_free,
};
