#include "wordlist.h"

#include "hash.h"

#include <stdlib.h>

struct wordlist_slot {
	uint64_t hash; /* 0: free */
	struct word *word;
};

static uint64_t hash_of(struct slice form, enum wordlist_kind kind)
{
	uint64_t hash = hash_bytes(form) + kind;
	return hash ? hash : 1;
}

static struct wordlist_slot *slot_of(
	const struct wordlist *words, uint64_t hash, struct slice form)
{
	size_t mask = words->slots - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct wordlist_slot *slot = &words->slot[i];
		if (slot->hash == 0 ||
			(slot->hash == hash &&
				slice_equal(slot->word->form, form)))
			return slot;
	}
}

const struct word *wordlist_find(const struct wordlist *words,
	struct slice form, enum wordlist_kind kind)
{
	if (words->slots == 0)
		return NULL;
	return slot_of(words, hash_of(form, kind), form)->word;
}

/* Keeps at least half of the slots free. */
static bool make_room(struct wordlist *words)
{
	if (words->count * 2 < words->slots)
		return true;
	size_t slots = words->slots ? words->slots * 2 : 4096;
	struct wordlist grown = *words;
	grown.slot = calloc(slots, sizeof *grown.slot);
	grown.slots = slots;
	if (!grown.slot)
		return false;
	for (size_t i = 0; i < words->slots; i++) {
		struct wordlist_slot *old = &words->slot[i];
		if (old->hash)
			*slot_of(&grown, old->hash, old->word->form) = *old;
	}
	free(words->slot);
	*words = grown;
	return true;
}

/* Makes room for one more object in an array; NULL when out of memory. */
static void *grow(
	void *array, uint32_t count, uint32_t *capacity, size_t object_bytes)
{
	if (count < *capacity)
		return array;
	uint32_t wanted = *capacity ? *capacity * 2 : 4096;
	void *grown = realloc(array, wanted * object_bytes);
	if (grown)
		*capacity = wanted;
	return grown;
}

static bool put_root(struct wordlist *words, struct slice root)
{
	struct slice *grown = grow(words->root, words->root_count,
		&words->root_capacity, sizeof *grown);
	if (!grown)
		return false;
	words->root = grown;
	words->root[words->root_count++] = root;
	return true;
}

static bool number_word(struct wordlist *words, struct word *word)
{
	const struct word **grown = grow(words->word, words->word_count,
		&words->word_capacity, sizeof *grown);
	if (!grown)
		return false;
	words->word = grown;
	word->id = words->word_count;
	words->word[words->word_count++] = word;
	return true;
}

/* An entry of the table for the form; its root is not set yet. */
static struct word *put_word(
	struct wordlist *words, struct slice form, enum wordlist_kind kind)
{
	if (!make_room(words))
		return NULL;
	struct word *word = arena_alloc(&words->arena, sizeof *word);
	char *copy = arena_copy(&words->arena, form);
	if (!word || !copy)
		return NULL;
	*word = (struct word){.form = slice_of(copy, form.length), .via = ""};
	uint64_t hash = hash_of(form, kind);
	struct wordlist_slot *slot = slot_of(words, hash, form);
	if (slot->hash == 0)
		words->count++;
	slot->hash = hash;
	slot->word = word;
	return word;
}

/* The root's own entry, which carries its number. */
static const struct word *root_entry(struct wordlist *words, struct slice root)
{
	const struct word *known = wordlist_find(words, root, WORDLIST_ROOT);
	if (known)
		return known;
	struct word *entry = put_word(words, root, WORDLIST_ROOT);
	if (!entry || !put_root(words, entry->form))
		return NULL;
	entry->root = entry->form;
	entry->root_id = words->root_count - 1;
	return entry;
}

const struct word *wordlist_add(struct wordlist *words, struct slice form,
	struct slice root, const char *via, enum wordlist_kind kind,
	struct error *err)
{
	const struct word *entry = root_entry(words, root);
	struct word *word = entry ? put_word(words, form, kind) : NULL;
	if (!word || !number_word(words, word)) {
		error_set_memory(err);
		return NULL;
	}
	word->root = entry->root;
	word->root_id = entry->root_id;
	word->via = via;
	word->code = analyse_code(word->form, word->root);
	return word;
}

void wordlist_free(struct wordlist *words)
{
	arena_free(&words->arena);
	free(words->slot);
	free(words->word);
	free(words->root);
	*words = (struct wordlist){0};
}
