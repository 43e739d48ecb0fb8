/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_explain.h"

/* Enough to add the parts up to the score within 1e-6. */
enum { PART_DIGITS = 12 };

/* The field that the word was found in by its name alone; of titles the kind
 * tells it. */
static void put_field(struct json_writer *json, const struct explain_part *part)
{
	if (part->kind != EXPLAIN_WORD)
		return;
	if (part->field == QUERY_AUTHOR)
		json_put_string(json, "field", slice_text("author"));
	else if (part->field == QUERY_PATH)
		json_put_string(json, "field", slice_text("path"));
}

static void put_part(struct json_writer *json, const struct explain_part *part)
{
	bool word = part->kind == EXPLAIN_WORD || part->kind == EXPLAIN_TITLE;
	json_open(json, '{');
	json_put_string(
		json, "kind", slice_text(explain_kind_name(part->kind)));
	if (word) {
		json_put_string(json, "word", part->word);
		json_put_known(json, "root", part->root);
		put_field(json, part);
	}
	json_name(json, "score");
	json_decimal(json, part->score, PART_DIGITS);
	if (part->form_count) {
		json_name(json, "forms");
		json_open(json, '[');
		for (size_t i = 0; i < part->form_count; i++) {
			json_open(json, '{');
			json_put_string(json, "form", part->form[i].form);
			json_put_number(json, "count", part->form[i].count);
			json_close(json, '}');
		}
		json_close(json, ']');
	}
	json_close(json, '}');
}

void json_explain(
	struct json_writer *json, const struct explain_reasons *explanation)
{
	json_name(json, "explanation");
	json_open(json, '{');
	json_put_string(json, "sentence", explanation->sentence);
	json_name(json, "parts");
	json_open(json, '[');
	for (size_t i = 0; i < explanation->part_count; i++)
		put_part(json, &explanation->part[i]);
	json_close(json, ']');
	json_close(json, '}');
}
