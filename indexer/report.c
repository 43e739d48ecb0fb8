#include "report.h"

#include "json_write.h"
#include "unicode.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void report_start(struct report *report)
{
	*report = (struct report){0};
	progress_start(&report->progress);
}

void report_free(struct report *report)
{
	progress_clear(&report->progress);
	arena_free(&report->arena);
	free(report->skip);
	*report = (struct report){0};
}

/* Marks that change how the text around them is shown: a name must not look
 * like another one. */
static bool turns_direction(int32_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void report_name(struct slice name, struct buf *out)
{
	const char *at = name.bytes, *end = at + name.length;
	while (at < end) {
		const char *start = at;
		int32_t c = unicode_decode(&at, end);
		bool broken = c == 0xFFFD && at - start == 1;
		if (!broken && c >= 0x20 && (c < 0x7F || c >= 0xA0) &&
			!turns_direction(c)) {
			buf_put(out, start, (size_t)(at - start));
			continue;
		}
		for (; start < at; start++)
			buf_put_format(out, "\\x%02X",
				(unsigned)(unsigned char)*start);
	}
}

static bool remember_skip(struct report *report, const char *path,
	uint64_t line, const char *reason)
{
	if (report->skip_count >= REPORT_MAX_SKIPS_IN_JSON)
		return true;
	if (report->skip_count == report->skip_capacity) {
		size_t capacity =
			report->skip_capacity ? report->skip_capacity * 2 : 16;
		struct report_skip *grown = realloc(
			report->skip, capacity * sizeof *grown);
		if (!grown)
			return false;
		report->skip = grown;
		report->skip_capacity = capacity;
	}
	struct report_skip skip = {arena_copy(&report->arena, slice_text(path)),
		line, arena_copy(&report->arena, slice_text(reason))};
	if (!skip.path || !skip.reason)
		return false;
	report->skip[report->skip_count++] = skip;
	return true;
}

bool report_skip(struct report *report, const char *folder, const char *path,
	uint64_t line, const char *reason, struct error *err)
{
	struct buf whole = {0}, shown = {0};
	buf_put_format(&whole, "%s%s%s", folder,
		strcmp(folder, "/") == 0 ? "" : "/", path);
	report_name(buf_slice(&whole), &shown);
	buf_put_byte(&whole, 0);
	if (line)
		buf_put_format(&shown, ", line %llu", (unsigned long long)line);
	buf_put_text(&shown, ": ");
	report_name(slice_text(reason), &shown);
	bool ok = !whole.failed && !shown.failed &&
		  remember_skip(report, whole.bytes, line, reason);
	if (ok)
		report_note(
			report, "skipped %.*s", (int)shown.length, shown.bytes);
	else
		error_set_memory(err);
	report->skipped++;
	buf_free(&whole);
	buf_free(&shown);
	return ok;
}

void report_note(struct report *report, const char *format, ...)
{
	va_list args;
	progress_clear(&report->progress);
	fputs("telusur-index: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

static void put_count(
	struct buf *out, uint64_t count, const char *one, const char *many)
{
	if (count)
		buf_put_format(out, "%llu %s\n", (unsigned long long)count,
			count == 1 ? one : many);
}

bool report_text(
	const struct report *report, struct buf *out, struct error *err)
{
	buf_put_format(out,
		"%s%llu added, %llu updated, %llu moved, %llu removed, %llu "
		"unchanged, in %.1f s\n",
		report->dry_run ? "would be: " : "",
		(unsigned long long)report->added,
		(unsigned long long)report->updated,
		(unsigned long long)report->moved,
		(unsigned long long)report->removed,
		(unsigned long long)report->unchanged, report->seconds);
	put_count(out, report->skipped, "file or line skipped, named above",
		"files or lines skipped, named above");
	put_count(out, report->kept,
		"essay kept that could not be looked at again",
		"essays kept that could not be looked at again");
	put_count(out, report->encoding[DECODE_UTF16],
		"file converted from UTF-16", "files converted from UTF-16");
	put_count(out, report->encoding[DECODE_WINDOWS_1252],
		"file converted from Windows-1252",
		"files converted from Windows-1252");
	put_count(out, report->encoding[DECODE_REPAIRED],
		"file with damaged UTF-8, bad bytes replaced",
		"files with damaged UTF-8, bad bytes replaced");
	put_count(out, report->empty, "essay without a word",
		"essays without a word");
	put_count(out, report->ignored, "file of another kind left aside",
		"files of other kinds left aside");
	return !out->failed || error_set_memory(err);
}

static void put_bool(struct json_writer *json, const char *name, bool value)
{
	json_name(json, name);
	json_bool(json, value);
}

static void put_skips(const struct report *report, struct json_writer *json)
{
	json_name(json, "skipped");
	json_open(json, '[');
	for (size_t i = 0; i < report->skip_count; i++) {
		const struct report_skip *skip = &report->skip[i];
		json_open(json, '{');
		json_put_string(json, "path", slice_text(skip->path));
		if (skip->line)
			json_put_number(json, "line", skip->line);
		json_put_string(json, "reason", slice_text(skip->reason));
		json_close(json, '}');
	}
	json_close(json, ']');
}

bool report_json(
	const struct report *report, struct buf *out, struct error *err)
{
	struct json_writer json = {out, false};
	json_open(&json, '{');
	json_put_string(&json, "index", slice_text(report->index));
	json_put_number(&json, "added", report->added);
	json_put_number(&json, "updated", report->updated);
	json_put_number(&json, "moved", report->moved);
	json_put_number(&json, "removed", report->removed);
	json_put_number(&json, "unchanged", report->unchanged);
	json_put_number(&json, "kept", report->kept);
	json_put_number(&json, "empty", report->empty);
	json_put_number(&json, "ignored", report->ignored);
	json_put_number(&json, "textBytes", report->text_bytes);
	json_name(&json, "encodings");
	json_open(&json, '{');
	for (int i = 0; i < DECODE_BINARY; i++)
		json_put_number(&json, decode_name((enum decode_encoding)i),
			report->encoding[i]);
	json_close(&json, '}');
	json_put_number(&json, "skippedTotal", report->skipped);
	put_skips(report, &json);
	put_bool(&json, "dictionary", !report->no_dictionary);
	put_bool(&json, "dictionaryChanged", report->dictionary_changed);
	put_bool(&json, "dryRun", report->dry_run);
	put_bool(&json, "rebuilt", report->rebuilt);
	put_bool(&json, "stopped", report->stopped);
	json_name(&json, "seconds");
	json_real(&json, report->seconds, 4);
	json_close(&json, '}');
	buf_put_byte(out, '\n');
	return !out->failed || error_set_memory(err);
}
