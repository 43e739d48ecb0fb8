/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_print.h"

#include "json_write.h"

static void put_count(
	struct buf *out, uint64_t count, const char *one, const char *many)
{
	if (count)
		buf_put_format(out, "%llu %s\n", (unsigned long long)count,
			count == 1 ? one : many);
}

static void put_length(
	struct buf *out, const char *name, const struct report_length *length)
{
	buf_put_format(out, "%s: %llu words, ", name,
		(unsigned long long)length->words);
	report_name(slice_text(length->path), out);
	buf_put_byte(out, '\n');
}

static void put_lengths(const struct report *report, struct buf *out)
{
	if (!report->longest.path ||
		strcmp(report->longest.path, report->shortest.path) == 0)
		return;
	put_length(out, "longest", &report->longest);
	put_length(out, "shortest", &report->shortest);
}

static void put_kinds(const struct report *report, struct buf *out)
{
	for (size_t i = 0; i < report->kinds; i++)
		buf_put_format(out, "%s%llu %s%s", i ? ", " : "read: ",
			(unsigned long long)report->kind[i].count,
			report->kind[i].name,
			i + 1 == report->kinds ? "\n" : "");
}

static void put_copies(const struct report *report, struct buf *out)
{
	uint64_t groups = 0;
	put_count(out, report->copies, "essay is nearly a copy of another",
		"essays are nearly copies of others");
	for (size_t i = 0; i < report->copy_count; i++) {
		const struct report_copy *copy = &report->copy[i];
		groups += copy->original;
		if (groups > REPORT_MAX_GROUPS_SHOWN) {
			buf_put_text(out, "  ...; --json names more\n");
			return;
		}
		buf_put_text(out, copy->original ? "  " : "    ");
		report_name(slice_text(copy->path), out);
		if (copy->date[0])
			buf_put_format(out, ", %s", copy->date);
		if (copy->original)
			buf_put_text(out, ", the original");
		else
			buf_put_format(
				out, ", %.0f %% alike", copy->likeness * 100);
		buf_put_byte(out, '\n');
	}
}

static const char *const change_name[] = {
	"added", "updated", "moved", "removed"};

/* A line each, as in "  removed: /esai/a.txt". */
static void put_changes(const struct report *report, struct buf *out)
{
	for (size_t i = 0; i < report->change_count; i++) {
		const struct report_change *change = &report->change[i];
		buf_put_format(out, "  %s: ", change_name[change->kind]);
		report_name(slice_text(change->path), out);
		buf_put_byte(out, '\n');
	}
	if (report->change_count == REPORT_MAX_CHANGES)
		buf_put_text(out, "  ...\n");
}

bool report_print_text(
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
	put_changes(report, out);
	put_kinds(report, out);
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
	put_count(out, report->furniture,
		"block of page furniture left out of the search",
		"blocks of page furniture left out of the search");
	put_count(out, report->empty, "essay without a word",
		"essays without a word");
	put_lengths(report, out);
	put_copies(report, out);
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

static void put_json_changes(
	const struct report *report, struct json_writer *json)
{
	json_name(json, "changes");
	json_open(json, '[');
	for (size_t i = 0; i < report->change_count; i++) {
		const struct report_change *change = &report->change[i];
		json_open(json, '{');
		json_put_string(
			json, "change", slice_text(change_name[change->kind]));
		json_put_string(json, "path", slice_text(change->path));
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_json_kinds(
	const struct report *report, struct json_writer *json)
{
	json_name(json, "kinds");
	json_open(json, '{');
	for (size_t i = 0; i < report->kinds; i++)
		json_put_number(
			json, report->kind[i].name, report->kind[i].count);
	json_close(json, '}');
}

static void put_json_length(struct json_writer *json, const char *name,
	const struct report_length *length)
{
	if (!length->path)
		return;
	json_name(json, name);
	json_open(json, '{');
	json_put_string(json, "path", slice_text(length->path));
	json_put_number(json, "words", length->words);
	json_close(json, '}');
}

/* The groups, the original of each first. */
static void put_json_copies(
	const struct report *report, struct json_writer *json)
{
	json_name(json, "copies");
	json_open(json, '[');
	for (size_t i = 0; i < report->copy_count; i++) {
		const struct report_copy *copy = &report->copy[i];
		if (copy->original && i)
			json_close(json, ']');
		if (copy->original)
			json_open(json, '[');
		json_open(json, '{');
		json_put_string(json, "path", slice_text(copy->path));
		if (copy->date[0])
			json_put_string(json, "date", slice_text(copy->date));
		json_name(json, "likeness");
		json_decimal(json, copy->likeness, 4);
		json_close(json, '}');
	}
	if (report->copy_count)
		json_close(json, ']');
	json_close(json, ']');
}

bool report_print_json(
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
	if (report->dry_run)
		put_json_changes(report, &json);
	json_put_number(&json, "kept", report->kept);
	json_put_number(&json, "empty", report->empty);
	json_put_number(&json, "ignored", report->ignored);
	json_put_number(&json, "textBytes", report->text_bytes);
	json_put_number(&json, "furniture", report->furniture);
	put_json_kinds(report, &json);
	json_name(&json, "encodings");
	json_open(&json, '{');
	for (int i = 0; i < DECODE_BINARY; i++)
		json_put_number(&json, decode_name((enum decode_encoding)i),
			report->encoding[i]);
	json_close(&json, '}');
	json_put_number(&json, "skippedTotal", report->skipped);
	put_skips(report, &json);
	json_put_number(&json, "copiesTotal", report->copies);
	put_json_copies(report, &json);
	put_json_length(&json, "longest", &report->longest);
	put_json_length(&json, "shortest", &report->shortest);
	put_bool(&json, "dictionary", !report->no_dictionary);
	put_bool(&json, "dictionaryChanged", report->dictionary_changed);
	put_bool(&json, "dryRun", report->dry_run);
	put_bool(&json, "rebuilt", report->rebuilt);
	put_bool(&json, "stopped", report->stopped);
	json_name(&json, "seconds");
	json_decimal(&json, report->seconds, 4);
	json_close(&json, '}');
	buf_put_byte(out, '\n');
	return !out->failed || error_set_memory(err);
}
