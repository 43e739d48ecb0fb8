#include "asset.h"

#include "etag.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct assets {
	size_t count;
	struct asset asset[ASSET_MAX_COUNT];
};

static const char *type_of(const char *extension)
{
	static const struct {
		const char *extension, *type;
	} types[] = {
		{".html", "text/html; charset=utf-8"},
		{".css", "text/css; charset=utf-8"},
		{".js", "text/javascript; charset=utf-8"},
		{".svg", "image/svg+xml"},
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].extension, extension) == 0)
			return types[i].type;
	return NULL;
}

/* "/" and the name, without what a page's address does not show. */
static char *path_of(const char *name)
{
	struct buf path = {0};
	size_t length = strlen(name);
	bool page = length > 5 && strcmp(name + length - 5, ".html") == 0;
	buf_put_byte(&path, '/');
	if (strcmp(name, "index.html") != 0)
		buf_put(&path, name, page ? length - 5 : length);
	buf_put_byte(&path, 0);
	if (path.failed)
		buf_free(&path);
	return path.bytes;
}

static bool read_body(int fd, size_t length, struct buf *body)
{
	if (!buf_reserve(body, length + 1)) {
		errno = ENOMEM;
		return false;
	}
	while (body->length < length) {
		ssize_t got = read(
			fd, body->bytes + body->length, length - body->length);
		if (got < 0)
			return false;
		if (got == 0)
			break;
		body->length += (size_t)got;
	}
	return true;
}

/* Reads one file; what is not a regular one is passed over. */
static bool load_file(struct assets *assets, const char *folder, int parent,
	const char *name, const char *type, struct error *err)
{
	int fd = openat(
		parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && errno == ELOOP)
		return true;
	struct stat info;
	bool ok = fd >= 0 && fstat(fd, &info) == 0;
	if (!ok) {
		error_set_errno(err, "cannot read %s/%s", folder, name);
	} else if (S_ISREG(info.st_mode)) {
		struct asset *asset = &assets->asset[assets->count];
		ok = info.st_size <= ASSET_MAX_BYTES &&
		     assets->count < ASSET_MAX_COUNT;
		if (!ok) {
			error_set(err, ERROR_LIMIT,
				"%s/%s is over the limit of %d files of %d "
				"bytes",
				folder, name, ASSET_MAX_COUNT, ASSET_MAX_BYTES);
			goto out;
		}
		assets->count++;
		asset->type = type;
		asset->path = path_of(name);
		ok = asset->path || error_set_memory(err);
		if (ok && !read_body(fd, (size_t)info.st_size, &asset->body))
			ok = error_set_errno(
				err, "cannot read %s/%s", folder, name);
		etag_of_bytes(buf_slice(&asset->body), asset->etag);
	}
out:
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool load_folder(
	struct assets *assets, const char *folder, DIR *dir, struct error *err)
{
	const struct dirent *entry;
	bool ok = true;
	while (ok && (entry = readdir(dir))) {
		const char *dot = strrchr(entry->d_name, '.');
		const char *type = dot ? type_of(dot) : NULL;
		if (type && entry->d_name[0] != '.')
			ok = load_file(assets, folder, dirfd(dir),
				entry->d_name, type, err);
	}
	if (ok && !assets_find(assets, slice_text("/")))
		ok = error_set(err, ERROR_NOT_FOUND,
			"there is no index.html in %s; name the folder of the "
			"pages with --web DIR",
			folder);
	return ok;
}

struct assets *assets_load(const char *folder, struct error *err)
{
	struct assets *assets = calloc(1, sizeof *assets);
	if (!assets) {
		error_set_memory(err);
		return NULL;
	}
	DIR *dir = opendir(folder);
	bool ok = dir ? load_folder(assets, folder, dir, err)
		      : error_set_errno(err,
				"cannot read the pages in %s (--web DIR names "
				"another folder)",
				folder);
	if (dir)
		closedir(dir);
	if (ok)
		return assets;
	assets_free(assets);
	return NULL;
}

void assets_free(struct assets *assets)
{
	if (!assets)
		return;
	for (size_t i = 0; i < assets->count; i++) {
		free(assets->asset[i].path);
		buf_free(&assets->asset[i].body);
	}
	free(assets);
}

const struct asset *assets_find(const struct assets *assets, struct slice path)
{
	for (size_t i = 0; i < assets->count; i++)
		if (slice_equal(slice_text(assets->asset[i].path), path))
			return &assets->asset[i];
	return NULL;
}
