/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_concordance.h"

#include "json_part.h"
#include "json_search.h"
#include "json_write.h"

static void put_line(
	struct json_writer *json, const struct concordance_line *line)
{
	json_open(json, '{');
	json_part_fields(json, line->essay, FIELD_id, FIELD_title);
	json_put_string(json, "left", line->left);
	json_put_string(json, "match", line->match);
	json_put_string(json, "right", line->right);
	json_put_number(json, "byteStart", line->start);
	json_put_number(json, "byteEnd", line->end);
	json_put_number(json, "line", line->line);
	json_put_number(json, "paragraph", line->paragraph);
	json_close(json, '}');
}

bool json_concordance(const struct concordance *concordance, struct buf *out,
	struct error *err)
{
	const struct concordance_request *request = &concordance->request;
	const struct search_answer *answer = concordance->list->answer;
	struct json_writer json = {.out = out};
	json_open(&json, '{');
	json_search_query(&json, answer);
	json_name(&json, "lines");
	json_open(&json, '[');
	for (size_t i = 0; i < concordance->count; i++)
		put_line(&json, &concordance->line[i]);
	json_close(&json, ']');
	json_put_number(&json, "offset", request->search.offset);
	json_put_number(&json, "limit", request->search.limit);
	json_put_string(&json, "sort",
		slice_text(concordance_sort_names[request->sort]));
	json_put_number(&json, "width", request->width);
	json_put_number(&json, "linesTotal", concordance->total);
	json_name(&json, "totalIsExact");
	json_bool(&json, concordance->total_exact);
	json_name(&json, "processingTimeMs");
	json_decimal(&json, concordance->time_ms, 4);
	json_put_string(&json, "generation", slice_text(answer->generation));
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}
