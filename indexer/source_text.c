/* Plain text and Markdown: a file is an essay, byte for byte where it is
 * valid UTF-8. */
#include "source.h"

#include "index_write.h"
#include "title.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

enum { MAX_TRIES = 3 }; /* at a file that changes while it is read */

struct source_reader {
	int fd;
	const char *path;
	bool done;
	struct buf bytes, converted, title;
};

static struct source_reader *text_open(struct error *err)
{
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

static enum source_result too_long(struct error *err)
{
	error_set(err, ERROR_LIMIT, "more than %d MB of text",
		INDEX_MAX_TEXT_BYTES >> 20);
	return SOURCE_SKIP;
}

/* Reads the file from its beginning to its end. */
static enum source_result read_whole(
	struct source_reader *reader, uint64_t expected, struct error *err)
{
	struct buf *bytes = &reader->bytes;
	buf_clear(bytes);
	/* One more, so that the end is seen without growing. */
	size_t room = (size_t)expected + 1;
	for (;;) {
		if (!buf_reserve(bytes, room)) {
			error_set_memory(err);
			return SOURCE_FAILED;
		}
		ssize_t got = pread(reader->fd, bytes->bytes + bytes->length,
			bytes->capacity - bytes->length, (off_t)bytes->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			error_set_errno(err, "cannot be read");
			return SOURCE_FAILED;
		}
		if (got == 0)
			return SOURCE_ITEM;
		bytes->length += (size_t)got;
		if (bytes->length > INDEX_MAX_TEXT_BYTES)
			return too_long(err);
		room = 1;
	}
}

static enum source_result text_next(struct source_reader *reader,
	struct source_item *item, struct error *err)
{
	struct source_state before, after;
	if (reader->done)
		return SOURCE_END;
	reader->done = true;
	for (int i = 0; i < MAX_TRIES; i++) {
		if (!source_state(reader->fd, &before, err))
			return SOURCE_FAILED;
		if (before.size_bytes > INDEX_MAX_TEXT_BYTES)
			return too_long(err);
		enum source_result result = read_whole(
			reader, before.size_bytes, err);
		if (result != SOURCE_ITEM)
			return result;
		if (!source_state(reader->fd, &after, err))
			return SOURCE_FAILED;
		if (!source_state_equal(&before, &after))
			continue;
		*item = (struct source_item){
			.content = hash_wide(buf_slice(&reader->bytes))};
		return SOURCE_ITEM;
	}
	error_set(err, ERROR_IO, "it changes while it is read");
	return SOURCE_FAILED;
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
