/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_blocks.h - which blocks of a long essay may match a pattern, from the
 * lists of blocks per root in its record.  The other blocks need not be read.
 */
#ifndef TELUSUR_MATCH_BLOCKS_H
#define TELUSUR_MATCH_BLOCKS_H

#include "plan.h"
#include "record.h"

struct match_blocks {
	uint32_t count; /* blocks of the record */
	size_t words; /* of 64 bits per set */
	uint64_t *set; /* of blocks, one set per pattern */
	uint64_t wanted; /* patterns whose sets are filled */
};

/* Reads the sets of the patterns in `wanted`.  Sets have no false negatives;
 * for a single word matched by root they have no false positives either.
 * match_blocks_free, also after a failure.  Reading errors (README.md). */
bool match_blocks_read(struct match_blocks *blocks, const struct plan *plan,
	const struct record *record, uint64_t wanted, struct error *err);
void match_blocks_free(struct match_blocks *blocks);

/* Whether the block may match the pattern. */
static inline bool match_blocks_may(
	const struct match_blocks *blocks, size_t pattern, uint32_t block)
{
	return blocks->set[pattern * blocks->words + block / 64] >> block % 64 &
	       1;
}

/* Whether any block may match the pattern. */
bool match_blocks_any(const struct match_blocks *blocks, size_t pattern);

#endif
