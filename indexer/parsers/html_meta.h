/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_meta.h - what a page says of its text.  The first that says it counts:
 *
 * title   JSON-LD headline, og:title, citation_title and Dublin Core, the
 *         heading that its class calls the title, the first <h1>, <title>;
 *         without the name of the site behind it
 * author  JSON-LD, citation_author and Dublin Core, meta author and
 *         article:author, itemprop=author and rel=author, a byline by its
 *         class or by its words above the text ("Oleh: ..."); only the
 *         name of a person (person.h) that is not the site's
 * date    JSON-LD datePublished, article:published_time, other meta names,
 *         itemprop=datePublished, <time datetime>, when the page was changed,
 *         a date above the text
 * url     rel=canonical, og:url, JSON-LD; only http(s)
 */
#ifndef TELUSUR_HTML_META_H
#define TELUSUR_HTML_META_H

#include "extract.h"

#include <gumbo.h>

/* Fills title, author, date and url. */
bool html_meta(const GumboNode *root, struct extract *out, struct error *err);

#endif
