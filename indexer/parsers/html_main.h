/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_main.h - decides which blocks of a page are its main text (html.h has
 * the steps).
 */
#ifndef TELUSUR_HTML_MAIN_H
#define TELUSUR_HTML_MAIN_H

#include "extract.h"
#include "html_page.h"

/* Sets `dropped` in all blocks that are not main text.  A block above the text
 * with the words of the title is dropped too. */
void html_main(struct html_page *page, struct slice title);

/* Fills author and date, where empty, from the lines above the main text.  Out
 * of memory: the buffers are marked as failed. */
void html_main_byline(const struct html_page *page, struct extract *out);

/* Sets `dropped` only in blocks of elements that are named a frame or hidden:
 * for a chapter of a book, all other text of which counts. */
void html_main_chapter(struct html_page *page);

/* Appends the blocks that are not dropped, separated by a blank line; items and
 * rows by a line end.  Adds the number of dropped blocks to *dropped. */
void html_main_put_text(
	const struct html_page *page, struct buf *out, uint32_t *dropped);

#endif
