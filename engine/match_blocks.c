#include "match_blocks.h"

#include <stdlib.h>

/* Leaves in `set` the blocks that hold every place of the pattern. */
static bool read_pattern(struct index *index,
	const struct plan_pattern *pattern, const struct record *record,
	uint64_t *set, uint64_t *place_set, size_t words, struct error *err)
{
	memset(set, pattern->place_count ? 0xFF : 0, words * sizeof *set);
	for (size_t p = 0; p < pattern->place_count; p++) {
		const struct plan_place *place = &pattern->place[p];
		memset(place_set, 0, words * sizeof *place_set);
		for (size_t t = 0; t < place->count; t++)
			if (!record_root_blocks(index->reader, record,
				    analyse_code_root(place->term[t].code),
				    place_set, err))
				return false;
		for (size_t i = 0; i < words; i++)
			set[i] &= place_set[i];
	}
	return true;
}

bool match_blocks_read(struct match_blocks *blocks, struct index *index,
	const struct plan *plan, const struct record *record, uint64_t wanted,
	struct error *err)
{
	size_t words = RECORD_SET_WORDS(record->block_count);
	*blocks = (struct match_blocks){.count = record->block_count,
		.words = words,
		.wanted = wanted,
		.set = calloc((plan->pattern_count + 1) * words,
			sizeof *blocks->set)};
	if (!blocks->set)
		return error_set_memory(err);
	uint64_t *spare = blocks->set + plan->pattern_count * words;
	for (size_t p = 0; p < plan->pattern_count; p++)
		if (wanted >> p & 1 &&
			!read_pattern(index, &plan->pattern[p], record,
				blocks->set + p * words, spare, words, err))
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
