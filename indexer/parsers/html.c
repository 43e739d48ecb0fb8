/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html.h"

#include "html_main.h"
#include "html_meta.h"
#include "parsers.h"

#include <stdlib.h>

/* libgumbo uses what it is given. */
static void *allocate(void *data, size_t size)
{
	void *memory = malloc(size ? size : 1);
	(void)data;
	if (!memory)
		extract_out_of_memory();
	return memory;
}

/* Parses bytes in any encoding; *scratch holds the text while the tree is
 * used. */
static GumboOutput *parse(struct slice bytes, struct buf *scratch,
	enum decode_encoding *encoding, struct error *err)
{
	struct slice text;
	GumboOptions options = kGumboDefaultOptions;
	options.max_errors = 0;
	options.allocator = allocate;
	if (!decode_text(bytes, scratch, &text, encoding, err))
		return NULL;
	if (*encoding == DECODE_BINARY) {
		error_set(err, ERROR_CORRUPT, "binary, not a page");
		return NULL;
	}
	return gumbo_parse_with_options(
		&options, text.bytes ? text.bytes : "", text.length);
}

static const GumboNode *find_body(const GumboOutput *tree)
{
	const GumboVector *children = &tree->root->v.element.children;
	for (unsigned i = 0; i < children->length; i++) {
		const GumboNode *child = children->data[i];
		if (child->type == GUMBO_NODE_ELEMENT &&
			(child->v.element.tag == GUMBO_TAG_BODY ||
				child->v.element.tag == GUMBO_TAG_FRAMESET))
			return child;
	}
	return tree->root;
}

/* The tree is not freed: the process ends, and freeing would recurse. */
bool html_extract(struct slice bytes, struct extract *out, struct error *err)
{
	struct html_page page = {0};
	struct buf scratch = {0};
	GumboOutput *tree = parse(bytes, &scratch, &out->encoding, err);
	bool ok = tree && html_meta(tree->root, out, err) &&
		  html_page_read(&page, find_body(tree), err);
	if (ok) {
		html_main(&page, buf_slice(&out->title));
		html_main_byline(&page, out);
		html_main_put_text(&page, &out->text, &out->furniture);
		ok = !out->text.failed || error_set_memory(err);
	}
	html_page_free(&page);
	return ok;
}

bool html_chapter(struct slice bytes, struct buf *text, struct error *err)
{
	struct html_page page = {0};
	struct buf scratch = {0};
	enum decode_encoding encoding;
	uint32_t dropped = 0;
	GumboOutput *tree = parse(bytes, &scratch, &encoding, err);
	bool ok = tree && html_page_read(&page, find_body(tree), err);
	if (ok) {
		html_main_chapter(&page);
		html_main_put_text(&page, text, &dropped);
		ok = !text->failed || error_set_memory(err);
		gumbo_destroy_output(&kGumboDefaultOptions, tree);
		buf_free(&scratch);
	}
	html_page_free(&page);
	return ok;
}
