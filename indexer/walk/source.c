/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath is in POSIX's XSI part */

#include "source.h"

#include "buf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *copy_of(const char *text, size_t length, struct error *err)
{
	char *copy = malloc(length + 1);
	if (!copy) {
		error_set_memory(err);
		return NULL;
	}
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

/* Parts the path of a file into its folder and its name. */
static bool part(struct source *source, struct error *err)
{
	const char *slash = strrchr(source->path, '/');
	size_t length = (size_t)(slash - source->path);
	source->folder = copy_of(source->path, length ? length : 1, err);
	source->name = copy_of(slash + 1, strlen(slash + 1), err);
	return source->folder && source->name;
}

bool source_find(struct source *source, const char *given,
	bool (*is_wanted)(const char *name), struct error *err)
{
	struct stat status;
	*source = (struct source){0};
	source->path = realpath(given, NULL);
	if (!source->path || stat(source->path, &status) != 0)
		return error_set_errno(err, "cannot read the source %s", given);
	if (S_ISDIR(status.st_mode)) {
		if (access(source->path, R_OK | X_OK) != 0)
			return error_set_errno(
				err, "cannot read the folder %s", given);
		source->folder = copy_of(
			source->path, strlen(source->path), err);
		return source->folder;
	}
	if (!S_ISREG(status.st_mode))
		return error_set(err, ERROR_IO,
			"the source %s is neither a folder nor a file", given);
	if (!is_wanted(source->path))
		return error_set(err, ERROR_IO,
			"the source %s is of no kind that can be read; "
			"telusur-index --help lists those",
			given);
	return part(source, err);
}

void source_free(struct source *source)
{
	free(source->path);
	free(source->folder);
	free(source->name);
	*source = (struct source){0};
}

/* The absolute path of what may not be there yet. */
static char *future_path(const char *path, struct error *err)
{
	size_t length = strlen(path);
	char *start = copy_of(path, length, err);
	char *real = NULL;
	struct buf whole = {0};
	while (start && !(real = realpath(start[0] ? start : ".", NULL))) {
		if (errno != ENOENT || !start[0]) {
			error_set_errno(err, "cannot read %s", path);
			break;
		}
		/* What is not there has no links: go up one folder. */
		while (length && start[length - 1] == '/')
			length--;
		while (length && start[length - 1] != '/')
			length--;
		/* "/" itself is always there. */
		start[length] = '\0';
	}
	if (real) {
		buf_put_format(&whole, "%s/%s", real, path + length);
		buf_put_byte(&whole, 0);
		if (whole.failed) {
			error_set_memory(err);
			buf_free(&whole);
		}
	}
	free(real);
	free(start);
	return whole.bytes;
}

bool source_check_index(
	const struct source *source, const char *index, struct error *err)
{
	if (source->name)
		return true;
	char *path = future_path(index, err);
	if (!path)
		return false;
	size_t length = strlen(source->path);
	if (source->path[length - 1] == '/')
		length--; /* the source is "/" */
	bool inside = strncmp(path, source->path, length) == 0 &&
		      path[length] == '/';
	free(path);
	return !inside || error_set(err, ERROR_USAGE,
				  "the index %s lies in the source %s; "
				  "give another --index",
				  index, source->path);
}
