/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_page.h - the blocks of text of a page, in order, and the elements that
 * they stand in.
 */
#ifndef TELUSUR_HTML_BLOCK_H
#define TELUSUR_HTML_BLOCK_H

#include "buf.h"
#include "errors.h"
#include "html_name.h"

enum html_block_kind {
	HTML_BLOCK_TEXT,
	HTML_BLOCK_HEADING,
	HTML_BLOCK_ITEM, /* of a list */
	HTML_BLOCK_ROW, /* of a table */
};

struct html_block {
	uint32_t start, end; /* in the page's text */
	uint32_t words, link_words; /* link_words of the words are links */
	enum html_block_kind kind;
	int level; /* of a heading */
	bool dropped;
};

/* An element that is not inline, before those in it.  Its blocks stand side by
 * side. */
struct html_element {
	enum html_name name;
	uint32_t first, end; /* blocks */
};

struct html_page {
	struct buf text;
	struct html_block *block;
	struct html_element *element;
	uint64_t *sum; /* count + 1: what html_main.c weighs blocks by */
	bool verse; /* its text is mostly that; html_main.c finds out */
	size_t count, capacity; /* of blocks */
	size_t element_count, element_capacity;
};

/* Fills the page (which is empty) from the tree's <body>. */
bool html_page_read(
	struct html_page *page, const GumboNode *body, struct error *err);
void html_page_free(struct html_page *page);

struct slice html_page_text(
	const struct html_page *page, const struct html_block *block);

#endif
