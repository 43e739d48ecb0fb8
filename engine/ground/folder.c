/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder.h"

#include "buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Makes the entry of a new folder durable: fsync of its parent. */
static bool sync_above(const char *path, struct error *err)
{
	struct buf above = {0};
	buf_put_format(&above, "%s/..", path);
	buf_put_byte(&above, 0);
	bool ok = above.failed ? error_set_memory(err)
			       : folder_sync(above.bytes, err);
	buf_free(&above);
	return ok;
}

bool folder_make(const char *path, struct error *err)
{
	if (mkdir(path, 0700) == 0)
		return sync_above(path, err);
	struct stat status;
	if (errno == EEXIST && stat(path, &status) == 0) {
		if (S_ISDIR(status.st_mode))
			return true;
		errno = ENOTDIR;
	}
	return error_set_errno(err, "cannot make the folder %s", path);
}

bool folder_make_all(const char *path, struct error *err)
{
	char *copy = strdup(path);
	if (!copy)
		return error_set_memory(err);
	bool ok = true;
	char *slash = *copy ? strchr(copy + 1, '/') : NULL;
	for (; ok && slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		ok = folder_make(copy, err);
		*slash = '/';
	}
	free(copy);
	return ok && folder_make(path, err);
}

bool folder_remove(const char *path, struct error *err)
{
	DIR *folder = opendir(path);
	if (!folder)
		return errno == ENOENT ||
		       error_set_errno(err, "cannot read the folder %s", path);
	bool ok = true;
	for (struct dirent *entry; ok && (entry = readdir(folder));) {
		if (strcmp(entry->d_name, ".") == 0 ||
			strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(dirfd(folder), entry->d_name, 0) != 0)
			ok = error_set_errno(err, "cannot remove %s/%s", path,
				entry->d_name);
	}
	closedir(folder);
	if (ok && rmdir(path) != 0)
		ok = error_set_errno(err, "cannot remove %s", path);
	return ok;
}

bool folder_sync(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return error_set_errno(err, "cannot open the folder %s", path);
	bool ok = fsync(fd) == 0 ||
		  error_set_errno(err, "cannot sync the folder %s", path);
	close(fd);
	return ok;
}

bool folder_link(const char *folder, const char *name, const char *target,
	struct error *err)
{
	struct buf path = {0}, next = {0};
	buf_put_format(&path, "%s/%s", folder, name);
	buf_put_byte(&path, 0);
	buf_put_format(&next, "%s/%s.next", folder, name);
	buf_put_byte(&next, 0);
	bool ok = (!path.failed && !next.failed) || error_set_memory(err);
	if (ok && unlink(next.bytes) != 0 && errno != ENOENT)
		ok = error_set_errno(err, "cannot remove %s", next.bytes);
	if (ok && symlink(target, next.bytes) != 0)
		ok = error_set_errno(err, "cannot make %s", next.bytes);
	if (ok && rename(next.bytes, path.bytes) != 0)
		ok = error_set_errno(err, "cannot replace %s", path.bytes);
	buf_free(&path);
	buf_free(&next);
	return ok;
}

bool folder_lock(const char *folder, int *lock, struct error *err)
{
	struct buf path = {0};
	buf_put_format(&path, "%s/lock", folder);
	buf_put_byte(&path, 0);
	if (path.failed) {
		buf_free(&path);
		return error_set_memory(err);
	}
	bool ok = true;
	int fd = open(
		path.bytes, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	struct flock wanted = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fd < 0) {
		ok = error_set_errno(err, "cannot open %s", path.bytes);
	} else if (fcntl(fd, F_SETLK, &wanted) != 0) {
		if (errno != EACCES && errno != EAGAIN)
			ok = error_set_errno(err, "cannot lock %s", path.bytes);
		else if (fcntl(fd, F_GETLK, &wanted) == 0 &&
			 wanted.l_type != F_UNLCK)
			ok = error_set(err, ERROR_LOCKED,
				"the index in %s is being written by process "
				"%ld; wait for it to end",
				folder, (long)wanted.l_pid);
		else
			ok = error_set(err, ERROR_LOCKED,
				"the index in %s is being written by another "
				"process; wait for it to end",
				folder);
	}
	if (ok)
		*lock = fd;
	else if (fd >= 0)
		close(fd);
	buf_free(&path);
	return ok;
}

void folder_unlock(int lock)
{
	if (lock >= 0)
		close(lock);
}
