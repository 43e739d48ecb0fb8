/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

#include "fields.h"
#include "json_search.h"
#include "unicode.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Written at once. */
enum { FLUSH_BYTES = 1 << 17 };

const char *const export_format_names[] = {
	[EXPORT_NDJSON] = "ndjson",
	[EXPORT_CSV] = "csv",
	NULL,
};

struct exporting {
	struct export_file *to;
	struct buf out; /* not written yet */
};

static bool flush(struct exporting *e, struct error *err)
{
	if (e->out.failed)
		return error_set_memory(err);
	for (size_t at = 0; at < e->out.length;) {
		ssize_t done = write(
			e->to->file, e->out.bytes + at, e->out.length - at);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			e->to->refused = true;
			return error_set_errno(err, "cannot write an export");
		}
		at += (size_t)done;
	}
	e->to->bytes += e->out.length;
	buf_clear(&e->out);
	return true;
}

/* A field, quoted where it must be. */
static void put_field(struct buf *out, struct slice text)
{
	struct buf sound = {0};
	size_t replaced;
	bool quoted = false;
	if (!unicode_valid(text)) {
		unicode_repair(text, &sound, &replaced);
		out->failed |= sound.failed;
		text = buf_slice(&sound);
	}
	for (size_t i = 0; i < text.length && !quoted; i++)
		quoted = text.bytes[i] == '"' || text.bytes[i] == ',' ||
			 text.bytes[i] == '\r' || text.bytes[i] == '\n';
	if (!quoted) {
		buf_put_slice(out, text);
	} else {
		buf_put_byte(out, '"');
		for (size_t i = 0; i < text.length; i++) {
			if (text.bytes[i] == '"')
				buf_put_byte(out, '"');
			buf_put_byte(out, (unsigned char)text.bytes[i]);
		}
		buf_put_byte(out, '"');
	}
	buf_free(&sound);
}

static void put_header(struct buf *out)
{
	buf_put_text(out, "rank");
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (fields[i].flags & FIELD_EXPORTED)
			buf_put_format(out, ",%s", fields[i].name);
	buf_put_text(out, ",score,byteStart,byteEnd,paragraph,passage\r\n");
}

static void put_row(struct buf *out, size_t rank, const struct search_hit *hit,
	const struct passage *passage)
{
	buf_put_format(out, "%zu", rank);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (!(fields[i].flags & FIELD_EXPORTED))
			continue;
		buf_put_byte(out, ',');
		put_field(out, field_value(&hit->essay, &fields[i]));
	}
	buf_put_format(out, ",%.6g,", hit->score);
	if (passage) {
		buf_put_format(out, "%u,%u,%u,", (unsigned)passage->start,
			(unsigned)passage->end, (unsigned)passage->paragraph);
		put_field(out, passage->text);
	} else {
		buf_put_text(out, ",,,");
	}
	buf_put_text(out, "\r\n");
}

static bool put_hit(struct exporting *e, enum export_format format, size_t rank,
	const struct search_hit *hit, struct error *err)
{
	if (format == EXPORT_NDJSON) {
		if (!json_search_hit(hit, &e->out, err))
			return false;
		buf_put_byte(&e->out, '\n');
		return true;
	}
	for (size_t i = 0; i < hit->passages.count; i++)
		put_row(&e->out, rank, hit, &hit->passages.passage[i]);
	if (hit->passages.count == 0)
		put_row(&e->out, rank, hit, NULL);
	return true;
}

static bool put_all(struct exporting *e, struct search_list *list,
	enum export_format format, struct error *err)
{
	struct search_hit hit;
	if (format == EXPORT_CSV)
		put_header(&e->out);
	for (size_t i = 0; i < list->count; i++) {
		if (e->to->unwanted(e->to->context))
			return error_set(err, ERROR_STOPPED,
				"nobody waits for the export");
		if (!search_list_hit(list, i, &hit, err) ||
			!put_hit(e, format, i + 1, &hit, err))
			return false;
		if (e->out.length >= FLUSH_BYTES && !flush(e, err))
			return false;
	}
	return flush(e, err);
}

bool export_write(struct index *index, const struct search_request *request,
	enum export_format format, struct export_file *file, struct error *err)
{
	struct exporting e = {.to = file};
	struct search_list *list = NULL;
	bool ok;
	file->bytes = 0;
	file->refused = false;
	if (ftruncate(file->file, 0) != 0 ||
		lseek(file->file, 0, SEEK_SET) != 0) {
		file->refused = true;
		ok = error_set_errno(err, "cannot empty an export's file");
	} else {
		list = search_list_open(index, request, err);
		ok = list && put_all(&e, list, format, err);
	}
	search_list_close(list);
	buf_free(&e.out);
	return ok;
}
