/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_impl.h - the matcher, shared by match.c and match_tree.c: the first scans
 * streams, the second evaluates the tree of the plan.
 */
#ifndef TELUSUR_MATCH_IMPL_H
#define TELUSUR_MATCH_IMPL_H

#include "match.h"

/* Some twenty slots for each of the words that a prefix may stand for. */
enum { MATCH_FILTER = 2048 };

struct matcher {
	const struct plan *plan;
	/* Patterns that begin with a root whose bits fall into the slot: most
	 * tokens are passed over by one look. */
	uint64_t begins[MATCH_FILTER];
	/* Slots of all roots that are looked for, a bit each. */
	uint64_t wanted[MATCH_FILTER / 64];
	uint64_t of_field[QUERY_PATH + 1]; /* patterns that ask for a field */
	uint64_t shown, in_near; /* patterns that are not negative; of NEARs */
	uint32_t *code, *first; /* the stream */
	size_t capacity;
	struct match *match;
	size_t match_count, match_capacity;
	struct tokens tokens; /* of fields, and of a record's text */
};

/* Fills matcher->match with the matches of the patterns in the set. */
bool matcher_scan_for(struct matcher *matcher,
	const struct match_stream *stream, uint64_t wanted, struct error *err);

/* Sets `shown` on the matches that make a NEAR below the node true. */
void match_tree_show_near(
	struct matcher *matcher, const struct plan_node *node);

#endif
