/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive.h"

#include <stdlib.h>
#include <zip.h>

struct archive {
	zip_t *zip;
	uint64_t left; /* bytes that may still be read */
};

static bool refuse(const char *why, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "its ZIP cannot be read: %s", why);
}

struct archive *archive_open(struct slice bytes, struct error *err)
{
	zip_error_t cause;
	zip_error_init(&cause);
	struct archive *archive = calloc(1, sizeof *archive);
	zip_source_t *source = zip_source_buffer_create(
		bytes.bytes, bytes.length, 0, &cause);
	if (!archive || !source) {
		zip_source_free(source);
		free(archive);
		error_set_memory(err);
		return NULL;
	}
	archive->left = (uint64_t)bytes.length * ARCHIVE_MAX_RATIO +
			ARCHIVE_FREE_BYTES;
	archive->zip = zip_open_from_source(source, ZIP_RDONLY, &cause);
	if (!archive->zip) {
		refuse(zip_error_strerror(&cause), err);
		zip_source_free(source);
	} else if (zip_get_num_entries(archive->zip, 0) > ARCHIVE_MAX_ENTRIES) {
		error_set(err, ERROR_LIMIT, "more than %d files in it",
			ARCHIVE_MAX_ENTRIES);
	} else {
		zip_error_fini(&cause);
		return archive;
	}
	zip_error_fini(&cause);
	archive_close(archive);
	return NULL;
}

void archive_close(struct archive *archive)
{
	if (!archive)
		return;
	if (archive->zip)
		zip_discard(archive->zip);
	free(archive);
}

bool archive_has(struct archive *archive, const char *name)
{
	return zip_name_locate(archive->zip, name, 0) >= 0;
}

bool archive_read(struct archive *archive, const char *name, archive_take *take,
	void *context, struct error *err)
{
	char piece[16384];
	zip_file_t *file = zip_fopen(archive->zip, name, 0);
	if (!file)
		return error_set(
			err, ERROR_CORRUPT, "cannot read %.80s in it", name);
	bool ok = true;
	zip_int64_t got;
	do {
		got = zip_fread(file, piece, sizeof piece);
		if (got < 0)
			ok = error_set(err, ERROR_CORRUPT,
				"cannot unpack %.80s in it", name);
		else if ((uint64_t)got > archive->left)
			ok = error_set(err, ERROR_LIMIT,
				"it unpacks to more than %d times its size",
				ARCHIVE_MAX_RATIO);
		else
			ok = take(context, slice_of(piece, (size_t)got),
				got == 0, err);
		archive->left -= ok ? (uint64_t)got : 0;
	} while (ok && got > 0);
	zip_fclose(file);
	return ok;
}

static bool append(
	void *context, struct slice piece, bool last, struct error *err)
{
	struct buf *out = context;
	(void)last;
	buf_put_slice(out, piece);
	return !out->failed || error_set_memory(err);
}

bool archive_whole(struct archive *archive, const char *name, struct buf *out,
	struct error *err)
{
	return archive_read(archive, name, append, out, err);
}
