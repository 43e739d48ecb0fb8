/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.h - folders on disk: create, remove, fsync, replace a link atomically,
 * lock.
 *
 * Durable means: survives a power failure once the function has returned.
 * All set the codes of error_set_errno: ERROR_NOT_FOUND where the path (or the
 * folder above it) does not exist, else ERROR_IO.
 */
#ifndef TELUSUR_FOLDER_H
#define TELUSUR_FOLDER_H

#include "errors.h"

/* Creates a folder with mode 0700 and makes its entry durable.  A folder that
 * exists already is a success. */
bool folder_make(const char *path, struct error *err);
/* The same, with its parent folders. */
bool folder_make_all(const char *path, struct error *err);

/* Removes a folder and the files in it; subfolders are an error.  A folder that
 * does not exist is a success. */
bool folder_remove(const char *path, struct error *err);

/* fsync of the folder: makes its entries durable. */
bool folder_sync(const char *path, struct error *err);

/* Points the symbolic link folder/name at target, atomically (by a rename).
 * Not durable before folder_sync. */
bool folder_link(const char *folder, const char *name, const char *target,
	struct error *err);

/* Takes the file lock folder/lock (fcntl) without waiting and puts its file
 * descriptor into *lock.  ERROR_LOCKED names the process that holds it.  The
 * lock ends with folder_unlock or with the process. */
bool folder_lock(const char *folder, int *lock, struct error *err);
/* A negative descriptor is ignored. */
void folder_unlock(int lock);

#endif
