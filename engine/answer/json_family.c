/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_family.h"

#include "json_part.h"

static void put_form(struct json_writer *json, struct slice form,
	uint32_t documents, uint32_t occurrences, bool excluded)
{
	json_open(json, '{');
	json_put_string(json, "form", form);
	json_put_number(json, "documents", documents);
	json_put_number(json, "occurrences", occurrences);
	if (excluded) {
		json_name(json, "excluded");
		json_bool(json, true);
	}
	json_close(json, '}');
}

void json_family_forms(
	struct json_writer *json, const struct search_form *form, size_t count)
{
	json_name(json, "forms");
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		put_form(json, form[i].form, form[i].documents,
			form[i].occurrences, form[i].excluded);
	json_close(json, ']');
}

static void put_family(struct json_writer *json, const struct family *family)
{
	json_open(json, '{');
	json_put_string(json, "root", family->root);
	json_part_via(json, family->via);
	json_put_number(json, "documents", family->documents);
	json_put_number(json, "formsTotal", family->forms.total);
	json_name(json, "forms");
	json_open(json, '[');
	for (size_t i = 0; i < family->forms.count; i++) {
		const struct lexicon_entry *entry = &family->forms.entry[i];
		put_form(json, entry->form, entry->documents,
			entry->occurrences, false);
	}
	json_close(json, ']');
	json_close(json, '}');
}

bool json_family(const struct family_list *families, const char *generation,
	struct buf *out, struct error *err)
{
	struct json_writer json = {.out = out};
	json_open(&json, '{');
	json_put_string(&json, "word", families->word);
	json_name(&json, "families");
	json_open(&json, '[');
	for (size_t i = 0; i < families->count; i++)
		put_family(&json, &families->family[i]);
	json_close(&json, ']');
	json_put_string(&json, "generation", slice_text(generation));
	json_close(&json, '}');
	return !out->failed || error_set_memory(err);
}
