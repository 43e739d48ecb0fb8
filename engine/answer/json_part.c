/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_part.h"

void json_part_via(struct json_writer *json, const char *via)
{
	json_name(json, "via");
	json_open(json, '[');
	while (*via) {
		size_t length = strcspn(via, " ");
		if (length)
			json_text(json, slice_of(via, length));
		via += length;
		via += *via == ' ';
	}
	json_close(json, ']');
}

void json_part_segments(struct json_writer *json, const char *name,
	struct slice text, uint32_t base, const struct highlight *highlight,
	size_t count)
{
	size_t at = 0;
	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < count; i++) {
		size_t start = highlight[i].start - base;
		size_t end = highlight[i].end - base;
		/* Overlaps were reduced; what would break the turns is not
		 * marked. */
		if (start < at || end <= start || end > text.length)
			continue;
		json_text(json, slice_of(text.bytes + at, start - at));
		json_text(json, slice_of(text.bytes + start, end - start));
		at = end;
	}
	/* Nothing follows a match that ends the text. */
	if (at == 0)
		json_text(json, text);
	else if (at < text.length)
		json_text(json, slice_of(text.bytes + at, text.length - at));
	json_close(json, ']');
}

void json_part_fields(struct json_writer *json, const struct essay *essay,
	enum field_id first, enum field_id last)
{
	for (unsigned i = first; i <= last; i++) {
		struct slice value = field_value(essay, &fields[i]);
		if (fields[i].flags & FIELD_ALWAYS)
			json_put_string(json, fields[i].name, value);
		else
			json_put_known(json, fields[i].name, value);
	}
}

void json_part_span(struct json_writer *json, uint32_t start, uint32_t end,
	uint32_t first_line, uint32_t last_line, uint32_t paragraph)
{
	json_put_number(json, "byteStart", start);
	json_put_number(json, "byteEnd", end);
	json_put_number(json, "lineStart", first_line);
	json_put_number(json, "lineEnd", last_line);
	json_put_number(json, "paragraph", paragraph);
}

void json_part_highlight(struct json_writer *json,
	const struct highlight *highlight, bool with_paragraph)
{
	json_open(json, '{');
	json_put_number(json, "byteStart", highlight->start);
	json_put_number(json, "byteEnd", highlight->end);
	json_put_string(json, "form", highlight->form);
	json_put_string(json, "exact", highlight->exact);
	json_put_string(json, "match", slice_text(highlight->match));
	if (with_paragraph)
		json_put_number(json, "paragraph", highlight->paragraph);
	json_close(json, '}');
}

void json_part_passage(struct json_writer *json, const struct passage *passage)
{
	json_put_string(json, "id", passage->token);
	json_put_string(json, "text", passage->text);
	json_part_segments(json, "segments", passage->text, passage->start,
		passage->highlight, passage->highlight_count);
	json_part_span(json, passage->start, passage->end, passage->first_line,
		passage->last_line, passage->paragraph);
	if (passage->page)
		json_put_number(json, "page", passage->page);
	json_name(json, "score");
	json_decimal(json, passage->score, JSON_PART_SCORE_DIGITS);
	json_name(json, "cutBefore");
	json_bool(json, passage->cut_before);
	json_name(json, "cutAfter");
	json_bool(json, passage->cut_after);
	json_put_string(json, "prefix", passage->prefix);
	json_put_string(json, "suffix", passage->suffix);
	json_name(json, "highlights");
	json_open(json, '[');
	for (size_t i = 0; i < passage->highlight_count; i++)
		json_part_highlight(json, &passage->highlight[i], false);
	json_close(json, ']');
}
