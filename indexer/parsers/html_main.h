/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_main.h - which of a page's blocks are its text.
 */
#ifndef TELUSUR_HTML_MAIN_H
#define TELUSUR_HTML_MAIN_H

#include "extract.h"
#include "html_page.h"

/* Marks the blocks that are not as dropped; the title's words, where they stand
 * above the text, are not the text's. */
void html_main(struct html_page *page, struct slice title);

/* Finds author and date, where they are not known, in the lines above the
 * text. */
void html_main_byline(const struct html_page *page, struct extract *out);

/* Marks what is named a frame or hidden, and nothing else. */
void html_main_chapter(struct html_page *page);

/* Appends the blocks that are not dropped, with a blank line between them, or
 * a line end between items and between rows; counts the others. */
void html_main_put_text(
	const struct html_page *page, struct buf *out, uint32_t *dropped);

#endif
