/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive.h - reads ZIP archives, which DOCX, ODT and EPUB files are; the only
 * user of libzip.
 *
 * Limits against ZIP bombs, whatever the archive's headers say: an archive has
 * at most ARCHIVE_MAX_ENTRIES entries, and all that is unpacked from it has at
 * most ARCHIVE_MAX_RATIO times the archive's bytes (ARCHIVE_FREE_BYTES are
 * always allowed).  Archives inside an archive are not opened.
 */
#ifndef TELUSUR_ARCHIVE_H
#define TELUSUR_ARCHIVE_H

#include "buf.h"
#include "errors.h"

enum {
	ARCHIVE_MAX_ENTRIES = 10000,
	ARCHIVE_MAX_RATIO = 100,
	ARCHIVE_FREE_BYTES = 1 << 20,
};

struct archive;

/* Opens an archive over bytes, which must stay valid until archive_close.
 * ERROR_CORRUPT (no ZIP file), ERROR_LIMIT (too many entries), ERROR_MEMORY. */
struct archive *archive_open(struct slice bytes, struct error *err);
void archive_close(struct archive *archive);

/* Whether the archive has an entry of this name. */
bool archive_has(struct archive *archive, const char *name);

/* Unpacks an entry and passes its bytes to take, piece by piece; the last piece
 * is empty.  ERROR_CORRUPT (no such entry, or damaged), ERROR_LIMIT (unpacks to
 * too much), and what take sets. */
typedef bool archive_take(
	void *context, struct slice piece, bool last, struct error *err);
bool archive_read(struct archive *archive, const char *name, archive_take *take,
	void *context, struct error *err);

/* Appends the bytes of an entry.  Errors as of archive_read, ERROR_MEMORY. */
bool archive_whole(struct archive *archive, const char *name, struct buf *out,
	struct error *err);

#endif
