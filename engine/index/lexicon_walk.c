/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lexicon_impl.h"

#include <stdlib.h>

static uint32_t count_of(const struct segment *segment)
{
	struct slice groups = segment->section[SEGMENT_LEXICON_GROUPS];
	return groups.length >= 4 ? segment_u32(groups, 0) : 0;
}

static int64_t read_signed(struct cursor *cursor)
{
	uint64_t value = cursor_varint(cursor);
	return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

/* Reads the entry that follows. */
static void read_next(struct lexicon_cursor *cursor)
{
	struct cursor *from = &cursor->next;
	uint64_t shared = cursor_varint(from);
	struct slice rest = cursor_string(from);
	uint64_t root = cursor_varint(from);
	if (from->failed || shared > cursor->form_length ||
		rest.length > sizeof cursor->form - shared) {
		cursor->done = true;
		return;
	}
	memcpy(cursor->form + shared, rest.bytes, rest.length);
	cursor->form_length = (uint32_t)(shared + rest.length);
	cursor->root = root ? cursor_bytes(from, root - 1)
			    : lexicon_cursor_form(cursor);
	uint32_t word = (uint32_t)cursor_varint(from);
	cursor->code = code_of(
		word, root ? (uint32_t)cursor_varint(from) : word);
	cursor->occurrences = read_signed(from);
	cursor->documents = read_signed(from);
	cursor->done = from->failed ||
		       cursor->root.length > WORD_MAX_FORM_BYTES;
}

/* Shows the first entry of a group. */
static void enter_group(struct lexicon_cursor *cursor, uint32_t group)
{
	struct slice entries = cursor->segment->section[SEGMENT_LEXICON];
	struct slice groups = cursor->segment->section[SEGMENT_LEXICON_GROUPS];
	size_t at = (size_t)group + 1;
	uint32_t start = at < groups.length / 4 ? segment_u32(groups, at)
						: UINT32_MAX;
	cursor->done = start > entries.length;
	if (cursor->done)
		return;
	cursor->next = cursor_of(
		slice_of(entries.bytes + start, entries.length - start));
	cursor->entry = group * LEXICON_GROUP;
	cursor->form_length = 0;
	read_next(cursor);
}

static void begin(struct lexicon_cursor *cursor, const struct segment *segment)
{
	*cursor = (struct lexicon_cursor){.segment = segment,
		.entries = count_of(segment),
		.root = {"", 0}};
	cursor->done = cursor->entries == 0;
}

void lexicon_cursor_next(struct lexicon_cursor *cursor)
{
	if (cursor->done)
		return;
	if (++cursor->entry == cursor->entries) {
		cursor->done = true;
		return;
	}
	if (cursor->entry % LEXICON_GROUP == 0)
		cursor->form_length = 0;
	read_next(cursor);
}

void lexicon_cursor_at(struct lexicon_cursor *cursor,
	const struct segment *segment, uint32_t number)
{
	begin(cursor, segment);
	if (number >= cursor->entries) {
		cursor->done = true;
		return;
	}
	enter_group(cursor, number / LEXICON_GROUP);
	while (!cursor->done && cursor->entry < number)
		lexicon_cursor_next(cursor);
}

/* The order of the entry shown against form and root. */
static int compare(const struct lexicon_cursor *cursor, struct slice form,
	struct slice root)
{
	int order = slice_compare(lexicon_cursor_form(cursor), form);
	return order ? order : slice_compare(cursor->root, root);
}

void lexicon_cursor_seek(struct lexicon_cursor *cursor,
	const struct segment *segment, struct slice form, struct slice root)
{
	begin(cursor, segment);
	uint32_t low = 0,
		 high = (cursor->entries + LEXICON_GROUP - 1) / LEXICON_GROUP;
	/* The last group that begins at or before what is sought. */
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		enter_group(cursor, middle);
		if (cursor->done)
			return;
		if (compare(cursor, form, root) <= 0)
			low = middle;
		else
			high = middle;
	}
	if (cursor->entries)
		enter_group(cursor, low);
	while (!cursor->done && compare(cursor, form, root) < 0)
		lexicon_cursor_next(cursor);
}

bool lexicon_walk_open(struct lexicon_walk *walk,
	struct segment *const *segment, size_t count, struct slice form,
	struct error *err)
{
	*walk = (struct lexicon_walk){.count = count};
	walk->cursor = malloc((count + 1) * sizeof *walk->cursor);
	if (!walk->cursor)
		return error_set_memory(err);
	for (size_t i = 0; i < count; i++)
		lexicon_cursor_seek(
			&walk->cursor[i], segment[i], form, slice_of("", 0));
	return true;
}

void lexicon_walk_free(struct lexicon_walk *walk)
{
	free(walk->cursor);
	walk->cursor = NULL;
}

bool lexicon_walk_next(struct lexicon_walk *walk)
{
	const struct lexicon_cursor *least = NULL;
	for (size_t i = 0; i < walk->count; i++) {
		const struct lexicon_cursor *cursor = &walk->cursor[i];
		if (!cursor->done &&
			(!least || compare(least, lexicon_cursor_form(cursor),
					   cursor->root) > 0))
			least = cursor;
	}
	if (!least)
		return false;
	walk->form_length = least->form_length;
	walk->root_length = (uint32_t)least->root.length;
	memcpy(walk->form, least->form, walk->form_length);
	memcpy(walk->root, least->root.bytes, walk->root_length);
	walk->code = least->code;
	struct slice form = slice_of(walk->form, walk->form_length);
	struct slice root = slice_of(walk->root, walk->root_length);
	walk->occurrences = walk->documents = 0;
	for (size_t i = 0; i < walk->count; i++) {
		struct lexicon_cursor *cursor = &walk->cursor[i];
		if (cursor->done || compare(cursor, form, root) != 0)
			continue;
		walk->occurrences += cursor->occurrences;
		walk->documents += cursor->documents;
		lexicon_cursor_next(cursor);
	}
	return true;
}
