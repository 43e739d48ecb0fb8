/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_blocks.h - in which blocks of a record a plan's patterns may stand, by
 * its lists of roots: what need not be read of a long essay.
 */
#ifndef TELUSUR_MATCH_BLOCKS_H
#define TELUSUR_MATCH_BLOCKS_H

#include "plan.h"
#include "record.h"

struct match_blocks {
	uint32_t count; /* blocks of the record */
	size_t words; /* of a set */
	uint64_t *set; /* of each pattern of the plan */
	uint64_t wanted; /* patterns whose sets are filled */
};

/* Reads the sets of the patterns in `wanted`.  A pattern stands in no block
 * that is not in its set; a word that is looked for by root stands in all that
 * are.  match_blocks_free it, also after a failure. */
bool match_blocks_read(struct match_blocks *blocks, const struct plan *plan,
	const struct record *record, uint64_t wanted, struct error *err);
void match_blocks_free(struct match_blocks *blocks);

static inline bool match_blocks_may(
	const struct match_blocks *blocks, size_t pattern, uint32_t block)
{
	return blocks->set[pattern * blocks->words + block / 64] >> block % 64 &
	       1;
}

/* Whether any block may hold the pattern. */
bool match_blocks_any(const struct match_blocks *blocks, size_t pattern);

#endif
