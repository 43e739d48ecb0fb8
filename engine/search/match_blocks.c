/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "match_blocks.h"

#include <stdlib.h>

/* Leaves in `set` what of it holds one of the place's terms. */
static bool read_place(const struct plan_position *place,
	const struct record *record, uint64_t *set, size_t words,
	struct error *err)
{
	uint32_t *root = malloc((place->count + 1) * sizeof *root);
	uint64_t *each = calloc(place->count * words + 1, sizeof *each);
	bool ok = (root && each) || error_set_memory(err);
	for (size_t t = 0; ok && t < place->count; t++)
		root[t] = code_root(place->term[t].code);
	ok = ok && record_root_blocks(record, root, place->count, each, err);
	for (size_t i = 0; ok && i < words; i++) {
		uint64_t any = 0;
		for (size_t t = 0; t < place->count; t++)
			any |= each[t * words + i];
		set[i] &= any;
	}
	free(root);
	free(each);
	return ok;
}

/* Leaves in `set` the blocks that hold every place of the pattern. */
static bool read_pattern(const struct plan_pattern *pattern,
	const struct record *record, uint64_t *set, size_t words,
	struct error *err)
{
	memset(set, pattern->position_count ? 0xFF : 0, words * sizeof *set);
	for (size_t p = 0; p < pattern->position_count; p++)
		if (!read_place(&pattern->position[p], record, set, words, err))
			return false;
	return true;
}

bool match_blocks_read(struct match_blocks *blocks, const struct plan *plan,
	const struct record *record, uint64_t wanted, struct error *err)
{
	size_t words = RECORD_SET_WORDS(record->block_count);
	*blocks = (struct match_blocks){.count = record->block_count,
		.words = words,
		.wanted = wanted,
		.set = calloc(
			plan->pattern_count * words + 1, sizeof *blocks->set)};
	if (!blocks->set)
		return error_set_memory(err);
	for (size_t p = 0; p < plan->pattern_count; p++)
		if (wanted >> p & 1 &&
			!read_pattern(&plan->pattern[p], record,
				blocks->set + p * words, words, err))
			return false;
	return true;
}

void match_blocks_free(struct match_blocks *blocks)
{
	free(blocks->set);
	*blocks = (struct match_blocks){0};
}

bool match_blocks_any(const struct match_blocks *blocks, size_t pattern)
{
	for (size_t i = 0; i < blocks->words; i++)
		if (blocks->set[pattern * blocks->words + i])
			return true;
	return false;
}
