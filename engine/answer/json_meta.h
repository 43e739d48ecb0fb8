/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_meta.h - what is said of a text in JSON: by a page in JSON-LD, or by a
 * sidecar file.
 */
#ifndef TELUSUR_JSON_META_H
#define TELUSUR_JSON_META_H

#include "buf.h"
#include "errors.h"

/* Empty: not said. */
struct json_meta {
	struct buf title, author, url;
	struct buf date; /* of publication */
	struct buf changed;
	struct buf publisher;
};
void json_meta_free(struct json_meta *meta);

/* Adds what a JSON-LD block of a page says of an article (schema.org: Article
 * and its kinds, BlogPosting, WebPage, Book); what an earlier block said stays.
 * A block that is no JSON says nothing.  Authors are persons; several are
 * joined with ", ".  Fails only when out of memory. */
bool json_meta_ld(
	struct slice block, struct json_meta *meta, struct error *err);

/* Reads {"title","author","date","url"}, each of them optional and a string.
 * ERROR_SYNTAX says what is wrong. */
bool json_meta_sidecar(
	struct slice text, struct json_meta *meta, struct error *err);

#endif
