/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_meta.h - the metadata of a web page.  For each field the first source
 * below that has it:
 *
 * title   JSON-LD headline, og:title, citation_title and Dublin Core, the
 *         heading whose class says title, the first <h1>, <title>;
 *         the site's name after it is cut off
 * author  JSON-LD, citation_author and Dublin Core, meta author and
 *         article:author, itemprop=author and rel=author, a byline by its
 *         class or by its words above the text ("Oleh: ..."); only if it is
 *         the name of a person (person.h) and not the site's
 * date    JSON-LD datePublished, article:published_time, other meta names,
 *         itemprop=datePublished, <time datetime>, the date of the last
 *         change, a date above the text
 * url     rel=canonical, og:url, JSON-LD; only http(s)
 */
#ifndef TELUSUR_HTML_META_H
#define TELUSUR_HTML_META_H

#include "extract.h"

#include <gumbo.h>

/* Fills title, author, date and url; the bylines and dates above the text are
 * left to html_main_byline.  ERROR_MEMORY. */
bool html_meta(const GumboNode *root, struct extract *out, struct error *err);

#endif
