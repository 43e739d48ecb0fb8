/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"

#include "hash.h"
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
	free(report->copy);
	free(report->change);
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
	struct report_skip *grown = array_room(report->skip, report->skip_count,
		&report->skip_capacity, sizeof *grown);
	if (!grown)
		return false;
	report->skip = grown;
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

/* Whether the previous run has printed the note too; it is kept for the next
 * one. */
static bool is_repeated(struct report *report, struct slice note)
{
	struct report_notes *notes = report->notes;
	uint64_t hash = hash_bytes(note);
	bool found = false;
	if (!notes)
		return false;
	for (size_t i = 0; i < notes->count && !found; i++)
		found = notes->hash[i] == hash;
	if (notes->next_count == REPORT_MAX_NOTES)
		return found;
	notes->next[notes->next_count++] = hash;
	return found;
}

void report_notes_next(struct report_notes *notes)
{
	memcpy(notes->hash, notes->next, sizeof notes->hash);
	notes->count = notes->next_count;
	notes->next_count = 0;
}

void report_note(struct report *report, const char *format, ...)
{
	char text[REPORT_MAX_NOTE_BYTES];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (is_repeated(report, slice_text(text)))
		return;
	progress_clear(&report->progress);
	fprintf(stderr, "telusur-index: %s\n", text);
}

void report_kind(struct report *report, struct slice kind)
{
	size_t i = 0;
	while (i < report->kinds &&
		slice_compare(slice_text(report->kind[i].name), kind) < 0)
		i++;
	if (i == report->kinds ||
		!slice_equal(slice_text(report->kind[i].name), kind)) {
		if (report->kinds == KIND_COUNT)
			return;
		memmove(&report->kind[i + 1], &report->kind[i],
			(report->kinds++ - i) * sizeof *report->kind);
		report->kind[i] = (struct report_kind){0};
		snprintf(report->kind[i].name, sizeof report->kind[i].name,
			"%.*s", (int)kind.length, kind.bytes);
	}
	report->kind[i].count++;
}

bool report_change(struct report *report, enum report_change_kind kind,
	const char *path, struct error *err)
{
	if (report->change_count == REPORT_MAX_CHANGES)
		return true;
	struct report_change *grown = array_room(report->change,
		report->change_count, &report->change_capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	report->change = grown;
	char *copy = arena_copy(&report->arena, slice_text(path));
	if (!copy)
		return error_set_memory(err);
	report->change[report->change_count++] = (struct report_change){
		kind, copy};
	return true;
}

/* Copies a name once it is known to be shown. */
static bool keep_length(struct report *report, struct report_length *length,
	const char *folder, const char *path, struct slice line, uint64_t words)
{
	struct buf whole = {0};
	buf_put_format(&whole, "%s%s%s%s%.*s", folder,
		strcmp(folder, "/") == 0 ? "" : "/", path,
		line.length ? "#" : "", (int)line.length, line.bytes);
	length->path = whole.failed
			       ? NULL
			       : arena_copy(&report->arena, buf_slice(&whole));
	length->words = words;
	buf_free(&whole);
	return length->path;
}

bool report_length(struct report *report, const char *folder, const char *path,
	struct slice line, uint64_t words, struct error *err)
{
	if (words == 0)
		return true;
	if ((!report->longest.path || words > report->longest.words) &&
		!keep_length(
			report, &report->longest, folder, path, line, words))
		return error_set_memory(err);
	if ((!report->shortest.path || words < report->shortest.words) &&
		!keep_length(
			report, &report->shortest, folder, path, line, words))
		return error_set_memory(err);
	return true;
}

bool report_copy(struct report *report, const char *path, const char *date,
	bool original, double likeness, struct error *err)
{
	report->copies += !original;
	if (report->copy_count >= REPORT_MAX_COPIES)
		return true;
	struct report_copy *grown = array_room(report->copy, report->copy_count,
		&report->copy_capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	report->copy = grown;
	struct report_copy copy = {arena_copy(&report->arena, slice_text(path)),
		arena_copy(&report->arena, slice_text(date)), original,
		likeness};
	if (!copy.path || !copy.date)
		return error_set_memory(err);
	report->copy[report->copy_count++] = copy;
	return true;
}
