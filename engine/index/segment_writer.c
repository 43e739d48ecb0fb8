/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment_writer.h"

#include "segment_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct segment_writer {
	const char *folder;
	char *path; /* NULL once it is finished */
	int fd;
	unsigned char *block; /* the one that is being filled */
	size_t filled;
	uint64_t written; /* bytes of whole blocks */
	struct buf sums; /* u64 a block */
	struct segment_info info;
	enum segment_section section; /* begun last */
	struct {
		uint64_t offset, length;
	} table[SEGMENT_SECTIONS];
};

struct segment_writer *segment_writer_new(const char *folder, struct error *err)
{
	struct segment_writer *writer = calloc(1, sizeof *writer);
	struct buf path = {0};
	buf_put_format(&path, "%s/new-XXXXXX", folder);
	buf_put_byte(&path, 0);
	if (writer)
		writer->block = malloc(SEGMENT_BLOCK_BYTES);
	if (!writer || !writer->block || path.failed) {
		buf_free(&path);
		if (writer)
			free(writer->block);
		free(writer);
		error_set_memory(err);
		return NULL;
	}
	writer->folder = folder;
	writer->path = path.bytes;
	writer->section = SEGMENT_SECTIONS;
	writer->fd = mkstemp(writer->path);
	if (writer->fd < 0) {
		error_set_errno(err, "cannot write in %s", folder);
		free(writer->path);
		writer->path = NULL;
	} else if (segment_put(writer, slice_text(SEGMENT_MAGIC), err)) {
		return writer;
	}
	segment_writer_free(writer);
	return NULL;
}

void segment_writer_free(struct segment_writer *writer)
{
	if (!writer)
		return;
	if (writer->fd >= 0)
		close(writer->fd);
	if (writer->path)
		unlink(writer->path);
	free(writer->path);
	free(writer->block);
	buf_free(&writer->sums);
	free(writer);
}

static bool write_all(struct segment_writer *writer, const void *bytes,
	size_t length, struct error *err)
{
	const char *at = bytes;
	while (length) {
		ssize_t done = write(writer->fd, at, length);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return error_set_errno(
				err, "cannot write in %s", writer->folder);
		at += done;
		length -= (size_t)done;
	}
	return true;
}

static void put_u64(struct buf *out, uint64_t value)
{
	buf_put_u32(out, (uint32_t)value);
	buf_put_u32(out, (uint32_t)(value >> 32));
}

/* Writes the block that is being filled, and notes its checksum. */
static bool flush(struct segment_writer *writer, struct error *err)
{
	struct slice block = slice_of(
		(const char *)writer->block, writer->filled);
	if (block.length == 0)
		return true;
	put_u64(&writer->sums, hash_bytes(block));
	if (writer->sums.failed)
		return error_set_memory(err);
	if (!write_all(writer, block.bytes, block.length, err))
		return false;
	writer->written += block.length;
	writer->filled = 0;
	return true;
}

static uint64_t position(const struct segment_writer *writer)
{
	return writer->written + writer->filled;
}

/* What segment_put does, in no section. */
static bool append(
	struct segment_writer *writer, struct slice bytes, struct error *err)
{
	while (bytes.length) {
		size_t room = SEGMENT_BLOCK_BYTES - writer->filled;
		size_t part = bytes.length < room ? bytes.length : room;
		memcpy(writer->block + writer->filled, bytes.bytes, part);
		writer->filled += part;
		bytes.bytes += part;
		bytes.length -= part;
		if (writer->filled == SEGMENT_BLOCK_BYTES &&
			!flush(writer, err))
			return false;
	}
	return true;
}

bool segment_put(
	struct segment_writer *writer, struct slice bytes, struct error *err)
{
	if (writer->section < SEGMENT_SECTIONS)
		writer->table[writer->section].length += bytes.length;
	return append(writer, bytes, err);
}

static bool align(struct segment_writer *writer, struct error *err)
{
	static const char zeros[SEGMENT_ALIGNMENT];
	size_t beyond = (size_t)(position(writer) % SEGMENT_ALIGNMENT);
	return append(writer,
		slice_of(zeros, beyond ? SEGMENT_ALIGNMENT - beyond : 0), err);
}

bool segment_begin(struct segment_writer *writer, enum segment_section section,
	struct error *err)
{
	if (!align(writer, err))
		return false;
	writer->section = section;
	writer->table[section].offset = position(writer);
	return true;
}

bool segment_put_u32(
	struct segment_writer *writer, uint32_t value, struct error *err)
{
	char bytes[4];
	for (int i = 0; i < 4; i++)
		bytes[i] = (char)(value >> (8 * i) & 255);
	return segment_put(writer, slice_of(bytes, sizeof bytes), err);
}

bool segment_put_u64(
	struct segment_writer *writer, uint64_t value, struct error *err)
{
	return segment_put_u32(writer, (uint32_t)value, err) &&
	       segment_put_u32(writer, (uint32_t)(value >> 32), err);
}

bool segment_put_document(
	struct segment_writer *writer, uint32_t document, struct error *err)
{
	struct segment_info *info = &writer->info;
	if (info->documents++ == 0)
		info->first = document;
	info->last = document;
	return segment_put_u32(writer, document, err);
}

uint64_t segment_section_bytes(const struct segment_writer *writer)
{
	return writer->table[writer->section].length;
}

/* Gives the finished file its name. */
static bool name_file(struct segment_writer *writer, struct error *err)
{
	struct buf path = {0};
	char name[SEGMENT_NAME_BYTES];
	segment_name(&writer->info, name);
	buf_put_format(&path, "%s/%s", writer->folder, name);
	buf_put_byte(&path, 0);
	bool ok = !path.failed || error_set_memory(err);
	if (ok && rename(writer->path, path.bytes) != 0)
		ok = error_set_errno(err, "cannot make %s", path.bytes);
	buf_free(&path);
	if (ok) {
		free(writer->path);
		writer->path = NULL;
	}
	return ok;
}

bool segment_finish(struct segment_writer *writer, struct segment_info *info,
	struct error *err)
{
	struct buf tail = {0};
	if (!align(writer, err) || !flush(writer, err))
		return false;
	for (size_t i = 0; i < SEGMENT_SECTIONS; i++) {
		put_u64(&tail, writer->table[i].offset);
		put_u64(&tail, writer->table[i].length);
	}
	buf_put_slice(&tail, buf_slice(&writer->sums));
	put_u64(&tail, writer->written);
	buf_put_u32(&tail, SEGMENT_SECTIONS);
	buf_put_u32(&tail, SEGMENT_FEATURES);
	bool ok = !tail.failed || error_set_memory(err);
	writer->info.hash = hash_wide(buf_slice(&tail));
	writer->info.length_bytes = writer->written + tail.length;
	ok = ok && write_all(writer, tail.bytes, tail.length, err);
	buf_free(&tail);
	if (ok && fsync(writer->fd) != 0)
		ok = error_set_errno(err, "cannot write in %s", writer->folder);
	if (!ok || !name_file(writer, err))
		return false;
	*info = writer->info;
	return true;
}
