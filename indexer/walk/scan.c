/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan.h"

#include "hash.h"
#include "sidecar_name.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	OPEN_FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK |
		      O_NOCTTY | O_CLOEXEC,
	OPEN_FILE = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
};

/* The names in one folder. */
struct names {
	char **name;
	size_t count, capacity;
	struct arena arena;
};

static bool walk(struct scan *scan, int fd, struct buf *path, int depth,
	struct error *err);

static bool names_add(struct names *names, const char *name)
{
	char **grown = array_room(
		names->name, names->count, &names->capacity, sizeof *grown);
	if (!grown)
		return false;
	names->name = grown;
	char *copy = arena_copy(&names->arena, slice_text(name));
	if (!copy)
		return false;
	names->name[names->count++] = copy;
	return true;
}

static void names_free(struct names *names)
{
	arena_free(&names->arena);
	free(names->name);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int compare_files(const void *a, const void *b)
{
	return strcmp(((const struct scan_file *)a)->path,
		((const struct scan_file *)b)->path);
}

/* Tells of something passed over because of errno. */
static bool skip_errno(struct scan *scan, const char *path, struct error *err)
{
	char reason[120];
	int cause = errno;
	/* No property of the file: the next run would believe it gone. */
	if (cause == ENOMEM)
		return error_set_memory(err);
	if (strerror_r(cause, reason, sizeof reason) != 0)
		snprintf(reason, sizeof reason, "error %d", cause);
	return scan->skipped(scan->context, path, true, reason, err);
}

static int64_t time_ns(const struct timespec *time)
{
	return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

static struct stamp_look look_of(const struct stat *status)
{
	return (struct stamp_look){(uint64_t)status->st_size,
		time_ns(&status->st_mtim), time_ns(&status->st_ctim),
		(uint64_t)status->st_ino};
}

static bool add_file(struct scan *scan, const char *path,
	const struct stat *status, struct error *err)
{
	struct scan_file *grown = array_room(
		scan->file, scan->count, &scan->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	scan->file = grown;
	struct scan_file *file = &scan->file[scan->count];
	file->path = arena_copy(&scan->arena, slice_text(path));
	if (!file->path)
		return error_set_memory(err);
	file->sidecar = false;
	file->look = look_of(status);
	scan->count++;
	return true;
}

/* A change of the sidecar is a change of the file: sizes added, the later of
 * each time, and an inode that both make.  The names beside it, where they are
 * known, spare asking for what is not there. */
static bool note_sidecar(struct scan *scan, int fd, const struct names *beside,
	const char *name, struct error *err)
{
	struct scan_file *file = &scan->file[scan->count - 1];
	struct stat status;
	struct buf sidecar = {0};
	sidecar_name_of(name, &sidecar);
	bool failed = sidecar.failed;
	bool asked =
		!failed &&
		(!beside || bsearch(&sidecar.bytes, beside->name, beside->count,
				    sizeof *beside->name, compare_names));
	if (asked &&
		fstatat(fd, sidecar.bytes, &status, AT_SYMLINK_NOFOLLOW) == 0) {
		struct stamp_look look = look_of(&status);
		uint64_t inodes[] = {file->look.inode, look.inode};
		file->sidecar = true;
		file->look.size_bytes += look.size_bytes;
		file->look.inode = hash_bytes(
			slice_of((const char *)inodes, sizeof inodes));
		if (file->look.mtime_ns < look.mtime_ns)
			file->look.mtime_ns = look.mtime_ns;
		if (file->look.ctime_ns < look.ctime_ns)
			file->look.ctime_ns = look.ctime_ns;
	}
	buf_free(&sidecar);
	return !failed || error_set_memory(err);
}

static const char *kind_name(mode_t mode)
{
	if (S_ISLNK(mode))
		return "a symbolic link; links are not followed";
	if (S_ISFIFO(mode))
		return "a pipe, not a file";
	if (S_ISSOCK(mode))
		return "a socket, not a file";
	return "a device, not a file";
}

static bool enter(struct scan *scan, int fd, const char *name, struct buf *path,
	int depth, struct error *err)
{
	if (depth >= SCAN_MAX_DEPTH)
		return scan->skipped(scan->context, path->bytes, true,
			"too many folders inside each other", err);
	int below = openat(fd, name, OPEN_FOLDER);
	if (below < 0)
		return errno == ENOENT || skip_errno(scan, path->bytes, err);
	return walk(scan, below, path, depth + 1, err);
}

/* One of the names in a folder; path is its path from the top, terminated. */
static bool visit(struct scan *scan, int fd, const struct names *names,
	const char *name, struct buf *path, int depth, struct error *err)
{
	struct stat status;
	if (name[0] == '.') {
		scan->ignored++;
		return true;
	}
	if (path->length > SCAN_MAX_PATH_BYTES)
		return scan->skipped(scan->context, path->bytes, false,
			"the path is too long", err);
	if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || skip_errno(scan, path->bytes, err);
	if (S_ISDIR(status.st_mode))
		return enter(scan, fd, name, path, depth, err);
	if (!S_ISREG(status.st_mode))
		return scan->skipped(scan->context, path->bytes, false,
			kind_name(status.st_mode), err);
	if (sidecar_name_is(name))
		return true;
	if (!scan->is_wanted(name)) {
		scan->ignored++;
		return true;
	}
	return add_file(scan, path->bytes, &status, err) &&
	       note_sidecar(scan, fd, names, name, err);
}

/* Reads the names in a folder; false with errno set. */
static bool read_names(DIR *folder, struct names *names)
{
	for (;;) {
		errno = 0;
		struct dirent *entry = readdir(folder);
		if (!entry)
			return errno == 0;
		if (strcmp(entry->d_name, ".") == 0 ||
			strcmp(entry->d_name, "..") == 0)
			continue;
		if (!names_add(names, entry->d_name)) {
			errno = ENOMEM;
			return false;
		}
	}
}

/* Walks an open folder, which it closes.  path is without '/' at its end, and
 * as before afterwards. */
static bool walk(struct scan *scan, int fd, struct buf *path, int depth,
	struct error *err)
{
	struct names names = {0};
	size_t base = path->length;
	/* Told before it is read: what comes later is the listener's. */
	bool ok = !scan->entered ||
		  scan->entered(scan->context, base ? path->bytes : "", err);
	DIR *folder = fdopendir(fd);
	if (!folder)
		close(fd);
	if (!ok)
		goto out;
	if (!folder || !read_names(folder, &names)) {
		if (base == 0)
			ok = error_set_errno(err, "cannot read the folder");
		else
			ok = skip_errno(scan, path->bytes, err);
		goto out;
	}
	if (names.count)
		qsort(names.name, names.count, sizeof *names.name,
			compare_names);
	for (size_t i = 0; ok && i < names.count; i++) {
		path->length = base;
		if (base)
			buf_put_byte(path, '/');
		buf_put_text(path, names.name[i]);
		buf_put_byte(path, 0);
		if (path->failed) {
			ok = error_set_memory(err);
			break;
		}
		path->length--;
		ok = visit(scan, dirfd(folder), &names, names.name[i], path,
			depth, err);
	}
out:
	path->length = base;
	names_free(&names);
	if (folder)
		closedir(folder);
	return ok;
}

bool scan_folder(struct scan *scan, const char *folder, struct error *err)
{
	int fd = open(folder, OPEN_FOLDER);
	if (fd < 0)
		return error_set_errno(
			err, "cannot read the folder %s", folder);
	struct buf path = {0};
	bool ok = walk(scan, fd, &path, 0, err);
	buf_free(&path);
	if (ok && scan->count)
		qsort(scan->file, scan->count, sizeof *scan->file,
			compare_files);
	return ok;
}

bool scan_one(struct scan *scan, const char *folder, const char *name,
	struct error *err)
{
	struct stat status;
	int fd = open(folder, OPEN_FOLDER);
	if (fd < 0)
		return error_set_errno(
			err, "cannot read the folder %s", folder);
	bool ok = fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ||
		  error_set_errno(err, "cannot read %s/%s", folder, name);
	ok = ok && add_file(scan, name, &status, err) &&
	     note_sidecar(scan, fd, NULL, name, err);
	close(fd);
	return ok;
}

void scan_free(struct scan *scan)
{
	free(scan->file);
	arena_free(&scan->arena);
	scan->file = NULL;
	scan->count = scan->capacity = 0;
}

/* Opens the last part of a path under the open folder, which it closes. */
static int open_below(int folder, const char *path)
{
	char part[256]; /* no file system has longer names */
	for (;;) {
		const char *slash = strchr(path, '/');
		size_t length = slash ? (size_t)(slash - path) : strlen(path);
		int fd = -1;
		if (length < sizeof part) {
			memcpy(part, path, length);
			part[length] = '\0';
			fd = openat(
				folder, part, slash ? OPEN_FOLDER : OPEN_FILE);
		} else {
			errno = ENAMETOOLONG;
		}
		int cause = errno;
		close(folder);
		errno = cause;
		if (fd < 0 || !slash)
			return fd;
		folder = fd;
		path = slash + 1;
	}
}

int scan_open(const char *folder, const char *path)
{
	struct stat status;
	int top = open(folder, OPEN_FOLDER);
	int fd = top < 0 ? -1 : open_below(top, path);
	if (fd >= 0 && (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))) {
		close(fd);
		errno = ELOOP; /* what an O_NOFOLLOW says of a swapped file */
		fd = -1;
	}
	return fd;
}
