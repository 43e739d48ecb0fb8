/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_document.h"

#include "json_part.h"
#include "json_write.h"

static void put_paragraphs(
	struct json_writer *json, const struct layout *layout)
{
	json_name(json, "paragraphs");
	json_open(json, '[');
	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_paragraph *p = &layout->paragraph[i];
		json_open(json, '{');
		json_part_span(json, p->start, p->end, p->first_line,
			p->last_line, p->number);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_quoted(
	struct json_writer *json, const struct search_quoted *quoted)
{
	json_name(json, "passage");
	json_open(json, '{');
	json_put_string(
		json, "status", slice_text(quote_status_name(quoted->status)));
	if (quoted->status != QUOTE_GONE)
		json_part_span(json, quoted->start, quoted->end,
			quoted->first_line, quoted->last_line,
			quoted->paragraph);
	json_close(json, '}');
}

bool json_document(const struct search_document *document, struct buf *out,
	struct error *err)
{
	struct json_writer json = {.out = out};
	const struct essay *essay = &document->essay;
	/* The text is most of it, and may be long. */
	buf_reserve(out, essay->text.length + essay->text.length / 8 + 1024);
	json_open(&json, '{');
	json_part_fields(&json, essay, FIELD_id, FIELD_kind);
	json_name(&json, "extracted");
	json_bool(&json, essay->extracted);
	json_put_number(&json, "lengthBytes", essay->text.length);
	json_put_string(&json, "text", essay->text);
	put_paragraphs(&json, &document->layout);
	if (document->quoted.asked)
		put_quoted(&json, &document->quoted);
	json_name(&json, "highlights");
	json_open(&json, '[');
	for (size_t i = 0; i < document->highlight_count; i++)
		json_part_highlight(&json, &document->highlight[i], true);
	json_close(&json, ']');
	json_put_string(&json, "generation", slice_text(document->generation));
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}
