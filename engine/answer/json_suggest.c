/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_suggest.h"

#include "json_write.h"

static void put_completion(
	struct json_writer *json, const struct complete_item *completion)
{
	bool title = completion->kind == COMPLETE_TITLE;
	json_open(json, '{');
	json_put_string(json, "text", completion->text);
	json_put_string(json, "kind", slice_text(title ? "title" : "word"));
	if (title)
		json_put_string(json, "id", completion->id);
	else
		json_put_number(json, "documents", completion->documents);
	json_close(json, '}');
}

bool json_suggest(const struct complete_list *completions,
	const char *generation, struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	json_open(&json, '{');
	json_put_string(&json, "q", completions->q);
	json_name(&json, "completions");
	json_open(&json, '[');
	for (size_t i = 0; i < completions->count; i++)
		put_completion(&json, &completions->completion[i]);
	json_close(&json, ']');
	json_name(&json, "suggestion");
	if (completions->suggestion.length)
		json_text(&json, completions->suggestion);
	else
		json_none(&json);
	json_put_string(&json, "generation", slice_text(generation));
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}

bool json_suggest_opensearch(const struct complete_list *completions,
	struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	json_open(&json, '[');
	json_text(&json, completions->q);
	json_open(&json, '[');
	for (size_t i = 0; i < completions->count; i++)
		json_text(&json, completions->completion[i].text);
	json_close(&json, ']');
	json_close(&json, ']');
	return !out->failed || error_set_memory(err);
}
