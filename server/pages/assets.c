/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assets.h"

#include "brotli.h"
#include "etag.h"
#include "gzip.h"
#include "hash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char lasting_folder[] = "/a/";

struct assets {
	char fingerprint[ASSETS_FINGERPRINT_LENGTH + 1];
	size_t count;
	struct asset asset[ASSETS_MAX_COUNT];
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
static char *path_of(const char *name, bool page)
{
	struct buf path = {0};
	size_t length = strlen(name);
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
		ok = info.st_size <= ASSETS_MAX_BYTES &&
		     assets->count < ASSETS_MAX_COUNT;
		if (!ok) {
			error_set(err, ERROR_LIMIT,
				"%s/%s is over the limit of %d files of %d "
				"bytes",
				folder, name, ASSETS_MAX_COUNT,
				ASSETS_MAX_BYTES);
			goto out;
		}
		assets->count++;
		asset->type = type;
		asset->page = strncmp(type, "text/html", 9) == 0;
		asset->path = path_of(name, asset->page);
		ok = asset->path || error_set_memory(err);
		if (ok && !read_body(fd, (size_t)info.st_size,
				  &asset->form[CODING_PLAIN].made))
			ok = error_set_errno(
				err, "cannot read %s/%s", folder, name);
	}
out:
	if (fd >= 0)
		close(fd);
	return ok;
}

static const struct asset *find_path(
	const struct assets *assets, struct slice path)
{
	for (size_t i = 0; i < assets->count; i++)
		if (slice_equal(slice_text(assets->asset[i].path), path))
			return &assets->asset[i];
	return NULL;
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
	if (ok && !find_path(assets, slice_text("/")))
		ok = error_set(err, ERROR_NOT_FOUND,
			"there is no index.html in %s; name the folder of the "
			"pages with --web DIR",
			folder);
	return ok;
}

/* ---- making ready ---- */

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct asset *)a)->path,
		((const struct asset *)b)->path);
}

/* From the names and bytes of all files but the pages. */
static bool make_fingerprint(struct assets *assets)
{
	struct buf all = {0};
	for (size_t i = 0; i < assets->count; i++) {
		const struct asset *asset = &assets->asset[i];
		if (asset->page)
			continue;
		buf_put_string(&all, slice_text(asset->path));
		buf_put_string(
			&all, buf_slice(&asset->form[CODING_PLAIN].made));
	}
	bool ok = !all.failed;
	snprintf(assets->fingerprint, sizeof assets->fingerprint, "%016" PRIx64,
		hash_bytes(buf_slice(&all)));
	buf_free(&all);
	return ok;
}

/* The address that stands in ="..." at the start of the text, when it is that
 * of a file we hold and no page; else empty. */
static struct slice address_at(const struct assets *assets, struct slice text)
{
	struct slice none = slice_of(text.bytes, 0);
	if (text.length < 3 || memcmp(text.bytes, "=\"/", 3) != 0)
		return none;
	const char *end = memchr(text.bytes + 2, '"', text.length - 2);
	if (!end)
		return none;
	struct slice address = slice_of(
		text.bytes + 2, (size_t)(end - text.bytes) - 2);
	const struct asset *asset = find_path(assets, address);
	return asset && !asset->page ? address : none;
}

/* Makes a page point at the lasting addresses. */
static bool rewrite_page(const struct assets *assets, struct buf *page)
{
	struct buf rewritten = {0};
	struct slice rest = buf_slice(page);
	while (rest.length) {
		struct slice address = address_at(assets, rest);
		size_t taken = address.length ? 2 + address.length : 1;
		if (address.length) {
			buf_put_text(&rewritten, "=\"");
			buf_put_text(&rewritten, lasting_folder);
			buf_put_text(&rewritten, assets->fingerprint);
			buf_put_slice(&rewritten, address);
		} else {
			buf_put_byte(&rewritten, (unsigned char)*rest.bytes);
		}
		rest = slice_of(rest.bytes + taken, rest.length - taken);
	}
	buf_free(page);
	*page = rewritten;
	return !rewritten.failed;
}

static const struct asset_ready *find_ready(
	const struct assets_ready *ready, struct slice plain)
{
	uint64_t hash = hash_bytes(plain);
	for (size_t i = 0; ready && i < ready->count; i++)
		if (ready->row[i].hash == hash &&
			ready->row[i].plain_bytes == plain.length)
			return &ready->row[i];
	return NULL;
}

/* Compresses a file; a form that saves too little stays empty. */
static bool make_forms(struct asset *asset)
{
	struct slice plain = asset->form[CODING_PLAIN].bytes;
	struct asset_form *brotli = &asset->form[CODING_BROTLI];
	struct asset_form *gzip = &asset->form[CODING_GZIP];
	if (!brotli_compress(plain, &brotli->made) ||
		!gzip_compress(plain, GZIP_SMALL, &gzip->made))
		return false;
	for (size_t i = 0; i < CODING_PLAIN; i++) {
		struct asset_form *form = &asset->form[i];
		if (form->made.length > plain.length - plain.length / 8)
			buf_free(&form->made);
		form->bytes = buf_slice(&form->made);
	}
	return true;
}

/* Finds or makes the other forms of a file, and gives each its ETag. */
static bool take_forms(struct asset *asset, const struct assets_ready *ready)
{
	struct slice plain = buf_slice(&asset->form[CODING_PLAIN].made);
	asset->form[CODING_PLAIN].bytes = plain;
	if (plain.length >= ASSETS_MIN_CODED_BYTES) {
		const struct asset_ready *found = find_ready(ready, plain);
		for (size_t i = 0; found && i < CODING_PLAIN; i++)
			asset->form[i].bytes = found->form[i];
		if (!found && !make_forms(asset))
			return false;
	}
	for (size_t i = 0; i < CODING_COUNT; i++) {
		struct asset_form *form = &asset->form[i];
		form->held = i == CODING_PLAIN || form->bytes.length > 0;
		if (form->held)
			etag_of_bytes(form->bytes, form->etag);
	}
	return true;
}

static bool make_ready(struct assets *assets, const struct assets_ready *ready,
	struct error *err)
{
	qsort(assets->asset, assets->count, sizeof *assets->asset, by_path);
	bool ok = make_fingerprint(assets);
	for (size_t i = 0; ok && i < assets->count; i++) {
		struct asset *asset = &assets->asset[i];
		if (asset->page)
			ok = rewrite_page(
				assets, &asset->form[CODING_PLAIN].made);
		ok = ok && take_forms(asset, ready);
	}
	return ok || error_set_memory(err);
}

struct assets *assets_load(
	const char *folder, const struct assets_ready *ready, struct error *err)
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
	if (ok && make_ready(assets, ready, err))
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
		for (size_t form = 0; form < CODING_COUNT; form++)
			buf_free(&assets->asset[i].form[form].made);
	}
	free(assets);
}

const struct asset *assets_at(const struct assets *assets, size_t i)
{
	return i < assets->count ? &assets->asset[i] : NULL;
}

/* ---- answering ---- */

/* Takes /a/FINGERPRINT off the path.  False when it does not begin so. */
static bool take_fingerprint(struct slice *path, struct slice *fingerprint)
{
	size_t before = strlen(lasting_folder);
	size_t length = before + ASSETS_FINGERPRINT_LENGTH;
	if (path->length <= length ||
		memcmp(path->bytes, lasting_folder, before) != 0)
		return false;
	*fingerprint = slice_of(
		path->bytes + before, ASSETS_FINGERPRINT_LENGTH);
	for (size_t i = 0; i < fingerprint->length; i++) {
		char c = fingerprint->bytes[i];
		if ((c < '0' || c > '9') && (c < 'a' || c > 'f'))
			return false;
	}
	*path = slice_of(path->bytes + length, path->length - length);
	return true;
}

const struct asset *assets_find(
	const struct assets *assets, struct slice path, bool *lasting)
{
	struct slice fingerprint;
	bool named = take_fingerprint(&path, &fingerprint);
	const struct asset *asset = find_path(assets, path);
	*lasting = named &&
		   slice_equal(fingerprint, slice_text(assets->fingerprint));
	return asset && !(named && asset->page) ? asset : NULL;
}

void assets_answer(const struct asset *asset, bool lasting,
	struct slice accept_encoding, struct reply *reply)
{
	bool held[CODING_COUNT];
	for (size_t i = 0; i < CODING_COUNT; i++)
		held[i] = asset->form[i].held;
	enum coding coding = coding_choose(accept_encoding, held);
	const struct asset_form *form = &asset->form[coding];
	reply->status = 200;
	reply->type = asset->type;
	reply->coding = coding_name(coding);
	reply->varies = held[CODING_BROTLI] || held[CODING_GZIP];
	reply->lasting = lasting;
	reply->lent = form->bytes;
	memcpy(reply->etag, form->etag, sizeof reply->etag);
}
