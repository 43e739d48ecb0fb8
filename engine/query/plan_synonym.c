/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_synonym.h"

#include "lexicon.h"
#include "plan_term.h"
#include "synonyms.h"

/* Whether the position has the root already. */
static bool has_root(const struct plan_position *position, struct slice root)
{
	for (size_t i = 0; i < position->count; i++)
		if (slice_equal(position->term[i].root, root))
			return true;
	return false;
}

/* Adds one synonym, unless the analysis splits it or the collection lacks
 * it. */
static bool add_synonym(struct index *index, struct arena *arena,
	enum query_field field, struct slice synonym, struct tokens *tokens,
	struct plan_position *position, struct error *err)
{
	char name[XAP_MAX_TERM_BYTES];
	uint32_t documents;
	if (!analyse(index->analyser, synonym, tokens, err))
		return false;
	if (tokens->count != 1 ||
		has_root(position, tokens->token[0].word->root))
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
		.code = lexicon_code(index->catalogue, word->form, word->root),
		.hash = word->code,
		.by_root = true,
		.synonym = true};
	if (!xap_reader_frequency(index->reader,
		    plan_term_name(field, &term, name), &documents, err))
		return false;
	if (documents)
		position->term[position->count++] = term;
	return true;
}

bool plan_synonym_add(struct index *index, struct arena *arena,
	enum query_field field, struct plan_position *position,
	struct error *err)
{
	const struct slice *group;
	struct slice form = position->term[0].form;
	struct tokens tokens = {0};
	size_t count = synonyms_find(index->synonyms, form, &group);
	if (count == 0)
		return true;
	struct plan_term *term = arena_array(
		arena, position->count + count, sizeof *term);
	if (!term)
		return error_set_memory(err);
	memcpy(term, position->term, position->count * sizeof *term);
	position->term = term;
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++)
		ok = slice_equal(group[i], form) ||
		     add_synonym(index, arena, field, group[i], &tokens,
			     position, err);
	tokens_free(&tokens);
	return ok;
}
