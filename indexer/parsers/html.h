/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html.h - extracts the main text and the metadata of a web page.
 *
 * libgumbo parses HTML5 as browsers do.  The main text is then found in four
 * steps; no step knows any particular site:
 *  1. html_page.c walks the tree and lists the blocks of text (paragraph,
 *     heading, list item, table row), and for each element the blocks in it.
 *  2. html_name.c classifies elements by tag, role, class and id: menu, share
 *     bar, comments, related links, or the main text.  Words in class and id
 *     are known in English and Indonesian.
 *  3. html_main.c drops elements that are not main text, unless they hold most
 *     of the page's running text (then their name misleads), and takes the
 *     smallest element with nearly all running text that is left.
 *  4. Of its blocks, links, furniture (furniture.h) and short blocks before and
 *     after the text are dropped.
 * Running text: blocks with several words outside links.  Menus have none.
 */
#ifndef TELUSUR_HTML_H
#define TELUSUR_HTML_H

#include "extract.h"

/* Appends the text of a page that is a chapter of a book: all of it but
 * navigation and hidden elements.  ERROR_CORRUPT (binary), ERROR_LIMIT (nested
 * too deeply), ERROR_MEMORY. */
bool html_chapter(struct slice bytes, struct buf *text, struct error *err);

#endif
