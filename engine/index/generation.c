/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generation.h"

#include "buf.h"
#include "folder.h"
#include "segment.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CURRENT "current"
#define NEXT "next"

static char *join(const char *path, const char *name, struct error *err)
{
	struct buf whole = {0};
	buf_put_format(&whole, "%s/%s", path, name);
	buf_put_byte(&whole, 0);
	if (whole.failed) {
		buf_free(&whole);
		error_set_memory(err);
	}
	return whole.bytes;
}

static void name_of(unsigned number, char name[16])
{
	snprintf(name, 16, "g%06u", number);
}

/* The number in a name, 0 when it is no generation's. */
static unsigned number_of(const char *name)
{
	char same[16];
	unsigned number = (unsigned)strtoul(name + (*name == 'g'), NULL, 10);
	name_of(number, same);
	return strcmp(name, same) == 0 ? number : 0;
}

/* Reads a link to a generation. */
static bool read_link(
	const char *path, const char *name, unsigned *number, struct error *err)
{
	*number = 0;
	char *link = join(path, name, err);
	if (!link)
		return false;
	char target[64];
	ssize_t length = readlink(link, target, sizeof target - 1);
	int cause = errno;
	free(link);
	if (length < 0 && (cause == ENOENT || cause == ENOTDIR))
		return true;
	if (length < 0 && cause != EINVAL) {
		errno = cause;
		return error_set_errno(
			err, "cannot read the index in %s", path);
	}
	target[length < 0 ? 0 : length] = '\0';
	*number = number_of(target);
	return *number || error_set(err, ERROR_CORRUPT,
				  "%s/%s does not name a generation of an "
				  "index",
				  path, name);
}

/* The same; 0 where the link names no generation. */
static bool read_mark(
	const char *path, const char *name, unsigned *number, struct error *err)
{
	struct error cause = {0};
	return read_link(path, name, number, &cause) ||
	       cause.code == ERROR_CORRUPT ||
	       error_set(err, cause.code, "%s", cause.text);
}

bool generation_current(const char *path, unsigned *number, struct error *err)
{
	return read_link(path, CURRENT, number, err);
}

char *generation_path(const char *path, unsigned number, struct error *err)
{
	char name[16];
	name_of(number, name);
	return join(path, name, err);
}

static int compare_numbers(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	return x < y ? -1 : x > y;
}

bool generation_list(
	const char *path, unsigned **number, size_t *count, struct error *err)
{
	struct buf found = {0};
	unsigned unfinished;
	*number = NULL;
	*count = 0;
	if (!read_mark(path, NEXT, &unfinished, err))
		return false;
	DIR *folder = opendir(path);
	if (!folder)
		return errno == ENOENT ||
		       error_set_errno(err, "cannot read the folder %s", path);
	for (struct dirent *entry; (entry = readdir(folder));) {
		unsigned n = number_of(entry->d_name);
		if (n && n != unfinished)
			buf_put(&found, &n, sizeof n);
	}
	closedir(folder);
	if (found.failed) {
		buf_free(&found);
		return error_set_memory(err);
	}
	*number = (unsigned *)(void *)found.bytes;
	*count = found.length / sizeof **number;
	if (*count)
		qsort(*number, *count, sizeof **number, compare_numbers);
	return true;
}

bool generation_start(
	const char *path, unsigned current, unsigned *number, struct error *err)
{
	unsigned *known;
	size_t count;
	char name[16];
	if (!generation_list(path, &known, &count, err))
		return false;
	*number = count && known[count - 1] > current ? known[count - 1] + 1
						      : current + 1;
	free(known);
	name_of(*number, name);
	char *whole = join(path, name, err);
	/* Marked first: what is found with the mark is ours to remove. */
	bool ok = whole && folder_link(path, NEXT, name, err) &&
		  folder_sync(path, err) && folder_make(whole, err);
	free(whole);
	return ok;
}

static bool unmark(const char *path, struct error *err)
{
	char *link = join(path, NEXT, err);
	if (!link)
		return false;
	bool ok = unlink(link) == 0 || errno == ENOENT ||
		  error_set_errno(err, "cannot remove %s", link);
	free(link);
	return ok;
}

bool generation_publish(const char *path, unsigned number, struct error *err)
{
	char name[16];
	name_of(number, name);
	return folder_sync(path, err) &&
	       folder_link(path, CURRENT, name, err) &&
	       folder_sync(path, err) && unmark(path, err);
}

/* Whether all that lies in the folder is of a database: another folder that is
 * called so is let alone. */
static bool is_database(const char *path, bool *is, struct error *err)
{
	DIR *folder = opendir(path);
	bool ours = folder != NULL;
	*is = false;
	if (!folder)
		return errno == ENOENT || errno == ENOTDIR ||
		       error_set_errno(err, "cannot read the folder %s", path);
	for (struct dirent *entry; ours && (entry = readdir(folder));) {
		const char *name = entry->d_name;
		const char *dot = strrchr(name, '.');
		ours = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
		       strcmp(name, "iamglass") == 0 ||
		       strcmp(name, "flintlock") == 0 ||
		       segment_is_file(name) ||
		       (dot && (strcmp(dot, ".glass") == 0 ||
				       strcmp(dot, ".tmp") == 0));
	}
	closedir(folder);
	*is = ours;
	return true;
}

static bool remove_one(const char *path, unsigned number, struct error *err)
{
	char *whole = generation_path(path, number, err);
	bool ours;
	bool ok = whole && is_database(whole, &ours, err) &&
		  (!ours || folder_remove(whole, err));
	free(whole);
	return ok;
}

bool generation_drop_unfinished(const char *path, struct error *err)
{
	unsigned number, current;
	if (!read_mark(path, NEXT, &number, err) ||
		!read_mark(path, CURRENT, &current, err))
		return false;
	/* What was published may still be marked. */
	if (number && number != current && !remove_one(path, number, err))
		return false;
	return unmark(path, err);
}

bool generation_prune(const char *path, unsigned current, unsigned before,
	unsigned keep, struct error *err)
{
	unsigned *number;
	size_t count;
	if (!generation_list(path, &number, &count, err))
		return false;
	bool ok = true;
	for (size_t i = count; ok && i > 0; i--) {
		unsigned n = number[i - 1];
		if (n == current)
			continue;
		if (n <= before && keep)
			keep--;
		else
			ok = remove_one(path, n, err);
	}
	free(number);
	return ok;
}
