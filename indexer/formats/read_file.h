/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read_file.h - reads a whole file while other programs may write it.
 */
#ifndef TELUSUR_READ_FILE_H
#define TELUSUR_READ_FILE_H

#include "reader.h"

/* Reads the file from its start into bytes (cleared first).  Size and times are
 * compared before and after; a file that changed meanwhile is read again, three
 * times at most, so bytes never mix two states of it.
 *
 * READER_ITEM: done.  READER_SKIP, ERROR_LIMIT: more than max_bytes.
 * READER_FAILED: ERROR_IO (cannot be read, or keeps changing), ERROR_MEMORY. */
enum reader_result read_file(
	int fd, uint64_t max_bytes, struct buf *bytes, struct error *err);

/* Size and times of an open file.  Two equal states: nobody wrote the file in
 * between, as far as the ticks of the clock tell. */
struct read_file_state {
	uint64_t size_bytes;
	int64_t mtime_ns, ctime_ns;
};

/* ERROR_IO. */
bool read_file_state(int fd, struct read_file_state *state, struct error *err);
bool read_file_state_equal(
	const struct read_file_state *a, const struct read_file_state *b);

#endif
