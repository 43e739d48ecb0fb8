/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "family.h"

#include <stdlib.h>

static bool has_root(const struct family_list *families, struct slice root)
{
	for (size_t i = 0; i < families->count; i++)
		if (slice_equal(families->family[i].root, root))
			return true;
	return false;
}

/* Adds the family of an analysed word. */
static bool add_family(struct index *index, const struct word *word,
	struct family_list *families, struct error *err)
{
	struct family *family = &families->family[families->count];
	char *root = arena_copy(&families->arena, word->root);
	family->via = arena_copy(&families->arena, slice_text(word->via));
	if (!root || !family->via)
		return error_set_memory(err);
	family->root = slice_of(root, word->root.length);
	families->count++;
	return xap_reader_frequency(
		       index->reader, family->root, &family->documents, err) &&
	       lexicon_family(index->catalogue, family->root, FAMILY_MAX_FORMS,
		       &families->arena, &family->forms, err);
}

static bool fill(struct index *index, struct slice word, struct tokens *tokens,
	struct family_list *families, struct error *err)
{
	char *copy = arena_copy(&families->arena, word);
	families->family = arena_array(
		&families->arena, FAMILY_MAX_ROOTS, sizeof *families->family);
	if (!copy || !families->family)
		return error_set_memory(err);
	families->word = slice_of(copy, word.length);
	if (!analyse(index->analyser, word, tokens, err))
		return false;
	for (size_t i = 0;
		i < tokens->count && families->count < FAMILY_MAX_ROOTS; i++)
		if (!has_root(families, tokens->token[i].word->root) &&
			!add_family(
				index, tokens->token[i].word, families, err))
			return false;
	return true;
}

struct family_list *family_find(
	struct index *index, struct slice word, struct error *err)
{
	if (word.length > FAMILY_MAX_WORD_BYTES) {
		error_set(err, ERROR_LIMIT,
			"a word may have %d bytes, this one has %zu",
			FAMILY_MAX_WORD_BYTES, word.length);
		return NULL;
	}
	struct family_list *families = calloc(1, sizeof *families);
	if (!families) {
		error_set_memory(err);
		return NULL;
	}
	struct tokens tokens = {0};
	bool ok = fill(index, word, &tokens, families, err);
	tokens_free(&tokens);
	if (ok)
		return families;
	family_free(families);
	return NULL;
}

void family_free(struct family_list *families)
{
	if (!families)
		return;
	arena_free(&families->arena);
	free(families);
}
