/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "match_tree.h"

#include "match_blocks.h"
#include "match_impl.h"

/* What was found in the essay so far. */
struct facts {
	uint64_t found; /* set of patterns that match in it */
	uint64_t near_found; /* set of NEAR nodes that hold, in tree order */
	struct slice date;
};

/* The distance of two matches: 1 if adjacent, 0 if they overlap. */
static uint32_t gap_between(const struct match *a, const struct match *b)
{
	if (a->position > b->position) {
		const struct match *other = a;
		a = b;
		b = other;
	}
	uint32_t end = a->position + a->length;
	return b->position < end ? 0 : b->position - end + 1;
}

/* The operand number (from 1) of each pattern in a NEAR; 0: not an operand. */
struct operands {
	unsigned char of[PLAN_MAX_PATTERNS];
};

static struct operands operands_of(const struct plan_node *near)
{
	struct operands operands = {{0}};
	for (size_t c = 0; c < near->child_count; c++)
		operands.of[near->child[c]->pattern] = (unsigned char)(c + 1);
	return operands;
}

/* Whether every other operand of a NEAR matches within its distance of `from`,
 * a match of the first operand.  With `show` these matches are marked. */
static bool near_holds(const struct matcher *matcher,
	const struct plan_node *near, const struct operands *operands,
	size_t from, bool show)
{
	struct match *match = matcher->match;
	const struct match *first = &match[from];
	uint32_t reach = near->distance + PLAN_MAX_POSITIONS;
	uint64_t found = 1;
	size_t at = from;
	while (at > 0 && match[at - 1].position + reach > first->position)
		at--;
	for (; at < matcher->match_count &&
		match[at].position < first->position + reach;
		at++) {
		unsigned operand = operands->of[match[at].pattern];
		uint32_t gap = gap_between(first, &match[at]);
		/* One word cannot be two operands. */
		if (operand < 2 || gap == 0 || gap > near->distance)
			continue;
		found |= (uint64_t)1 << (operand - 1);
		if (show)
			match[at].shown = true;
	}
	for (size_t c = 0; c < near->child_count; c++)
		if (!(found >> c & 1))
			return false;
	return true;
}

/* Whether the NEAR holds for any match of its first operand. */
static bool near_anywhere(
	const struct matcher *matcher, const struct plan_node *near, bool show)
{
	struct operands operands = operands_of(near);
	struct match *match = matcher->match;
	bool any = false;
	for (size_t i = 0; i < matcher->match_count && (show || !any); i++) {
		if (operands.of[match[i].pattern] != 1 ||
			!near_holds(matcher, near, &operands, i, false))
			continue;
		any = true;
		match[i].shown = match[i].shown || show;
		if (show)
			near_holds(matcher, near, &operands, i, true);
	}
	return any;
}

void match_tree_show_near(struct matcher *matcher, const struct plan_node *node)
{
	for (size_t i = 0; i < node->child_count; i++)
		match_tree_show_near(matcher, node->child[i]);
	if (node->kind == PLAN_NEAR)
		near_anywhere(matcher, node, true);
}

/* Records which NEAR nodes at or below the node the current matches satisfy. */
static void note_near(const struct matcher *matcher,
	const struct plan_node *node, unsigned *number, struct facts *facts)
{
	for (size_t i = 0; i < node->child_count; i++)
		note_near(matcher, node->child[i], number, facts);
	if (node->kind != PLAN_NEAR)
		return;
	if (near_anywhere(matcher, node, false))
		facts->near_found |= (uint64_t)1 << *number;
	*number += 1;
}

/* Scans a stream and records what it shows. */
static bool read_stream(struct matcher *matcher,
	const struct match_stream *stream, enum query_field field,
	struct facts *facts, struct error *err)
{
	if (!matcher_scan_for(matcher, stream, matcher->of_field[field], err))
		return false;
	for (size_t i = 0; i < matcher->match_count; i++)
		facts->found |= (uint64_t)1 << matcher->match[i].pattern;
	unsigned number = 0;
	if (matcher->match_count)
		note_near(matcher, matcher->plan->root, &number, facts);
	return true;
}

static bool read_codes(struct matcher *matcher, const uint64_t *codes,
	uint32_t count, struct facts *facts, struct error *err)
{
	struct match_stream stream;
	return matcher_stream_codes(matcher, codes, count, &stream, err) &&
	       read_stream(matcher, &stream, QUERY_TEXT, facts, err);
}

/* Scans a field, if a pattern is restricted to it. */
static bool read_field(struct matcher *matcher, struct index *index,
	struct slice text, enum query_field field, struct facts *facts,
	struct error *err)
{
	if (!matcher->of_field[field])
		return true;
	struct match_stream stream;
	return analyse(index->analyser, text, &matcher->tokens, err) &&
	       matcher_stream_tokens(matcher, &matcher->tokens, &stream, err) &&
	       read_stream(matcher, &stream, field, facts, err);
}

static bool read_block(struct matcher *matcher, struct index *index,
	const struct record *record, uint32_t n, struct facts *facts,
	struct error *err)
{
	struct record_block block;
	if (!record_block(index->records, record, n, &block, err))
		return false;
	for (uint32_t i = 0; i < block.paragraph_count; i++) {
		const struct record_paragraph *paragraph = &block.paragraph[i];
		if (!read_codes(matcher, block.code + paragraph->first_code,
			    paragraph->code_count, facts, err))
			return false;
	}
	return true;
}

/* Whether the pattern is one word by root without excluded forms: then the
 * lists of blocks decide it alone. */
static bool is_plain(
	const struct plan *plan, const struct plan_pattern *pattern)
{
	if (pattern->position_count != 1)
		return false;
	for (size_t t = 0; t < pattern->position[0].count; t++) {
		const struct plan_term *term = &pattern->position[0].term[t];
		if (!term->by_root)
			return false;
		for (size_t i = 0; i < plan->excluded_count; i++)
			if (code_root(plan->excluded[i].code) ==
				code_root(term->code))
				return false;
	}
	return true;
}

/* Whether the block may satisfy a NEAR at or below the node that does not hold
 * yet. */
static bool near_may_hold(const struct plan_node *node, unsigned *number,
	const struct facts *facts, const struct match_blocks *blocks,
	uint32_t n)
{
	bool may = false;
	for (size_t i = 0; i < node->child_count; i++)
		if (near_may_hold(node->child[i], number, facts, blocks, n))
			may = true;
	if (node->kind != PLAN_NEAR)
		return may;
	bool all = !(facts->near_found >> *number & 1);
	*number += 1;
	for (size_t i = 0; i < node->child_count && all; i++)
		all = match_blocks_may(blocks, node->child[i]->pattern, n);
	return all || may;
}

/* Whether the block may show anything new. */
static bool may_tell(const struct matcher *matcher, const struct facts *facts,
	const struct match_blocks *blocks, uint32_t n)
{
	unsigned number = 0;
	uint64_t open = blocks->wanted & ~facts->found;
	for (size_t p = 0; open; p++, open >>= 1)
		if (open & 1 && match_blocks_may(blocks, p, n))
			return true;
	return matcher->in_near &&
	       near_may_hold(matcher->plan->root, &number, facts, blocks, n);
}

/* Reads only the blocks of a long essay that may show anything new. */
static bool read_long(struct matcher *matcher, struct index *index,
	const struct record *record, struct facts *facts, struct error *err)
{
	const struct plan *plan = matcher->plan;
	struct match_blocks blocks;
	bool ok = match_blocks_read(
		&blocks, plan, record, matcher->of_field[QUERY_TEXT], err);
	for (size_t p = 0; ok && p < plan->pattern_count; p++)
		if (is_plain(plan, &plan->pattern[p]) &&
			match_blocks_any(&blocks, p))
			facts->found |= (uint64_t)1 << p;
	for (uint32_t n = 0; ok && n < record->block_count; n++)
		if (may_tell(matcher, facts, &blocks, n))
			ok = read_block(matcher, index, record, n, facts, err);
	match_blocks_free(&blocks);
	return ok;
}

static bool read_essay(struct matcher *matcher, struct index *index,
	const struct record *record, struct facts *facts, struct error *err)
{
	const struct essay *essay = &record->essay;
	const uint64_t *title;
	facts->date = essay->date;
	if (!record_title(index->records, record, &title, err))
		return false;
	/* A title that stands in the text is read there. */
	if ((essay->titled && !read_codes(matcher, title,
				      record->title_code_count, facts, err)) ||
		!read_field(matcher, index, essay->title, QUERY_TITLE, facts,
			err) ||
		!read_field(matcher, index, essay->author, QUERY_AUTHOR, facts,
			err) ||
		!read_field(
			matcher, index, essay->path, QUERY_PATH, facts, err))
		return false;
	if (record_is_long(record->block_count))
		return read_long(matcher, index, record, facts, err);
	for (uint32_t n = 0; n < record->block_count; n++)
		if (!read_block(matcher, index, record, n, facts, err))
			return false;
	return true;
}

static bool year_holds(const struct plan_node *node, struct slice date)
{
	if (date.length < 4)
		return false;
	int year = 0;
	for (int i = 0; i < 4; i++)
		year = year * 10 + (date.bytes[i] - '0');
	return year >= node->first_year && year <= node->last_year;
}

static bool holds(
	const struct plan_node *node, const struct facts *facts, unsigned *near)
{
	bool all = true, any = false, first = false;
	for (size_t i = 0; i < node->child_count; i++) {
		bool child = holds(node->child[i], facts, near);
		all = all && child;
		any = any || child;
		if (i == 0)
			first = child;
	}
	switch (node->kind) {
	case PLAN_PATTERN:
		return facts->found >> node->pattern & 1;
	case PLAN_YEARS:
		return year_holds(node, facts->date);
	case PLAN_NEAR:
		return facts->near_found >> (*near)++ & 1;
	case PLAN_AND:
		return all;
	case PLAN_OR:
		return any;
	case PLAN_NOT:
		return !first;
	case PLAN_MAYBE:
		return first;
	}
	return false;
}

bool match_tree_holds(struct matcher *matcher, struct index *index,
	uint32_t document, bool *result, struct error *err)
{
	struct record record;
	struct facts facts = {0};
	unsigned near = 0;
	bool ok = record_read(index->records, document, &record, err) &&
		  read_essay(matcher, index, &record, &facts, err);
	if (ok)
		*result = holds(matcher->plan->root, &facts, &near);
	record_free(&record);
	return ok;
}
