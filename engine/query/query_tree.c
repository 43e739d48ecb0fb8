/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens -> the tree, by recursive descent.
 *
 *   or      run (OR run)*
 *   run     and and*               words side by side
 *   and     operand (AND operand)*
 *   operand NOT* near
 *   near    primary (NEAR primary)*
 *   primary leaf | ( or )
 *
 * The tokens fit this grammar already, so only memory and limits can fail, and
 * it recurses only where a parenthesis opens.
 */
#include "query_impl.h"

/* Nodes to be joined.  Each has a leaf of its own, so there are at most
 * QUERY_MAX_TERMS. */
struct node_list {
	struct query_node *node[QUERY_MAX_TERMS];
	size_t count;
};

struct parser {
	struct query_reader *reader;
	size_t at;
};

static struct query_node *parse_or(
	struct parser *parser, enum query_field field);

/* Joins the nodes.  A single node is returned as it is; AND in AND and OR in OR
 * are flattened. */
static struct query_node *join(struct parser *parser, enum query_kind kind,
	const struct node_list *list)
{
	if (list->count == 1)
		return list->node[0];
	bool flat = kind == QUERY_AND || kind == QUERY_OR;
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += flat && list->node[i]->kind == kind
				 ? list->node[i]->child_count
				 : 1;
	struct arena *arena = &parser->reader->query->arena;
	struct query_node *node = arena_array(arena, 1, sizeof *node);
	struct query_node **child = arena_array(arena, count, sizeof *child);
	if (!node || !child) {
		error_set_memory(parser->reader->err);
		return NULL;
	}
	node->kind = kind;
	node->child = child;
	node->start = list->node[0]->start;
	for (size_t i = 0; i < list->count; i++) {
		const struct query_node *part = list->node[i];
		if (part->start < node->start)
			node->start = part->start;
		if (part->end > node->end)
			node->end = part->end;
		if (flat && part->kind == kind) {
			memcpy(child + node->child_count, part->child,
				part->child_count * sizeof *child);
			node->child_count += part->child_count;
		} else {
			child[node->child_count++] = list->node[i];
		}
	}
	return node;
}

/* Two negations cancel, which also keeps the tree as flat as the text. */
static struct query_node *negate(struct parser *parser, struct query_node *node)
{
	if (node->kind == QUERY_NOT)
		return node->child[0];
	struct arena *arena = &parser->reader->query->arena;
	struct query_node *negation = arena_array(arena, 1, sizeof *negation);
	struct query_node **child = arena_array(arena, 1, sizeof *child);
	if (!negation || !child) {
		error_set_memory(parser->reader->err);
		return NULL;
	}
	*child = node;
	negation->kind = QUERY_NOT;
	negation->start = node->start;
	negation->end = node->end;
	negation->child = child;
	negation->child_count = 1;
	return negation;
}

static const struct query_token *peek(const struct parser *parser)
{
	static const struct query_token end = {.kind = QUERY_TOKEN_CLOSE};
	return parser->at < parser->reader->token_count
		       ? &parser->reader->token[parser->at]
		       : &end;
}

/* field: that of the enclosing groups; a leaf's own field overrides it. */
static struct query_node *parse_primary(
	struct parser *parser, enum query_field field)
{
	const struct query_token *token = peek(parser);
	parser->at++;
	struct query_node *node = token->leaf;
	if (token->kind != QUERY_TOKEN_OPEN) {
		/* What is not a group has a leaf; see query_lex. */
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
		if (node->field == QUERY_TEXT && node->kind != QUERY_YEARS)
			node->field = field;
		return node;
	}
	node = parse_or(parser, token->field ? token->field : field);
	if (!node)
		return NULL;
	node->start = token->body;
	node->end = peek(parser)->end;
	parser->at++;
	return node;
}

/* If the distance changes along a chain, a new NEAR begins with a copy of the
 * word between: a NEAR/3 b NEAR/5 c is a NEAR/3 b DAN b NEAR/5 c. */
static struct query_node *parse_near(
	struct parser *parser, enum query_field field)
{
	struct node_list all = {.count = 0}, chain = {.count = 1};
	chain.node[0] = parse_primary(parser, field);
	while (chain.node[0] && peek(parser)->kind == QUERY_TOKEN_NEAR) {
		uint32_t distance = peek(parser)->distance;
		parser->at++;
		struct query_node *last = parse_primary(parser, field);
		if (!last)
			return NULL;
		chain.node[chain.count++] = last;
		if (peek(parser)->kind == QUERY_TOKEN_NEAR &&
			peek(parser)->distance == distance)
			continue;
		struct query_node *near = join(parser, QUERY_NEAR, &chain);
		if (!near)
			return NULL;
		near->distance = distance;
		all.node[all.count++] = near;
		if (peek(parser)->kind != QUERY_TOKEN_NEAR)
			return join(parser, QUERY_AND, &all);
		chain.node[0] = query_leaf_new(parser->reader, last->kind,
			last->text, last->start, last->end);
		if (!chain.node[0])
			return NULL;
		*chain.node[0] = *last;
		chain.count = 1;
	}
	return chain.node[0];
}

/* *must: it has a plus. */
static struct query_node *parse_operand(
	struct parser *parser, enum query_field field, bool *must)
{
	uint32_t start = peek(parser)->start;
	bool negative = false;
	for (; peek(parser)->kind == QUERY_TOKEN_NOT; parser->at++)
		negative = !negative;
	char sign = peek(parser)->sign;
	negative ^= sign == '-';
	*must = sign == '+' && !negative;
	struct query_node *node = parse_near(parser, field);
	if (node && negative)
		node = negate(parser, node);
	if (node)
		node->start = start;
	return node;
}

static struct query_node *parse_and(
	struct parser *parser, enum query_field field, bool *must)
{
	struct node_list list = {.count = 0};
	for (;;) {
		struct query_node *node = parse_operand(parser, field, must);
		if (!node)
			return NULL;
		list.node[list.count++] = node;
		if (peek(parser)->kind != QUERY_TOKEN_AND)
			break;
		parser->at++;
	}
	*must &= list.count == 1;
	return join(parser, QUERY_AND, &list);
}

/* Whether a part has only years and negations: beside words it can only
 * filter. */
static bool narrows(const struct query_node *node)
{
	if (node->kind == QUERY_YEARS || node->kind == QUERY_NOT)
		return true;
	if (node->kind != QUERY_AND && node->kind != QUERY_OR)
		return false;
	for (size_t i = 0; i < node->child_count; i++)
		if (!narrows(node->child[i]))
			return false;
	return true;
}

/* (and (maybe must may) years not...), without the parts that are missing. */
static struct query_node *parse_run(
	struct parser *parser, enum query_field field)
{
	struct node_list musts = {.count = 0}, mays = {.count = 0};
	struct node_list years = {.count = 0}, rest = {.count = 0};
	struct node_list words = {.count = 0}, all = {.count = 0};
	enum query_token_kind next;
	do {
		bool must;
		struct query_node *node = parse_and(parser, field, &must);
		if (!node)
			return NULL;
		struct node_list *list = must                        ? &musts
					 : node->kind == QUERY_YEARS ? &years
					 : narrows(node)             ? &rest
								     : &mays;
		list->node[list->count++] = node;
		next = peek(parser)->kind;
	} while (next != QUERY_TOKEN_OR && next != QUERY_TOKEN_CLOSE);
	if (musts.count)
		words.node[words.count++] = join(parser, QUERY_AND, &musts);
	if (mays.count)
		words.node[words.count++] = join(parser, QUERY_OR, &mays);
	for (size_t i = 0; i < words.count; i++)
		if (!words.node[i])
			return NULL;
	if (words.count)
		all.node[all.count++] = join(parser, QUERY_MAYBE, &words);
	if (years.count)
		all.node[all.count++] = join(parser, QUERY_OR, &years);
	for (size_t i = 0; i < all.count; i++)
		if (!all.node[i])
			return NULL;
	for (size_t i = 0; i < rest.count; i++)
		all.node[all.count++] = rest.node[i];
	return join(parser, QUERY_AND, &all);
}

static struct query_node *parse_or(
	struct parser *parser, enum query_field field)
{
	struct node_list list = {.count = 0};
	for (;;) {
		struct query_node *run = parse_run(parser, field);
		if (!run)
			return NULL;
		list.node[list.count++] = run;
		if (peek(parser)->kind != QUERY_TOKEN_OR)
			return join(parser, QUERY_OR, &list);
		parser->at++;
	}
}

struct query_node *query_tree(struct query_reader *reader)
{
	struct parser parser = {.reader = reader};
	return parse_or(&parser, QUERY_TEXT);
}
