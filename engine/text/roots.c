/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roots.h"

#include "hash.h"

#include <stdlib.h>

/* Open addressing.  Most look-ups fail, and these read one tag only: the tags
 * of 31,000 words, 128 kB, stay in the processor's cache. */
struct roots {
	struct arena arena;
	struct root *root; /* in order of arrival */
	size_t count, capacity;
	uint16_t *tag; /* 16 bits of the hash, made odd; 0 is free */
	uint32_t *index; /* in root, by slot */
	size_t slots; /* a power of two, at least twice count */
};

enum { ROOTS_FIRST_SLOTS = 1024 };

static uint16_t tag_of(uint64_t hash)
{
	return (uint16_t)(hash >> 48) | 1;
}

/* The slot of the word, or the free slot to put it in. */
static size_t slot_of(
	const struct roots *roots, struct slice word, uint64_t hash)
{
	size_t mask = roots->slots - 1;
	uint16_t tag = tag_of(hash);
	size_t slot = hash & mask;
	while (roots->tag[slot] != 0 &&
		(roots->tag[slot] != tag ||
			!slice_equal(
				roots->root[roots->index[slot]].word, word)))
		slot = (slot + 1) & mask;
	return slot;
}

static bool grow_slots(struct roots *roots, size_t slots)
{
	uint16_t *tag = calloc(slots, sizeof *tag);
	uint32_t *index = calloc(slots, sizeof *index);
	if (!tag || !index) {
		free(tag);
		free(index);
		return false;
	}
	free(roots->tag);
	free(roots->index);
	roots->tag = tag;
	roots->index = index;
	roots->slots = slots;
	for (size_t i = 0; i < roots->count; i++) {
		uint64_t hash = hash_bytes(roots->root[i].word);
		size_t slot = slot_of(roots, roots->root[i].word, hash);
		tag[slot] = tag_of(hash);
		index[slot] = (uint32_t)i;
	}
	return true;
}

struct roots *roots_new(struct error *err)
{
	struct roots *roots = calloc(1, sizeof *roots);
	if (!roots || !grow_slots(roots, ROOTS_FIRST_SLOTS)) {
		free(roots);
		error_set_memory(err);
		return NULL;
	}
	return roots;
}

void roots_free(struct roots *roots)
{
	if (!roots)
		return;
	arena_free(&roots->arena);
	free(roots->root);
	free(roots->tag);
	free(roots->index);
	free(roots);
}

static bool grow_roots(struct roots *roots)
{
	struct root *root = array_room(
		roots->root, roots->count, &roots->capacity, sizeof *root);
	if (!root)
		return false;
	roots->root = root;
	return roots->count * 2 < roots->slots ||
	       grow_slots(roots, roots->slots * 2);
}

bool roots_put(struct roots *roots, const struct root *root, struct error *err)
{
	if (root->word.length == 0 ||
		root->word.length > ROOTS_MAX_WORD_BYTES ||
		root->root.length == 0 ||
		root->root.length > ROOTS_MAX_WORD_BYTES)
		return error_set(err, ERROR_LIMIT,
			"a word or root of 0 or more than %d bytes",
			ROOTS_MAX_WORD_BYTES);
	if (!grow_roots(roots))
		return error_set_memory(err);
	uint64_t hash = hash_bytes(root->word);
	size_t slot = slot_of(roots, root->word, hash);
	struct root copy = *root;
	if (roots->tag[slot] != 0) {
		copy.word = roots->root[roots->index[slot]].word;
	} else {
		copy.word.bytes = arena_copy(&roots->arena, root->word);
		if (!copy.word.bytes)
			return error_set_memory(err);
	}
	if (slice_equal(root->word, root->root)) {
		copy.root = copy.word;
	} else {
		copy.root.bytes = arena_copy(&roots->arena, root->root);
		if (!copy.root.bytes)
			return error_set_memory(err);
	}
	if (roots->tag[slot] == 0) {
		roots->tag[slot] = tag_of(hash);
		roots->index[slot] = (uint32_t)roots->count++;
	}
	roots->root[roots->index[slot]] = copy;
	return true;
}

const struct root *roots_find(const struct roots *roots, struct slice word)
{
	size_t slot = slot_of(roots, word, hash_bytes(word));
	return roots->tag[slot] ? &roots->root[roots->index[slot]] : NULL;
}

size_t roots_count(const struct roots *roots)
{
	return roots->count;
}

const struct root *roots_at(const struct roots *roots, size_t i)
{
	return &roots->root[i];
}

/* Saved: a count, then for each word: the number of bytes shared with the word
 * before, the rest of it, SAVED_ flags, affix flags, weight, and the root if it
 * is another word. */
enum { SAVED_GIVEN = 1, SAVED_ELSEWHERE = 2 };

static int compare_words(const void *a, const void *b)
{
	const struct root *const *left = a, *const *right = b;
	return slice_compare((*left)->word, (*right)->word);
}

static size_t shared_bytes(struct slice a, struct slice b)
{
	size_t shared = 0;
	while (shared < a.length && shared < b.length &&
		a.bytes[shared] == b.bytes[shared])
		shared++;
	return shared;
}

static void save_root(
	const struct root *root, struct slice before, struct buf *out)
{
	size_t shared = shared_bytes(before, root->word);
	bool elsewhere = root->word.bytes != root->root.bytes;
	buf_put_varint(out, shared);
	buf_put_string(out, slice_of(root->word.bytes + shared,
				    root->word.length - shared));
	buf_put_varint(out, (root->given ? SAVED_GIVEN : 0) |
				    (elsewhere ? SAVED_ELSEWHERE : 0));
	buf_put_varint(out, root->affix_flags);
	buf_put_byte(out, root->weight);
	if (elsewhere)
		buf_put_string(out, root->root);
}

bool roots_save(const struct roots *roots, struct buf *out)
{
	const struct root **sorted = malloc(
		(roots->count + 1) * sizeof *sorted);
	if (!sorted)
		return false;
	for (size_t i = 0; i < roots->count; i++)
		sorted[i] = &roots->root[i];
	qsort(sorted, roots->count, sizeof *sorted, compare_words);
	buf_put_varint(out, roots->count);
	struct slice before = slice_of(NULL, 0);
	for (size_t i = 0; i < roots->count; i++) {
		save_root(sorted[i], before, out);
		before = sorted[i]->word;
	}
	free(sorted);
	return !out->failed;
}

/* Reads one entry.  `word` holds the word before it and gets its own. */
static bool load_root(struct cursor *in, struct buf *word, struct root *root)
{
	uint64_t shared = cursor_varint(in);
	if (shared > word->length)
		return false;
	word->length = (size_t)shared;
	struct slice rest = cursor_string(in);
	if (rest.length > ROOTS_MAX_WORD_BYTES)
		return false;
	buf_put_slice(word, rest);
	if (word->failed)
		return false;
	uint64_t kind = cursor_varint(in);
	root->affix_flags = cursor_varint(in);
	struct slice weight = cursor_bytes(in, 1);
	root->word = buf_slice(word);
	root->root = kind & SAVED_ELSEWHERE ? cursor_string(in) : root->word;
	root->weight = weight.length ? (uint8_t)weight.bytes[0] : 0;
	root->given = kind & SAVED_GIVEN;
	return !in->failed && kind <= (SAVED_GIVEN | SAVED_ELSEWHERE) &&
	       root->word.length > 0 &&
	       root->word.length <= ROOTS_MAX_WORD_BYTES &&
	       root->root.length > 0 &&
	       root->root.length <= ROOTS_MAX_WORD_BYTES;
}

struct roots *roots_load(struct cursor *in, struct error *err)
{
	struct buf word = {0};
	struct roots *roots = roots_new(err);
	if (!roots)
		return NULL;
	bool ok = true;
	for (uint64_t left = cursor_varint(in); ok && left > 0; left--) {
		struct root root;
		if (load_root(in, &word, &root))
			ok = roots_put(roots, &root, err);
		else if (word.failed)
			ok = error_set_memory(err);
		else
			ok = error_set(err, ERROR_CORRUPT,
				"the stored root words cannot be read");
	}
	if (ok && in->failed)
		ok = error_set(err, ERROR_CORRUPT,
			"the stored root words end too early");
	buf_free(&word);
	if (ok)
		return roots;
	roots_free(roots);
	return NULL;
}
