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

static bool flush(struct exporting *state, struct error *err)
{
	if (state->out.failed)
		return error_set_memory(err);
	for (size_t at = 0; at < state->out.length;) {
		ssize_t done = write(state->to->file, state->out.bytes + at,
			state->out.length - at);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			state->to->refused = true;
			return error_set_errno(err, "cannot write an export");
		}
		at += (size_t)done;
	}
	state->to->bytes += state->out.length;
	buf_clear(&state->out);
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

static bool put_hit(struct exporting *state, enum export_format format,
	size_t rank, const struct search_hit *hit, struct error *err)
{
	if (format == EXPORT_NDJSON) {
		if (!json_search_hit(hit, &state->out, err))
			return false;
		buf_put_byte(&state->out, '\n');
		return true;
	}
	for (size_t i = 0; i < hit->passages.count; i++)
		put_row(&state->out, rank, hit, &hit->passages.passage[i]);
	if (hit->passages.count == 0)
		put_row(&state->out, rank, hit, NULL);
	return true;
}

static bool put_all(struct exporting *state, struct search_list *list,
	enum export_format format, struct error *err)
{
	struct search_hit hit;
	if (format == EXPORT_CSV)
		put_header(&state->out);
	for (size_t i = 0; i < list->count; i++) {
		if (state->to->unwanted(state->to->context))
			return error_set(err, ERROR_STOPPED,
				"nobody waits for the export");
		if (!search_list_hit(list, i, &hit, err) ||
			!put_hit(state, format, i + 1, &hit, err))
			return false;
		if (state->out.length >= FLUSH_BYTES && !flush(state, err))
			return false;
	}
	return flush(state, err);
}

bool export_write(struct index *index, const struct search_request *request,
	enum export_format format, struct export_file *file, struct error *err)
{
	struct exporting state = {.to = file};
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
		ok = list && put_all(&state, list, format, err);
	}
	search_list_close(list);
	buf_free(&state.out);
	return ok;
}
