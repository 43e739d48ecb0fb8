/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sidecar.h"

#include "date.h"
#include "index_write.h"
#include "read_file.h"
#include "scan.h"
#include "sidecar_name.h"
#include "title.h"

#include <errno.h>
#include <unistd.h>

void sidecar_free(struct sidecar *sidecar)
{
	buf_free(&sidecar->bytes);
	buf_free(&sidecar->title);
	buf_free(&sidecar->date);
	json_meta_free(&sidecar->meta);
	*sidecar = (struct sidecar){0};
}

static bool check(struct sidecar *sidecar, struct error *err)
{
	struct json_meta *meta = &sidecar->meta;
	if (!json_meta_sidecar(buf_slice(&sidecar->bytes), meta, err))
		return false;
	buf_clear(&sidecar->title);
	buf_clear(&sidecar->date);
	title_clean(buf_slice(&meta->title), &sidecar->title);
	date_field(buf_slice(&meta->date), &sidecar->date);
	if (sidecar->title.failed || sidecar->date.failed)
		return error_set_memory(err);
	if (meta->date.length && sidecar->date.length == 0)
		return error_set(err, ERROR_SYNTAX, "its \"date\" is no date");
	if (meta->author.length > INDEX_MAX_FIELD_BYTES ||
		meta->url.length > INDEX_MAX_FIELD_BYTES)
		return error_set(err, ERROR_LIMIT,
			"a field in it has over "
			"%d bytes",
			INDEX_MAX_FIELD_BYTES);
	sidecar->known = true;
	return true;
}

/* The content of an essay with a sidecar: both. */
static bool add_content(const struct sidecar *sidecar, struct reader_item *item)
{
	struct buf both = {0};
	buf_put(&both, item->content.bytes, sizeof item->content.bytes);
	buf_put_slice(&both, buf_slice(&sidecar->bytes));
	item->content = hash_wide(buf_slice(&both));
	bool ok = !both.failed;
	buf_free(&both);
	return ok;
}

bool sidecar_read(struct sidecar *sidecar, const char *folder, const char *path,
	struct reader_item *item, struct error *err)
{
	struct buf name = {0};
	sidecar->known = false;
	json_meta_free(&sidecar->meta);
	sidecar_name_of(path, &name);
	int fd = name.failed ? -1 : scan_open(folder, name.bytes);
	bool missing = fd < 0 && (errno == ENOENT || errno == ENAMETOOLONG);
	bool ok = !name.failed || error_set_memory(err);
	buf_free(&name);
	if (!ok || missing)
		return ok;
	if (fd < 0)
		return error_set_errno(err, "cannot be opened");
	ok = read_file(fd, SIDECAR_MAX_BYTES, &sidecar->bytes, err) ==
	     READER_ITEM;
	close(fd);
	if (ok && !add_content(sidecar, item))
		return error_set_memory(err);
	return ok && check(sidecar, err);
}

void sidecar_apply(const struct sidecar *sidecar, struct essay *essay)
{
	const struct json_meta *meta = &sidecar->meta;
	if (!sidecar->known)
		return;
	if (sidecar->title.length) {
		essay->title = buf_slice(&sidecar->title);
		essay->titled = true;
	}
	if (meta->author.length)
		essay->author = buf_slice(&meta->author);
	if (sidecar->date.length)
		essay->date = buf_slice(&sidecar->date);
	if (meta->url.length)
		essay->url = buf_slice(&meta->url);
}
