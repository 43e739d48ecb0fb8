/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_prefix.h"

#include "schema.h"

/* Analyses forms that have no root yet. */
static bool add_roots(struct index *index, struct lexicon_entry *entry,
	size_t count, struct error *err)
{
	struct tokens tokens = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		ok = analyse(index->analyser, entry[i].form, &tokens, err);
		entry[i].root = entry[i].form;
		for (size_t t = 0; ok && t < tokens.count; t++) {
			const struct word *word = tokens.token[t].word;
			if (slice_equal(word->form, entry[i].form))
				entry[i].root = word->root;
		}
	}
	tokens_free(&tokens);
	return ok;
}

bool plan_prefix_expand(struct index *index, enum query_field field,
	struct slice prefix, struct arena *arena, struct lexicon_entry **entry,
	size_t *count, bool *cut, struct error *err)
{
	static const char *const forms[] = {
		[QUERY_TITLE] = SCHEMA_TITLE_FORM,
		[QUERY_AUTHOR] = SCHEMA_AUTHOR_FORM,
		[QUERY_PATH] = SCHEMA_PATH_FORM,
	};
	if (field == QUERY_TEXT)
		return lexicon_prefix(index->catalogue, prefix,
			PLAN_MAX_EXPANSIONS, arena, entry, count, cut, err);
	return lexicon_field_prefix(index->reader, slice_text(forms[field]),
		       prefix, PLAN_MAX_EXPANSIONS, arena, entry, count, cut,
		       err) &&
	       add_roots(index, *entry, *count, err);
}
