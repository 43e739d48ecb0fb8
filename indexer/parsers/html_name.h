/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_name.h - what an element's tag, role, class and id say that it is.
 */
#ifndef TELUSUR_HTML_NAME_H
#define TELUSUR_HTML_NAME_H

#include <gumbo.h>
#include <stdbool.h>

enum html_name {
	HTML_NAME_NONE,
	HTML_NAME_SILENT, /* never text: scripts, controls, pictures */
	HTML_NAME_HIDDEN, /* not shown */
	HTML_NAME_FRAME, /* menu, head or foot of the page, share bar ... */
	HTML_NAME_COMMENTS, /* what readers said */
	HTML_NAME_MAIN, /* the page without its frame */
	HTML_NAME_ARTICLE, /* one text, perhaps with its frame */
	HTML_NAME_BODY, /* the text itself */
};

enum html_name html_name(const GumboNode *node);

/* Elements inside each other; no page that people made comes near. */
enum { HTML_MAX_DEPTH = 512 };

/* Whether the element stands in a line of text, as <b> does. */
bool html_name_is_inline(GumboTag tag);

/* The attribute's value, or "" */
const char *html_name_attribute(const GumboNode *node, const char *name);

#endif
