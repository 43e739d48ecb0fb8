/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void segment_name(
	const struct segment_info *info, char name[SEGMENT_NAME_BYTES])
{
	for (size_t i = 0; i < sizeof info->hash.bytes; i++)
		snprintf(name + 2 * i, 3, "%02x", info->hash.bytes[i]);
	memcpy(name + 2 * sizeof info->hash.bytes, SEGMENT_SUFFIX,
		sizeof SEGMENT_SUFFIX);
}

bool segment_is_file(const char *name)
{
	size_t length = strlen(name);
	return (length == SEGMENT_NAME_BYTES - 1 &&
		       strcmp(name + length - sizeof SEGMENT_SUFFIX + 1,
			       SEGMENT_SUFFIX) == 0) ||
	       (strncmp(name, "new-", 4) == 0 && length == 10);
}

static bool unreadable(const char *path, const char *why, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"%s %s; rebuild the index, or take a copy of this file back",
		path, why);
}

/* Maps the whole file. */
static bool map_file(
	struct segment *segment, const char *path, struct error *err)
{
	struct stat status;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return error_set(err, ERROR_NOT_FOUND, "%s is missing", path);
	if (fd < 0 || fstat(fd, &status) != 0) {
		error_set_errno(err, "cannot read %s", path);
		if (fd >= 0)
			close(fd);
		return false;
	}
	size_t length = (size_t)segment->info.length_bytes;
	bool ok = (uint64_t)status.st_size == segment->info.length_bytes &&
		  length >= SEGMENT_LEAST_BYTES;
	void *map = MAP_FAILED;
	if (!ok)
		unreadable(path, "has not the length it was written with", err);
	else
		map = mmap(NULL, length, PROT_READ, MAP_SHARED, fd, 0);
	if (ok && map == MAP_FAILED) {
		error_set_errno(err, "cannot map %s", path);
		ok = false;
	}
	close(fd);
	if (ok)
		segment->map = map;
	return ok;
}

/* Where the tail begins; 0 when the footer is none. */
static size_t tail_of(const struct segment *segment, struct slice *footer)
{
	size_t length = (size_t)segment->info.length_bytes;
	*footer = slice_of((char *)segment->map + length - SEGMENT_FOOTER_BYTES,
		SEGMENT_FOOTER_BYTES);
	uint64_t tail = segment_u64(*footer, 0);
	return tail < length - SEGMENT_FOOTER_BYTES ? (size_t)tail : 0;
}

/* Takes the table of sections; false when one lies outside of the file. */
static bool read_sections(
	struct segment *segment, size_t tail, uint32_t sections)
{
	struct slice table = slice_of((char *)segment->map + tail,
		(size_t)segment->info.length_bytes - tail);
	if (table.length / 16 < sections)
		return false;
	for (uint32_t i = 0; i < sections && i < SEGMENT_SECTIONS; i++) {
		uint64_t offset = segment_u64(table, 2 * (size_t)i);
		uint64_t length = segment_u64(table, 2 * (size_t)i + 1);
		if (offset > tail || length > tail - offset)
			return false;
		segment->section[i] = slice_of(
			(char *)segment->map + offset, (size_t)length);
	}
	return true;
}

/* Whether documents and the ends of their records fit each other. */
static bool documents_fit(const struct segment *segment)
{
	size_t count = segment->info.documents;
	struct slice ends = segment->section[SEGMENT_RECORD_ENDS];
	return segment->section[SEGMENT_DOCUMENTS].length == count * 4 &&
	       ends.length == count * 8 &&
	       (count == 0 || segment_u64(ends, count - 1) ==
				      segment->section[SEGMENT_RECORDS].length);
}

static bool read_tail(
	struct segment *segment, const char *path, struct error *err)
{
	struct slice footer;
	size_t tail = tail_of(segment, &footer);
	struct slice sealed = slice_of((char *)segment->map + tail,
		(size_t)segment->info.length_bytes - tail);
	struct hash_wide hash = hash_wide(sealed);
	if (tail < sizeof SEGMENT_MAGIC - 1 ||
		memcmp(segment->map, SEGMENT_MAGIC, sizeof SEGMENT_MAGIC - 1) !=
			0 ||
		memcmp(&hash, &segment->info.hash, sizeof hash) != 0)
		return unreadable(path, "is damaged at its end", err);
	uint32_t sections = segment_u32(footer, 2);
	if (segment_u32(footer, 3) & ~(uint32_t)SEGMENT_FEATURES)
		return error_set(err, ERROR_VERSION,
			"%s was written by a later version of this program",
			path);
	if (!read_sections(segment, tail, sections) || !documents_fit(segment))
		return unreadable(path, "has sections that do not fit", err);
	return true;
}

/* folder/name, NULL with err set when out of memory. */
static char *path_of(
	const char *folder, const struct segment_info *info, struct error *err)
{
	struct buf path = {0};
	char name[SEGMENT_NAME_BYTES];
	segment_name(info, name);
	buf_put_format(&path, "%s/%s", folder, name);
	buf_put_byte(&path, 0);
	if (!path.failed)
		return path.bytes;
	buf_free(&path);
	error_set_memory(err);
	return NULL;
}

struct segment *segment_open(
	const char *folder, const struct segment_info *info, struct error *err)
{
	char *path = path_of(folder, info, err);
	struct segment *segment = path ? calloc(1, sizeof *segment) : NULL;
	bool ok = segment != NULL;
	if (path && !segment)
		error_set_memory(err);
	if (segment) {
		segment->info = *info;
		segment->holders = 1;
		ok = map_file(segment, path, err) &&
		     read_tail(segment, path, err);
	}
	free(path);
	if (ok)
		return segment;
	segment_release(segment);
	return NULL;
}

void segment_hold(struct segment *segment)
{
	segment->holders++;
}

void segment_release(struct segment *segment)
{
	if (!segment || --segment->holders)
		return;
	if (segment->map)
		munmap(segment->map, (size_t)segment->info.length_bytes);
	free(segment);
}

bool segment_check(
	const struct segment *segment, const char *folder, struct error *err)
{
	struct slice footer;
	size_t tail = tail_of(segment, &footer);
	size_t table = 16 * (size_t)segment_u32(footer, 2);
	struct slice sums = slice_of((char *)segment->map + tail + table,
		(size_t)segment->info.length_bytes - tail - table);
	size_t blocks = (tail + SEGMENT_BLOCK_BYTES - 1) / SEGMENT_BLOCK_BYTES;
	bool ok = sums.length == blocks * 8 + SEGMENT_FOOTER_BYTES;
	size_t block = 0;
	for (; ok && block < blocks; block++) {
		size_t at = block * SEGMENT_BLOCK_BYTES;
		size_t length = tail - at < SEGMENT_BLOCK_BYTES
					? tail - at
					: SEGMENT_BLOCK_BYTES;
		ok = hash_bytes(slice_of((char *)segment->map + at, length)) ==
		     segment_u64(sums, block);
	}
	if (ok)
		return true;
	char name[SEGMENT_NAME_BYTES];
	segment_name(&segment->info, name);
	return error_set(err, ERROR_CORRUPT,
		"%s/%s is damaged in its block of 64 KB number %zu; rebuild "
		"the index, or take a copy of this file back",
		folder, name, block);
}

bool segment_place(
	const struct segment *segment, uint32_t document, size_t *place)
{
	struct slice numbers = segment->section[SEGMENT_DOCUMENTS];
	size_t low = 0, high = segment->info.documents;
	if (high == 0 || document < segment->info.first ||
		document > segment->info.last)
		return false;
	/* Where none has gone, numbers follow each other. */
	*place = document - segment->info.first;
	if (*place < high && segment_u32(numbers, *place) == document)
		return true;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (segment_u32(numbers, middle) < document)
			low = middle + 1;
		else
			high = middle;
	}
	*place = low;
	return low < segment->info.documents &&
	       segment_u32(numbers, low) == document;
}

struct slice segment_record(const struct segment *segment, uint32_t document)
{
	size_t place;
	if (!segment_place(segment, document, &place))
		return slice_of("", 0);
	struct slice ends = segment->section[SEGMENT_RECORD_ENDS];
	struct slice records = segment->section[SEGMENT_RECORDS];
	uint64_t start = place ? segment_u64(ends, place - 1) : 0;
	uint64_t end = segment_u64(ends, place);
	if (start > end || end > records.length)
		return slice_of("", 0);
	return slice_of(records.bytes + start, (size_t)(end - start));
}
