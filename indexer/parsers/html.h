/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html.h - a web page -> its main text and what it says of itself.
 *
 * libgumbo parses (HTML5 as browsers read it).  The text is then found in four
 * steps, none of which knows any site:
 *  1. html_page.c walks the tree: blocks of text (paragraph, heading, item,
 *     row of a table), and for each element the blocks in it.
 *  2. html_name.c says what tag, role, class and id of an element tell: that it
 *     is a menu, a share bar, comments, related links - or the text itself.
 *     Words in class and id are read in English and Indonesian.
 *  3. html_main.c leaves such elements out, unless most of the page's running
 *     text stands in them (then the name must mean something else), and takes
 *     the smallest element that holds nearly all that is left.
 *  4. Of its blocks those that are links, lines of furniture (furniture.h) or
 *     bits before and behind the text are left out.
 * Running text is what has several words outside links: menus have none.
 */
#ifndef TELUSUR_HTML_H
#define TELUSUR_HTML_H

#include "extract.h"

/* Appends all text of a page that is a chapter of a book, without its
 * navigation. */
bool html_chapter(struct slice bytes, struct buf *text, struct error *err);

#endif
