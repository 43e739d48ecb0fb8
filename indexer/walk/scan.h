/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scan.h - what lies in a folder: the files that may hold essays, in an order
 * that depends on their names alone.
 *
 * Never follows a symbolic link, never opens what is no regular file, never
 * leaves the folder.  What it passes over, it tells.  A path is opened part by
 * part with O_NOFOLLOW, no part is "..": that gives what openat2 does with
 * RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS, on every kernel.
 */
#ifndef TELUSUR_SCAN_H
#define TELUSUR_SCAN_H

#include "buf.h"
#include "errors.h"
#include "stamp.h"

enum {
	SCAN_MAX_DEPTH = 64, /* folders in folders; one descriptor each */
	SCAN_MAX_PATH_BYTES = 4096, /* relative to the folder */
};

struct scan_file {
	const char *path; /* relative to the folder, any bytes but NUL */
	bool sidecar; /* there is one beside it, which the look includes */
	struct stamp_look look;
};

struct scan {
	/* Whether a file of the name may hold essays; others are ignored. */
	bool (*is_wanted)(const char *name);
	/* Told of what is passed over; may_hold says that essays may be below
	 * that this scan cannot see, so that they must not count as gone. */
	bool (*skipped)(void *context, const char *path, bool may_hold,
		const char *reason, struct error *err);
	/* Told of every folder that is walked, "" for the top; may be NULL. */
	bool (*entered)(void *context, const char *path, struct error *err);
	void *context;
	struct scan_file *file; /* sorted by path */
	size_t count, capacity;
	uint64_t ignored; /* hidden or of other kinds */
	struct arena arena;
};

/* Walks the folder.  Fails when the folder itself cannot be read. */
bool scan_folder(struct scan *scan, const char *folder, struct error *err);

/* Makes the list of one file, named by its folder and its name there. */
bool scan_one(struct scan *scan, const char *folder, const char *name,
	struct error *err);

void scan_free(struct scan *scan);

/* Opens a file by its path in the folder for reading: -1 with errno set when
 * it is not there, is no regular file, or a link lies on the way. */
int scan_open(const char *folder, const char *path);

#endif
