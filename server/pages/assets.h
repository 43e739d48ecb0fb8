/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assets.h - the pages and what belongs to them, made ready in memory at the
 * start: compressed, named, and with the pages pointing at lasting addresses.
 *
 * A request is looked up in this table and never reaches the file system, so
 * no path that a client can think of leads out of the folder.
 *
 * Each file but the pages is served at two addresses: "/style.css", which is
 * asked after on each visit, and "/a/FINGERPRINT/style.css", which a browser
 * may keep for ever.  One fingerprint, over all files but the pages, stands
 * for all of them: so modules go on importing each other by "./name.js",
 * whatever circles they form, and only the pages are rewritten, where an
 * attribute is exactly the address of a file we hold.  A change to one file
 * makes a browser fetch all again; they are 20 KB.  An address with a
 * fingerprint of another day gives today's file, not to be kept: a page that
 * was open while the server was renewed can still load its last module.
 */
#ifndef TELUSUR_ASSETS_H
#define TELUSUR_ASSETS_H

#include "buf.h"
#include "coding.h"
#include "errors.h"
#include "reply.h"

enum {
	ASSETS_MAX_BYTES = 1 << 20, /* of a file */
	ASSETS_MAX_COUNT = 256,
	ASSETS_FINGERPRINT_LENGTH = 16, /* hexadecimal digits */
	/* Below this a file stays plain: it travels in one packet anyway. */
	ASSETS_MIN_CODED_BYTES = 512,
};

/* A file in one coding. */
struct asset_form {
	bool held; /* plain always, the others where they save an eighth */
	char etag[REPLY_ETAG_BYTES]; /* strong, of this form alone */
	struct buf body;
};

struct asset {
	char *path; /* of the request: "/", "/baca", "/style.css" */
	const char *type; /* Content-Type */
	bool page;
	struct asset_form form[CODING_COUNT];
};

struct assets;

/* Reads the .html, .css, .js and .svg files of the folder itself, none that is
 * a link or begins with a dot.  index.html becomes "/", NAME.html "/NAME".
 * Fails when there is no index.html or a file is too long. */
struct assets *assets_load(const char *folder, struct error *err);
void assets_free(struct assets *assets);

/* The file of a decoded path, or NULL.  *lasting tells that what stands at
 * this address never changes. */
const struct asset *assets_find(
	const struct assets *assets, struct slice path, bool *lasting);

/* Answers with the form that the Accept-Encoding header wants. */
void assets_answer(const struct asset *asset, bool lasting,
	struct slice accept_encoding, struct reply *reply);

#endif
