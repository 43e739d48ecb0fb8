/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue.h"

#include "pending.h"
#include "schema.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* The segment that is open already, or NULL. */
static struct segment *find_open(
	const struct catalogue *before, const struct segment_info *info)
{
	for (size_t i = 0; before && i < before->count; i++)
		if (memcmp(&before->segment[i]->info.hash, &info->hash,
			    sizeof info->hash) == 0)
			return before->segment[i];
	return NULL;
}

static bool read_info(struct cursor *cursor, struct segment_info *info)
{
	struct slice hash = cursor_bytes(cursor, sizeof info->hash);
	info->length_bytes = cursor_varint(cursor);
	info->documents = (uint32_t)cursor_varint(cursor);
	info->first = (uint32_t)cursor_varint(cursor);
	info->last = (uint32_t)cursor_varint(cursor);
	info->dead = (uint32_t)cursor_varint(cursor);
	if (!cursor->failed)
		memcpy(&info->hash, hash.bytes, sizeof info->hash);
	return !cursor->failed;
}

/* Opens the segments of a list. */
static bool open_all(struct catalogue *catalogue, struct slice list,
	const char *folder, const struct catalogue *before, struct error *err)
{
	struct cursor cursor = cursor_of(list);
	while (cursor.at < cursor.end) {
		struct segment_info info = {0};
		if (!read_info(&cursor, &info))
			return error_set(err, ERROR_CORRUPT,
				"the list of segments of the index in %s "
				"cannot be read; rebuild the index",
				folder);
		struct segment *segment = find_open(before, &info);
		if (segment)
			segment_hold(segment);
		else
			segment = segment_open(folder, &info, err);
		if (!segment || !catalogue_add(catalogue, segment, err))
			return false;
	}
	return true;
}

bool catalogue_open(struct catalogue *catalogue, struct xap_reader *database,
	const char *folder, const struct catalogue *before, struct error *err)
{
	struct slice value;
	*catalogue = (struct catalogue){0};
	if (!xap_reader_meta(
		    database, slice_text(SCHEMA_KEY_SEGMENTS), &value, err))
		return false;
	/* The value lives until the database is asked for another. */
	return open_all(catalogue, value, folder, before, err);
}

void catalogue_close(struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->count; i++)
		segment_release(catalogue->segment[i]);
	free(catalogue->segment);
	*catalogue = (struct catalogue){0};
}

static uint32_t words_of(const struct segment *segment)
{
	return (uint32_t)(segment->section[SEGMENT_WORD_ROOTS].length / 4);
}

uint32_t catalogue_words(const struct catalogue *catalogue)
{
	if (catalogue->count == 0)
		return 0;
	const struct segment *last = catalogue->segment[catalogue->count - 1];
	return last->first_word - 1 + words_of(last);
}

uint32_t catalogue_word_root(const struct catalogue *catalogue, uint32_t word)
{
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct segment *segment = catalogue->segment[i];
		uint32_t at = word - segment->first_word;
		if (at < words_of(segment))
			return segment_u32(
				segment->section[SEGMENT_WORD_ROOTS], at);
	}
	return 0;
}

bool catalogue_add(
	struct catalogue *catalogue, struct segment *segment, struct error *err)
{
	struct segment **grown = array_room(catalogue->segment,
		catalogue->count, &catalogue->capacity, sizeof *grown);
	if (!grown) {
		segment_release(segment);
		return error_set_memory(err);
	}
	segment->first_word = catalogue_words(catalogue) + 1;
	catalogue->segment = grown;
	catalogue->segment[catalogue->count++] = segment;
	return true;
}

bool catalogue_copy(const struct catalogue *catalogue, struct catalogue *copy,
	struct error *err)
{
	*copy = (struct catalogue){0};
	for (size_t i = 0; i < catalogue->count; i++) {
		segment_hold(catalogue->segment[i]);
		if (!catalogue_add(copy, catalogue->segment[i], err))
			return false;
	}
	return true;
}

void catalogue_replace(struct catalogue *catalogue, size_t first, size_t count,
	struct segment *segment)
{
	if (segment)
		segment->first_word = catalogue->segment[first]->first_word;
	for (size_t i = first; i < first + count; i++)
		segment_release(catalogue->segment[i]);
	size_t kept = first;
	if (segment)
		catalogue->segment[kept++] = segment;
	for (size_t i = first + count; i < catalogue->count; i++)
		catalogue->segment[kept++] = catalogue->segment[i];
	catalogue->count = kept;
}

bool catalogue_save(const struct catalogue *catalogue,
	struct xap_writer *database, struct error *err)
{
	struct buf list = {0};
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct segment_info *info = &catalogue->segment[i]->info;
		buf_put(&list, &info->hash, sizeof info->hash);
		buf_put_varint(&list, info->length_bytes);
		buf_put_varint(&list, info->documents);
		buf_put_varint(&list, info->first);
		buf_put_varint(&list, info->last);
		buf_put_varint(&list, info->dead);
	}
	bool ok = (!list.failed || error_set_memory(err)) &&
		  xap_writer_set_meta(database, slice_text(SCHEMA_KEY_SEGMENTS),
			  buf_slice(&list), err);
	buf_free(&list);
	return ok;
}

struct segment *catalogue_segment(
	const struct catalogue *catalogue, uint32_t document)
{
	size_t i = catalogue->count;
	while (i-- > 0)
		if (document >= catalogue->segment[i]->info.first &&
			document <= catalogue->segment[i]->info.last)
			return catalogue->segment[i];
	return NULL;
}

struct slice catalogue_record(
	const struct catalogue *catalogue, uint32_t document)
{
	const struct segment *segment = catalogue_segment(catalogue, document);
	if (segment)
		return segment_record(segment, document);
	return catalogue->pending ? pending_record(catalogue->pending, document)
				  : slice_of("", 0);
}

bool catalogue_check(const struct catalogue *catalogue, const char *folder,
	struct error *err)
{
	for (size_t i = 0; i < catalogue->count; i++)
		if (!segment_check(catalogue->segment[i], folder, err))
			return false;
	return true;
}

static bool names(const struct catalogue *catalogue, const char *file)
{
	char name[SEGMENT_NAME_BYTES];
	for (size_t i = 0; catalogue && i < catalogue->count; i++) {
		segment_name(&catalogue->segment[i]->info, name);
		if (strcmp(name, file) == 0)
			return true;
	}
	return false;
}

bool catalogue_sweep(const struct catalogue *catalogue,
	const struct catalogue *before, const char *folder, struct error *err)
{
	DIR *files = opendir(folder);
	if (!files)
		return error_set_errno(
			err, "cannot read the folder %s", folder);
	bool ok = true;
	for (struct dirent *file; ok && (file = readdir(files));) {
		if (!segment_is_file(file->d_name) ||
			names(catalogue, file->d_name) ||
			names(before, file->d_name))
			continue;
		ok = unlinkat(dirfd(files), file->d_name, 0) == 0 ||
		     errno == ENOENT ||
		     error_set_errno(
			     err, "cannot remove %s/%s", folder, file->d_name);
	}
	closedir(files);
	return ok;
}
