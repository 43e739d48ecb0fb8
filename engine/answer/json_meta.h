/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_meta.h - reads metadata of a text from JSON: the JSON-LD of a page, or a
 * sidecar file.
 */
#ifndef TELUSUR_JSON_META_H
#define TELUSUR_JSON_META_H

#include "buf.h"
#include "errors.h"

/* An empty field is unknown. */
struct json_meta {
	struct buf title, author, url;
	struct buf date; /* of publication */
	struct buf changed;
	struct buf publisher;
};
void json_meta_free(struct json_meta *meta);

/* Fills the empty fields of meta from a JSON-LD block about an article
 * (schema.org: Article and its subtypes, CreativeWork, Book ...).  A block that
 * is not valid JSON is ignored.  Only persons are authors; several are joined
 * with ", ".  ERROR_MEMORY. */
bool json_meta_ld(
	struct slice block, struct json_meta *meta, struct error *err);

/* Reads {"title","author","date","url"}; each is optional and a string.
 * ERROR_SYNTAX: anything else; the message says what.  ERROR_MEMORY. */
bool json_meta_sidecar(
	struct slice text, struct json_meta *meta, struct error *err);

#endif
