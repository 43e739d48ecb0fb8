/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_stats.h"

#include "analyse.h"
#include "json_write.h"
#include "morphology.h"
#include "schema.h"

bool json_stats(const struct index *index, const struct examples *examples,
	const char *version, struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	double mean = index->documents
			      ? (double)index->totals.tokens / index->documents
			      : 0;
	json_open(&json, '{');
	json_put_number(&json, "documents", index->documents);
	json_put_number(&json, "tokens", index->totals.tokens);
	json_put_number(&json, "textBytes", index->totals.text_bytes);
	json_name(&json, "meanTokens");
	json_decimal(&json, mean, 6);
	json_name(&json, "dictionary");
	json_bool(&json, morphology_has_dictionary(index->morphology));
	json_put_number(&json, "roots", morphology_words(index->morphology));
	json_name(&json, "examples");
	json_open(&json, '[');
	for (size_t i = 0; i < examples->count; i++)
		json_text(&json, slice_text(examples->text[i]));
	json_close(&json, ']');
	json_put_string(&json, "generation", slice_text(index->generation));
	json_put_number(&json, "schemaVersion", SCHEMA_VERSION);
	json_put_number(&json, "analyserVersion", ANALYSE_VERSION);
	json_put_string(&json, "version", slice_text(version));
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}
