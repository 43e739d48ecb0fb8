/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_impl.h - the matcher, shared by match.c and match_tree.c: the first
 * scans streams, the second evaluates the tree of the plan. */
#ifndef TELUSUR_MATCH_IMPL_H
#define TELUSUR_MATCH_IMPL_H

#include "match.h"

/* About 20 slots for each form that a prefix may expand to. */
enum { MATCH_FILTER = 2048 };

struct matcher {
	const struct plan *plan;
	/* The patterns whose first root hashes to the slot: most tokens are
	 * rejected by one lookup. */
	uint64_t begins[MATCH_FILTER];
	/* All roots of the plan, hashed: one bit per slot. */
	uint64_t wanted[MATCH_FILTER / 64];
	uint64_t of_field[QUERY_PATH + 1]; /* patterns for each field */
	uint64_t shown; /* patterns that are not negated */
	uint64_t in_near; /* patterns that are operands of a NEAR */
	uint64_t *code; /* arrays of the current stream */
	uint32_t *first;
	size_t capacity;
	struct match *match;
	size_t match_count, match_capacity;
	struct tokens tokens; /* of a field, or of a paragraph */
};

/* Fills matcher->match with the matches of the patterns in the set
 * `wanted`.  ERROR_MEMORY. */
bool matcher_scan_for(struct matcher *matcher,
	const struct match_stream *stream, uint64_t wanted, struct error *err);

/* Sets `shown` on all matches that satisfy a NEAR at or below the node. */
void match_tree_show_near(
	struct matcher *matcher, const struct plan_node *node);

#endif
