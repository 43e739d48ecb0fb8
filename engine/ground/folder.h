/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.h - the few things an index needs of the file system, each durable
 * or refused with a reason.
 */
#ifndef TELUSUR_FOLDER_H
#define TELUSUR_FOLDER_H

#include "errors.h"

/* Makes a folder that only its owner may enter, and its name durable; it may
 * be there already. */
bool folder_make(const char *path, struct error *err);
/* The same with the folders above it. */
bool folder_make_all(const char *path, struct error *err);

/* Removes a folder that holds only files; it may be missing. */
bool folder_remove(const char *path, struct error *err);

/* Makes the names in the folder durable. */
bool folder_sync(const char *path, struct error *err);

/* Points the symbolic link folder/name at target, atomically. */
bool folder_link(const char *folder, const char *name, const char *target,
	struct error *err);

/* Takes the lock folder/lock without waiting; ERROR_LOCKED names the process
 * that has it.  The lock ends with folder_unlock or the process. */
bool folder_lock(const char *folder, int *lock, struct error *err);
void folder_unlock(int lock);

#endif
