/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "numbering.h"

#include "hash.h"
#include "lexicon.h"

#include <stdlib.h>

struct numbering {
	const struct catalogue *catalogue;
	bool before; /* there were words when it was opened */
	struct arena arena; /* strings */
	struct numbering_word *word; /* all that were asked for */
	size_t count, capacity;
	uint32_t *slot; /* index + 1 into word; 0 is free */
	size_t slots; /* a power of two */
	uint32_t last; /* number that was given last */
	struct numbering_word *fresh; /* by number */
	size_t fresh_count, fresh_capacity;
};

static bool make_room(struct numbering *numbering);

struct numbering *numbering_new(
	const struct catalogue *catalogue, struct error *err)
{
	struct numbering *numbering = calloc(1, sizeof *numbering);
	if (!numbering || !make_room(numbering)) {
		numbering_free(numbering);
		error_set_memory(err);
		return NULL;
	}
	numbering->catalogue = catalogue;
	numbering->last = catalogue_words(catalogue);
	numbering->before = numbering->last > 0;
	return numbering;
}

void numbering_free(struct numbering *numbering)
{
	if (!numbering)
		return;
	arena_free(&numbering->arena);
	free(numbering->word);
	free(numbering->slot);
	free(numbering->fresh);
	free(numbering);
}

static uint64_t hash_of(struct slice form, struct slice root)
{
	/* The golden ratio keeps form and root apart. */
	return hash_bytes(form) * UINT64_C(0x9E3779B97F4A7C15) ^
	       hash_bytes(root);
}

static uint32_t *slot_of(
	const struct numbering *numbering, struct slice form, struct slice root)
{
	size_t at = (size_t)hash_of(form, root) & (numbering->slots - 1);
	for (;; at = (at + 1) & (numbering->slots - 1)) {
		uint32_t *slot = &numbering->slot[at];
		if (*slot == 0)
			return slot;
		const struct numbering_word *word = &numbering->word[*slot - 1];
		if (slice_equal(word->form, form) &&
			slice_equal(word->root, root))
			return slot;
	}
}

/* Makes room for one more word in both arrays and the table. */
static bool make_room(struct numbering *numbering)
{
	struct numbering_word *word = array_room(numbering->word,
		numbering->count, &numbering->capacity, sizeof *word);
	if (!word)
		return false;
	numbering->word = word;
	struct numbering_word *fresh = array_room(numbering->fresh,
		numbering->fresh_count, &numbering->fresh_capacity,
		sizeof *fresh);
	if (!fresh)
		return false;
	numbering->fresh = fresh;
	if (numbering->count * 2 < numbering->slots)
		return true;
	size_t slots = numbering->slots ? numbering->slots * 2 : 4096;
	uint32_t *grown = calloc(slots, sizeof *grown);
	if (!grown)
		return false;
	free(numbering->slot);
	numbering->slot = grown;
	numbering->slots = slots;
	for (size_t i = 0; i < numbering->count; i++)
		*slot_of(numbering, numbering->word[i].form,
			numbering->word[i].root) = (uint32_t)i + 1;
	return true;
}

/* The number that a segment has for the word, or 0. */
static uint64_t find_stored(
	const struct numbering *numbering, struct slice form, struct slice root)
{
	struct lexicon_entry entry = {.code = 0};
	if (numbering->before)
		lexicon_find(numbering->catalogue, form, root, &entry);
	return entry.code;
}

/* Adds a word that was not asked for before. */
static uint64_t add(struct numbering *numbering, struct slice form,
	struct slice root, uint64_t code, uint32_t root_number)
{
	char *copy = NULL;
	if (make_room(numbering))
		copy = arena_alloc(
			&numbering->arena, form.length + root.length + 1);
	if (!copy)
		return 0;
	memcpy(copy, form.bytes, form.length);
	memcpy(copy + form.length, root.bytes, root.length);
	struct numbering_word word = {slice_of(copy, form.length),
		slice_of(copy + form.length, root.length), code};
	if (!code) {
		uint32_t number = ++numbering->last;
		word.code = code_of(number, root_number ? root_number : number);
		numbering->fresh[numbering->fresh_count++] = word;
	}
	*slot_of(numbering, form, root) = (uint32_t)numbering->count + 1;
	numbering->word[numbering->count++] = word;
	return word.code;
}

/* The code of the word; root_number is the root's, 0 for a word that is its own
 * root.  0 when out of memory. */
static uint64_t code_for(struct numbering *numbering, struct slice form,
	struct slice root, uint32_t root_number)
{
	uint32_t slot = *slot_of(numbering, form, root);
	if (slot)
		return numbering->word[slot - 1].code;
	return add(numbering, form, root, find_stored(numbering, form, root),
		root_number);
}

uint64_t numbering_code(struct numbering *numbering, struct slice form,
	struct slice root, struct error *err)
{
	uint64_t code = code_for(numbering, root, root, 0);
	if (code && !slice_equal(form, root))
		code = code_for(numbering, form, root, code_word(code));
	if (!code)
		error_set_memory(err);
	return code;
}

const struct numbering_word *numbering_fresh(
	const struct numbering *numbering, size_t *count)
{
	*count = numbering->fresh_count;
	return numbering->fresh;
}

void numbering_settle(struct numbering *numbering)
{
	numbering->fresh_count = 0;
}
