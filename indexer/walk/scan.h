/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scan.h - lists the files of a folder that may hold essays, sorted by path, so
 * that the result does not depend on the file system.
 *
 * The scan follows no symbolic link, opens only regular files and never leaves
 * the folder.  What it skips, it reports.  A path is opened component by
 * component with O_NOFOLLOW, and no component is "..".  That has the effect of
 * openat2 with RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS, on every kernel.
 */
#ifndef TELUSUR_SCAN_H
#define TELUSUR_SCAN_H

#include "buf.h"
#include "errors.h"
#include "stamp.h"

enum {
	SCAN_MAX_DEPTH = 64, /* nested folders; each holds one descriptor */
	SCAN_MAX_PATH_BYTES = 4096, /* of a path relative to the folder */
};

struct scan_file {
	const char *path; /* relative to the folder; any bytes but NUL */
	bool sidecar; /* it has a sidecar; look then describes both files */
	struct stamp_look look; /* size, times and inode */
};

struct scan {
	/* Whether a file of this name may hold essays; others are ignored. */
	bool (*is_wanted)(const char *name);
	/* Called for each path that is skipped.  may_hold: the path may hold
	 * essays that this scan could not see, so the caller must not treat
	 * them as gone. */
	bool (*skipped)(void *context, const char *path, bool may_hold,
		const char *reason, struct error *err);
	/* Called for each folder before it is read, "" for the top.  NULL: no
	 * call. */
	bool (*entered)(void *context, const char *path, struct error *err);
	void *context; /* first argument of both callbacks */
	struct scan_file *file; /* sorted by path */
	size_t count, capacity;
	uint64_t ignored; /* hidden files, and files that are not wanted */
	struct arena arena; /* owns the paths */
};

/* Fills file and count from the folder and all folders below it.  The caller
 * has set the callbacks and zeroed the rest.  Errors: ERROR_NOT_FOUND and
 * ERROR_IO if the folder itself cannot be read, ERROR_MEMORY, and what the
 * callbacks set.  Folders below that cannot be read are skipped. */
bool scan_folder(struct scan *scan, const char *folder, struct error *err);

/* Fills file and count with one file of the folder.  Errors: ERROR_NOT_FOUND,
 * ERROR_IO, ERROR_MEMORY. */
bool scan_one(struct scan *scan, const char *folder, const char *name,
	struct error *err);

void scan_free(struct scan *scan);

/* Opens the file at a path relative to the folder for reading.  Returns a
 * descriptor, or -1 with errno set; errno is ELOOP if a component is a link or
 * the file is not a regular one. */
int scan_open(const char *folder, const char *path);

#endif
