/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive.h - the one file over libzip: the parts of a ZIP file, which DOCX,
 * ODT and EPUB are.
 *
 * A part is read as far as the limits allow, whatever its header says: at most
 * ARCHIVE_MAX_ENTRIES parts, and in all no more than ARCHIVE_MAX_RATIO times
 * the file's bytes (ARCHIVE_FREE_BYTES are always allowed).  Archives inside
 * are never opened.
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

/* The bytes stay the caller's, and in use. */
struct archive *archive_open(struct slice bytes, struct error *err);
void archive_close(struct archive *archive);

bool archive_has(struct archive *archive, const char *name);

/* Gives a part's bytes to take, piece by piece. */
typedef bool archive_take(
	void *context, struct slice piece, bool last, struct error *err);
bool archive_read(struct archive *archive, const char *name, archive_take *take,
	void *context, struct error *err);

/* Appends a part's bytes. */
bool archive_whole(struct archive *archive, const char *name, struct buf *out,
	struct error *err);

#endif
