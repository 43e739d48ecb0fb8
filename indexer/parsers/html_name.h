/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_name.h - classifies an element of a web page by its tag, role, class and
 * id.
 */
#ifndef TELUSUR_HTML_NAME_H
#define TELUSUR_HTML_NAME_H

#include <gumbo.h>
#include <stdbool.h>

enum html_name {
	HTML_NAME_NONE,
	HTML_NAME_SILENT, /* never text: scripts, form controls, images */
	HTML_NAME_HIDDEN, /* not shown */
	HTML_NAME_FRAME, /* menu, page header or footer, share bar ... */
	HTML_NAME_COMMENTS, /* of readers */
	HTML_NAME_MAIN, /* the page without header, footer and menus */
	HTML_NAME_ARTICLE, /* one text, maybe with a share bar and the like */
	HTML_NAME_BODY, /* the main text itself */
};

enum html_name html_name(const GumboNode *node);

/* Nested elements; pages of real sites stay far below. */
enum { HTML_MAX_DEPTH = 512 };

/* Whether elements of this tag are inline, as <b> is. */
bool html_name_is_inline(GumboTag tag);

/* The value of the attribute, or "". */
const char *html_name_attribute(const GumboNode *node, const char *name);

#endif
