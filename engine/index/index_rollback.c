/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_rollback.h"

#include "folder.h"
#include "generation.h"
#include "index.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static bool check_readable(const char *path, unsigned number, struct error *err)
{
	char *generation = generation_path(path, number, err);
	struct xap_reader *reader =
		generation ? xap_reader_open(generation, err) : NULL;
	bool ok = reader && index_check_version(reader, generation, false, err);
	xap_reader_free(reader);
	free(generation);
	return ok;
}

static bool choose(const char *path, unsigned *number, struct error *err)
{
	unsigned current, *known;
	size_t count;
	struct error cause = {0};
	/* What cannot be read is what a rollback repairs. */
	if (!generation_current(path, &current, &cause)) {
		if (cause.code != ERROR_CORRUPT)
			return error_set(err, cause.code, "%s", cause.text);
		current = 0;
	}
	if (!generation_list(path, &known, &count, err))
		return false;
	*number = 0;
	if (count == 0) {
		free(known);
		return error_set(
			err, ERROR_NOT_FOUND, "there is no index in %s", path);
	}
	for (size_t i = 0; i < count; i++)
		if (current == 0 || known[i] < current)
			*number = known[i];
	free(known);
	return *number ||
	       error_set(err, ERROR_NOT_FOUND,
		       "there is no generation before the current one in %s",
		       path);
}

bool index_rollback(const char *path, unsigned *number, struct error *err)
{
	int lock = -1;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return error_set(
			err, ERROR_NOT_FOUND, "there is no index in %s", path);
	bool ok = folder_lock(path, &lock, err) && choose(path, number, err) &&
		  check_readable(path, *number, err) &&
		  generation_drop_unfinished(path, err) &&
		  generation_publish(path, *number, err);
	folder_unlock(lock);
	return ok;
}
