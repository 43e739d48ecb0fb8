/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_page.h - a web page as a list of text blocks in document order, and of
 * the elements that contain them.
 */
#ifndef TELUSUR_HTML_BLOCK_H
#define TELUSUR_HTML_BLOCK_H

#include "buf.h"
#include "errors.h"
#include "html_name.h"

enum html_block_kind {
	HTML_BLOCK_TEXT,
	HTML_BLOCK_HEADING,
	HTML_BLOCK_ITEM, /* list item */
	HTML_BLOCK_ROW, /* table row */
};

struct html_block {
	uint32_t start, end; /* bytes in the page's text */
	uint32_t words, link_words; /* words; those of them in links */
	enum html_block_kind kind;
	int level; /* of a heading, 1 to 6 */
	bool dropped; /* not part of the main text; html_main.c decides */
};

/* An element that is not inline; it comes before the elements in it.  Its
 * blocks are first .. end - 1. */
struct html_element {
	enum html_name name;
	uint32_t first, end; /* indexes of blocks */
};

struct html_page {
	struct buf text;
	struct html_block *block;
	struct html_element *element;
	uint64_t *sum; /* count + 1 prefix sums of html_main.c's weights */
	bool verse; /* mostly verse; set by html_main.c */
	size_t count, capacity; /* of blocks */
	size_t element_count, element_capacity;
};

/* Fills the page, which is empty, from the tree's <body>.  ERROR_LIMIT (more
 * than HTML_MAX_DEPTH nested elements), ERROR_MEMORY.  Call html_page_free in
 * any case. */
bool html_page_read(
	struct html_page *page, const GumboNode *body, struct error *err);
void html_page_free(struct html_page *page);

/* The text of one block. */
struct slice html_page_text(
	const struct html_page *page, const struct html_block *block);

#endif
