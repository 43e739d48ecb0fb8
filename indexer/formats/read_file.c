/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read_file.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_TRIES = 3 }; /* at a file that changes while it is read */

bool read_file_state(int fd, struct read_file_state *state, struct error *err)
{
	struct stat status;
	if (fstat(fd, &status) != 0)
		return error_set_errno(err, "cannot be read");
	state->size_bytes = (uint64_t)status.st_size;
	state->mtime_ns = (int64_t)status.st_mtim.tv_sec * 1000000000 +
			  status.st_mtim.tv_nsec;
	state->ctime_ns = (int64_t)status.st_ctim.tv_sec * 1000000000 +
			  status.st_ctim.tv_nsec;
	return true;
}

bool read_file_state_equal(
	const struct read_file_state *a, const struct read_file_state *b)
{
	return a->size_bytes == b->size_bytes && a->mtime_ns == b->mtime_ns &&
	       a->ctime_ns == b->ctime_ns;
}

static enum reader_result too_long(uint64_t max_bytes, struct error *err)
{
	bool small = max_bytes < 1 << 20;
	error_set(err, ERROR_LIMIT, "more than %u %s",
		(unsigned)(small ? max_bytes >> 10 : max_bytes >> 20),
		small ? "KB" : "MB");
	return READER_SKIP;
}

static enum reader_result read_once(int fd, uint64_t expected,
	uint64_t max_bytes, struct buf *bytes, struct error *err)
{
	buf_clear(bytes);
	/* One more, so that the end is seen without growing. */
	size_t room = (size_t)expected + 1;
	for (;;) {
		if (!buf_reserve(bytes, room)) {
			error_set_memory(err);
			return READER_FAILED;
		}
		ssize_t got = pread(fd, bytes->bytes + bytes->length,
			bytes->capacity - bytes->length, (off_t)bytes->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			error_set_errno(err, "cannot be read");
			return READER_FAILED;
		}
		if (got == 0)
			return READER_ITEM;
		bytes->length += (size_t)got;
		if (bytes->length > max_bytes)
			return too_long(max_bytes, err);
		room = 1;
	}
}

enum reader_result read_file(
	int fd, uint64_t max_bytes, struct buf *bytes, struct error *err)
{
	struct read_file_state before = {0}, after = {0};
	for (int i = 0; i < MAX_TRIES; i++) {
		if (!read_file_state(fd, &before, err))
			return READER_FAILED;
		if (before.size_bytes > max_bytes)
			return too_long(max_bytes, err);
		enum reader_result result = read_once(
			fd, before.size_bytes, max_bytes, bytes, err);
		if (result != READER_ITEM)
			return result;
		if (!read_file_state(fd, &after, err))
			return READER_FAILED;
		if (read_file_state_equal(&before, &after))
			return READER_ITEM;
	}
	error_set(err, ERROR_IO, "it changes while it is read");
	return READER_FAILED;
}
