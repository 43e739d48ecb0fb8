/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_passages.h"

#include "json_part.h"
#include "json_search.h"
#include "json_write.h"

/* The fields of the essay that a passage is of. */
static void put_essay(struct json_writer *json, const struct essay *essay)
{
	json_name(json, "document");
	json_open(json, '{');
	json_part_fields(json, essay, FIELD_id, FIELD_kind);
	json_close(json, '}');
}

bool json_passages(
	const struct search_passages *list, struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	json_open(&json, '{');
	json_search_query(&json, list->answer);
	json_name(&json, "passages");
	json_open(&json, '[');
	for (size_t i = 0; i < list->count; i++) {
		json_open(&json, '{');
		json_part_passage(&json, &list->passage[i].passage);
		put_essay(&json, list->passage[i].essay);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_put_number(&json, "offset", list->offset);
	json_put_number(&json, "limit", list->limit);
	json_name(&json, "processingTimeMs");
	json_decimal(&json, list->time_ms, 4);
	json_put_string(
		&json, "generation", slice_text(list->answer->generation));
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}
