/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes are a query: read them, strict and not, and check the tree. */
#include "query.h"
#include "query_print.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct tally {
	struct slice text;
	size_t leaves, prefixes;
};

static void check_leaf(const struct query_node *node, struct tally *tally)
{
	const char *begin = tally->text.bytes;
	assert(node->child_count == 0);
	assert(node->text.length > 0);
	assert(node->text.bytes >= begin + node->start);
	assert(node->text.bytes + node->text.length <= begin + node->end);
	assert(!node->family || node->kind == QUERY_PHRASE);
	if (node->kind == QUERY_YEARS)
		assert(node->first_year <= node->last_year &&
			node->field == QUERY_TEXT);
	if (node->kind != QUERY_PHRASE)
		assert(!memchr(node->text.bytes, ' ', node->text.length) &&
			!memchr(node->text.bytes, '"', node->text.length));
	tally->leaves++;
	tally->prefixes += node->kind == QUERY_PREFIX;
}

static void check_children(const struct query_node *node)
{
	switch (node->kind) {
	case QUERY_NOT:
		assert(node->child_count == 1);
		assert(node->child[0]->kind != QUERY_NOT);
		break;
	case QUERY_MAYBE:
		assert(node->child_count == 2);
		break;
	case QUERY_NEAR:
		assert(node->distance >= 1 &&
			node->distance <= QUERY_MAX_DISTANCE);
		assert(node->child_count >= 2);
		for (size_t i = 0; i < node->child_count; i++)
			assert(node->child[i]->kind <= QUERY_PHRASE);
		break;
	default:
		assert(node->kind == QUERY_AND || node->kind == QUERY_OR);
		assert(node->child_count >= 2);
		for (size_t i = 0; i < node->child_count; i++)
			assert(node->child[i]->kind != node->kind);
	}
}

static void check_node(const struct query_node *node, struct tally *tally)
{
	assert(node->start < node->end && node->end <= tally->text.length);
	if (node->kind <= QUERY_PHRASE || node->kind == QUERY_YEARS) {
		check_leaf(node, tally);
		return;
	}
	assert(node->field == QUERY_TEXT);
	check_children(node);
	for (size_t i = 0; i < node->child_count; i++) {
		assert(node->child[i]->start >= node->start);
		assert(node->child[i]->end <= node->end);
		check_node(node->child[i], tally);
	}
}

static void check_query(const struct query *query, struct slice text)
{
	assert(slice_equal(query->text, text));
	for (size_t i = 0; i < query->note_count; i++) {
		assert(query->note[i].position < text.length);
		assert(i == 0 ||
			query->note[i - 1].position < query->note[i].position);
	}
	struct tally tally = {.text = query->text};
	if (query->root)
		check_node(query->root, &tally);
	assert(tally.leaves <= QUERY_MAX_TERMS);
	assert(tally.prefixes <= QUERY_MAX_PREFIXES);
	char *tree = query_print(query);
	assert(tree && tree[0] == '(');
	assert((strcmp(tree, "()") == 0) == (query->root == NULL));
	free(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = slice_of((const char *)data, size);
	struct error err = {0}, strict_err = {0};
	struct query *query = query_parse(text, false, &err);
	struct query *strict = query_parse(text, true, &strict_err);
	if (!query) {
		assert(err.code == ERROR_LIMIT);
		assert(!strict && strict_err.code == ERROR_LIMIT);
		return 0;
	}
	check_query(query, text);
	if (query->note_count > 0) {
		assert(!strict && strict_err.code == ERROR_SYNTAX);
		assert(strict_err.position == query->note[0].position);
	} else {
		assert(strict);
		check_query(strict, text);
	}
	query_free(strict);
	query_free(query);
	return 0;
}
