/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html_page.h"

#include <ctype.h>
#include <stdlib.h>

/* Cells of a table that holds data, not the page's columns, are short. */
enum { MAX_CELL_BYTES = 240 };

struct walk {
	struct html_page *page;
	struct html_block open; /* being filled */
	bool pre; /* white space is text */
	bool row; /* in a row that is one line */
	bool in_word;
	unsigned links; /* inside so many */
	int depth;
	enum html_block_kind kind;
	int level;
	bool failed; /* out of memory */
};

static bool walk_node(struct walk *walk, const GumboNode *node);

void html_page_free(struct html_page *page)
{
	buf_free(&page->text);
	free(page->block);
	free(page->element);
	free(page->sum);
	*page = (struct html_page){0};
}

struct slice html_page_text(
	const struct html_page *page, const struct html_block *block)
{
	return slice_of(
		page->text.bytes + block->start, block->end - block->start);
}

static bool put_block(struct html_page *page, const struct html_block *block)
{
	struct html_block *grown = array_room(
		page->block, page->count, &page->capacity, sizeof *grown);
	if (!grown)
		return false;
	page->block = grown;
	page->block[page->count++] = *block;
	return true;
}

static bool put_element(
	struct html_page *page, enum html_name name, size_t *number)
{
	struct html_element *grown = array_room(page->element,
		page->element_count, &page->element_capacity, sizeof *grown);
	if (!grown)
		return false;
	page->element = grown;
	*number = page->element_count;
	page->element[page->element_count++] = (struct html_element){
		.name = name, .first = (uint32_t)page->count};
	return true;
}

static bool at_line_start(const struct walk *walk)
{
	const struct buf *text = &walk->page->text;
	return text->length == walk->open.start ||
	       isspace((unsigned char)text->bytes[text->length - 1]);
}

static void put_space(struct walk *walk, char space)
{
	walk->in_word = false;
	if (walk->pre || !at_line_start(walk))
		buf_put_byte(&walk->page->text, (unsigned char)space);
}

/* Ends the block, if there is a word in it. */
static void flush(struct walk *walk)
{
	struct html_page *page = walk->page;
	struct html_block *open = &walk->open;
	if (walk->row) {
		put_space(walk, ' ');
		return;
	}
	while (page->text.length > open->start &&
		isspace((unsigned char)page->text.bytes[page->text.length - 1]))
		page->text.length--;
	open->end = (uint32_t)page->text.length;
	open->kind = walk->kind;
	open->level = walk->level;
	if (open->words == 0)
		page->text.length = open->start;
	else
		walk->failed |= !put_block(page, open);
	*open = (struct html_block){.start = (uint32_t)page->text.length};
	walk->in_word = false;
}

static void put_text(struct walk *walk, const char *at)
{
	while (*at) {
		size_t space = isspace((unsigned char)*at) != 0;
		if (memcmp(at, "\xC2\xA0", 2) == 0)
			space = 2;
		if (space) {
			put_space(walk, walk->pre && space == 1 ? *at : ' ');
			at += space;
			continue;
		}
		bool letter = isalnum((unsigned char)*at) || *at & 0x80;
		if (letter && !walk->in_word) {
			walk->open.words++;
			walk->open.link_words += walk->links > 0;
			walk->in_word = true;
		}
		buf_put_byte(&walk->page->text, (unsigned char)*at++);
	}
}

/* One <br> ends the line, two the block. */
static void put_break(struct walk *walk)
{
	const struct buf *text = &walk->page->text;
	bool second = text->length > walk->open.start &&
		      text->bytes[text->length - 1] == '\n';
	while (walk->page->text.length > walk->open.start &&
		text->bytes[text->length - 1] == ' ')
		walk->page->text.length--;
	if (second)
		flush(walk);
	else if (text->length > walk->open.start)
		buf_put_byte(&walk->page->text, '\n');
	walk->in_word = false;
}

static bool walk_children(struct walk *walk, const GumboNode *node)
{
	const GumboVector *children = &node->v.element.children;
	for (unsigned i = 0; i < children->length; i++)
		if (!walk_node(walk, children->data[i]))
			return false;
	return true;
}

/* Bytes of text below the node, up to a little more than MAX_CELL_BYTES; that
 * much, too, when a table stands in it. */
static size_t measure(const GumboNode *node, int depth)
{
	if (node->type == GUMBO_NODE_TEXT)
		return strlen(node->v.text.text);
	if (node->type != GUMBO_NODE_ELEMENT)
		return 0;
	if (depth > 8 || node->v.element.tag == GUMBO_TAG_TABLE)
		return MAX_CELL_BYTES + 1;
	size_t bytes = 0;
	const GumboVector *children = &node->v.element.children;
	for (unsigned i = 0; i < children->length && bytes <= MAX_CELL_BYTES;
		i++)
		bytes += measure(children->data[i], depth + 1);
	return bytes;
}

/* Whether the row's cells are short enough to be one line. */
static bool is_data_row(const GumboNode *row)
{
	const GumboVector *children = &row->v.element.children;
	for (unsigned i = 0; i < children->length; i++)
		if (measure(children->data[i], 0) > MAX_CELL_BYTES)
			return false;
	return children->length > 1;
}

/* The cells as one line, with a tab between them. */
static bool walk_row(struct walk *walk, const GumboNode *row)
{
	const GumboVector *children = &row->v.element.children;
	bool ok = true;
	walk->row = true;
	for (unsigned i = 0; ok && i < children->length; i++) {
		const GumboNode *cell = children->data[i];
		if (cell->type != GUMBO_NODE_ELEMENT)
			continue;
		put_space(walk, '\t');
		ok = walk_children(walk, cell);
	}
	walk->row = false;
	walk->kind = HTML_BLOCK_ROW;
	return ok;
}

static bool walk_inline(struct walk *walk, const GumboNode *node)
{
	GumboTag tag = node->v.element.tag;
	const char *class = html_name_attribute(node, "class");
	enum html_name name = html_name(node);
	if (tag == GUMBO_TAG_SUP && strstr(class, "ref"))
		return true; /* the number of a note */
	if (name == HTML_NAME_FRAME || name == HTML_NAME_COMMENTS ||
		name == HTML_NAME_HIDDEN)
		return true;
	walk->links += tag == GUMBO_TAG_A;
	bool ok = walk_children(walk, node);
	walk->links -= tag == GUMBO_TAG_A;
	return ok;
}

static bool walk_block(
	struct walk *walk, const GumboNode *node, enum html_name name)
{
	struct walk outer = *walk;
	GumboTag tag = node->v.element.tag;
	size_t number;
	flush(walk);
	if (!put_element(walk->page, name, &number)) {
		walk->failed = true;
		return false;
	}
	if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) {
		walk->kind = HTML_BLOCK_HEADING;
		walk->level = (int)tag - (int)GUMBO_TAG_H1 + 1;
	} else if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DT ||
		   tag == GUMBO_TAG_DD) {
		walk->kind = HTML_BLOCK_ITEM;
	}
	walk->pre |= tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LISTING;
	bool row = tag == GUMBO_TAG_TR && !walk->row && is_data_row(node);
	bool ok = row ? walk_row(walk, node) : walk_children(walk, node);
	flush(walk);
	walk->kind = outer.kind;
	walk->level = outer.level;
	walk->pre = outer.pre;
	walk->page->element[number].end = (uint32_t)walk->page->count;
	return ok;
}

static bool walk_node(struct walk *walk, const GumboNode *node)
{
	if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
		node->type == GUMBO_NODE_WHITESPACE) {
		put_text(walk, node->v.text.text);
		return true;
	}
	if (node->type != GUMBO_NODE_ELEMENT || walk->failed)
		return !walk->failed;
	GumboTag tag = node->v.element.tag;
	if (tag == GUMBO_TAG_BR) {
		put_break(walk);
		return true;
	}
	enum html_name name = html_name(node);
	if (name == HTML_NAME_SILENT)
		return true;
	if (++walk->depth > HTML_MAX_DEPTH)
		return false;
	bool ok = html_name_is_inline(tag) ? walk_inline(walk, node)
					   : walk_block(walk, node, name);
	walk->depth--;
	return ok;
}

bool html_page_read(
	struct html_page *page, const GumboNode *body, struct error *err)
{
	struct walk walk = {.page = page};
	bool ok = walk_node(&walk, body);
	flush(&walk);
	page->sum = calloc(page->count + 1, sizeof *page->sum);
	if (walk.failed || page->text.failed || !page->sum)
		return error_set_memory(err);
	return ok ||
	       error_set(err, ERROR_LIMIT, "over %d elements inside each other",
		       HTML_MAX_DEPTH);
}
