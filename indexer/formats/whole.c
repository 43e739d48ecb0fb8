/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "whole.h"

#include <errno.h>
#include <unistd.h>

enum { MAX_TRIES = 3 }; /* at a file that changes while it is read */

static enum source_result too_long(uint64_t most, struct error *err)
{
	bool small = most < 1 << 20;
	error_set(err, ERROR_LIMIT, "more than %u %s",
		(unsigned)(small ? most >> 10 : most >> 20),
		small ? "KB" : "MB");
	return SOURCE_SKIP;
}

static enum source_result read_once(int fd, uint64_t expected, uint64_t most,
	struct buf *bytes, struct error *err)
{
	buf_clear(bytes);
	/* One more, so that the end is seen without growing. */
	size_t room = (size_t)expected + 1;
	for (;;) {
		if (!buf_reserve(bytes, room)) {
			error_set_memory(err);
			return SOURCE_FAILED;
		}
		ssize_t got = pread(fd, bytes->bytes + bytes->length,
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
		if (bytes->length > most)
			return too_long(most, err);
		room = 1;
	}
}

enum source_result whole_read(
	int fd, uint64_t most, struct buf *bytes, struct error *err)
{
	struct source_state before, after;
	for (int i = 0; i < MAX_TRIES; i++) {
		if (!source_state(fd, &before, err))
			return SOURCE_FAILED;
		if (before.size_bytes > most)
			return too_long(most, err);
		enum source_result result = read_once(
			fd, before.size_bytes, most, bytes, err);
		if (result != SOURCE_ITEM)
			return result;
		if (!source_state(fd, &after, err))
			return SOURCE_FAILED;
		if (source_state_equal(&before, &after))
			return SOURCE_ITEM;
	}
	error_set(err, ERROR_IO, "it changes while it is read");
	return SOURCE_FAILED;
}
