/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_synonym.h"

#include "plan_xap.h"
#include "synonyms.h"

/* Whether a reading of the place has the root already. */
static bool has_root(const struct plan_place *place, struct slice root)
{
	for (size_t i = 0; i < place->count; i++)
		if (slice_equal(place->term[i].root, root))
			return true;
	return false;
}

/* Adds one synonym; what the analysis splits, or what the collection lacks,
 * is none. */
static bool add_synonym(struct index *index, struct arena *arena,
	enum query_field field, struct slice synonym, struct tokens *tokens,
	struct plan_place *place, struct error *err)
{
	char name[XAP_MAX_TERM_BYTES];
	uint32_t documents;
	if (!analyse(index->analyser, synonym, tokens, err))
		return false;
	if (tokens->count != 1 || has_root(place, tokens->token[0].word->root))
		return true;
	const struct word *word = tokens->token[0].word;
	char *form = arena_copy(arena, word->form);
	char *root = arena_copy(arena, word->root);
	char *via = arena_copy(arena, slice_text(word->via));
	if (!form || !root || !via)
		return error_set_memory(err);
	struct plan_term term = {.form = slice_of(form, word->form.length),
		.root = slice_of(root, word->root.length),
		.via = via,
		.code = word->code,
		.by_root = true,
		.synonym = true};
	if (!xap_reader_frequency(index->reader,
		    plan_term_name(field, &term, name), &documents, err))
		return false;
	if (documents)
		place->term[place->count++] = term;
	return true;
}

bool plan_add_synonyms(struct index *index, struct arena *arena,
	enum query_field field, struct plan_place *place, struct error *err)
{
	const struct slice *group;
	struct slice form = place->term[0].form;
	struct tokens tokens = {0};
	size_t count = synonyms_find(index->synonyms, form, &group);
	if (count == 0)
		return true;
	struct plan_term *term = arena_array(
		arena, place->count + count, sizeof *term);
	if (!term)
		return error_set_memory(err);
	memcpy(term, place->term, place->count * sizeof *term);
	place->term = term;
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++)
		ok = slice_equal(group[i], form) ||
		     add_synonym(index, arena, field, group[i], &tokens, place,
			     err);
	tokens_free(&tokens);
	return ok;
}
