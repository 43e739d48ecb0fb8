/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wordlist.h"

#include "hash.h"

#include <stdlib.h>

/* text points at the first member of its entry: struct word begins with its
 * form, struct root_entry with its text. */
struct wordlist_slot {
	uint64_t hash; /* 0: free */
	const struct slice *text;
};

/* Set in every hash, so that 0 means free; the lowest bits choose the slot. */
#define NOT_FREE (UINT64_C(1) << 63)

struct root_entry {
	struct slice text;
	uint32_t id;
};

/* The slot of the text, or the free slot to put it in. */
static struct wordlist_slot *slot_of(
	const struct wordlist_table *table, uint64_t hash, struct slice text)
{
	size_t mask = table->slots - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct wordlist_slot *slot = &table->slot[i];
		if (slot->hash == 0 ||
			(slot->hash == hash && slice_equal(*slot->text, text)))
			return slot;
	}
}

static const struct slice *find(
	const struct wordlist_table *table, uint64_t hash, struct slice text)
{
	return table->slots ? slot_of(table, hash, text)->text : NULL;
}

/* Keeps a quarter of the slots free. */
static bool make_room(struct wordlist_table *table)
{
	if (table->count < table->slots / 4 * 3)
		return true;
	struct wordlist_table grown = *table;
	grown.slots = table->slots ? table->slots * 2 : 4096;
	grown.slot = calloc(grown.slots, sizeof *grown.slot);
	if (!grown.slot)
		return false;
	for (size_t i = 0; i < table->slots; i++) {
		struct wordlist_slot *old = &table->slot[i];
		if (old->hash)
			*slot_of(&grown, old->hash, *old->text) = *old;
	}
	free(table->slot);
	*table = grown;
	return true;
}

/* Inserts the text of an entry; replaces an equal one. */
static bool put(
	struct wordlist_table *table, uint64_t hash, const struct slice *text)
{
	if (!make_room(table))
		return false;
	struct wordlist_slot *slot = slot_of(table, hash, *text);
	table->count += slot->hash == 0;
	slot->hash = hash;
	slot->text = text;
	return true;
}

struct wordlist_key wordlist_key(struct slice form)
{
	struct wordlist_key key = {form, hash_bytes(form) | NOT_FREE};
	return key;
}

struct wordlist_key wordlist_compound_key(struct slice form, struct slice root)
{
	uint64_t hash = hash_bytes(form) + hash_bytes(root) * 3;
	struct wordlist_key key = {form, hash | NOT_FREE};
	return key;
}

const struct word *wordlist_find(
	const struct wordlist *words, const struct wordlist_key *key)
{
	return (const struct word *)find(&words->forms, key->hash, key->form);
}

static const struct wordlist_slot *first_slot(
	const struct wordlist *words, const struct wordlist_key *key)
{
	return &words->forms.slot[key->hash & (words->forms.slots - 1)];
}

void wordlist_prefetch_slot(
	const struct wordlist *words, const struct wordlist_key *key)
{
	if (words->forms.slots)
		__builtin_prefetch(first_slot(words, key));
}

void wordlist_prefetch_word(
	const struct wordlist *words, const struct wordlist_key *key)
{
	if (words->forms.slots)
		__builtin_prefetch(first_slot(words, key)->text);
}

/* Allocates an object with a copy of the text right behind it, so that both
 * share a cache line. */
static void *alloc_with(struct arena *arena, size_t object_bytes,
	struct slice text, struct slice *copy)
{
	char *object = arena_alloc(arena, object_bytes + text.length);
	if (!object)
		return NULL;
	memcpy(object + object_bytes, text.bytes, text.length);
	*copy = slice_of(object + object_bytes, text.length);
	return object;
}

/* Finds or adds the root. */
static const struct root_entry *root_entry(
	struct wordlist *words, struct slice root)
{
	uint64_t hash = wordlist_key(root).hash;
	const struct slice *known = find(&words->roots, hash, root);
	if (known)
		return (const struct root_entry *)known;
	struct slice *grown = array_room(words->root, words->root_count,
		&words->root_capacity, sizeof *grown);
	if (!grown)
		return NULL;
	words->root = grown;
	struct slice copy;
	struct root_entry *entry = alloc_with(
		&words->arena, sizeof *entry, root, &copy);
	if (!entry)
		return NULL;
	*entry = (struct root_entry){copy, words->root_count};
	if (!put(&words->roots, hash, &entry->text))
		return NULL;
	words->root[words->root_count++] = copy;
	return entry;
}

const struct word *wordlist_add(struct wordlist *words,
	const struct wordlist_key *key, struct slice root, const char *via,
	struct error *err)
{
	struct slice form = {0};
	struct word *word = NULL;
	const struct root_entry *entry = root_entry(words, root);
	const struct word **grown = array_room(words->word, words->word_count,
		&words->word_capacity, sizeof *grown);
	if (grown)
		words->word = grown;
	if (entry && grown)
		word = alloc_with(
			&words->arena, sizeof *word, key->form, &form);
	if (!word) {
		error_set_memory(err);
		return NULL;
	}
	*word = (struct word){.form = form,
		.root = entry->text,
		.via = via,
		.code = word_code(form, entry->text),
		.id = words->word_count,
		.root_id = entry->id};
	if (!put(&words->forms, key->hash, &word->form)) {
		error_set_memory(err);
		return NULL;
	}
	words->word[words->word_count++] = word;
	return word;
}

void wordlist_free(struct wordlist *words)
{
	arena_free(&words->arena);
	free(words->forms.slot);
	free(words->roots.slot);
	free(words->word);
	free(words->root);
	*words = (struct wordlist){0};
}
