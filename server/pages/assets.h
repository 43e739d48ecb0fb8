/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assets.h - the files of the web pages, loaded into memory at the start:
 * compressed, with ETags and with URLs that browsers may cache for ever.
 *
 * Compressing the pages takes 170 ms, ten times what else a server does until
 * its first answer.  So their compressed forms are part of the program.  A file
 * finds its forms by its bytes, not by its name or time: any other file is
 * compressed when it is loaded, and no form can be stale.
 *
 * A request is looked up in this table and never reaches the file system, so no
 * path can lead out of the folder.
 *
 * Every file but the pages has two URLs: "/style.css", which a browser
 * revalidates on each visit, and "/a/FINGERPRINT/style.css", which it may cache
 * for ever.  One fingerprint covers all files but the pages.  So modules can
 * import each other by "./name.js", in cycles too, and only the pages are
 * rewritten: where an attribute is exactly the URL of a file here.  A change to
 * one file makes browsers fetch all again; they are 20 KB.  A URL with an old
 * fingerprint gives the current file, not to be cached: so a page that was open
 * during an update can still load its other modules.
 */
#ifndef TELUSUR_ASSETS_H
#define TELUSUR_ASSETS_H

#include "buf.h"
#include "coding.h"
#include "errors.h"
#include "reply.h"

enum {
	ASSETS_MAX_BYTES = 1 << 20, /* of one file */
	ASSETS_MAX_COUNT = 256,
	ASSETS_FINGERPRINT_LENGTH = 16, /* hexadecimal digits */
	/* Smaller files are not compressed: they fit into one packet anyway. */
	ASSETS_MIN_CODED_BYTES = 512,
};

/* The compressed forms of a file, made while the programs were built. */
struct asset_ready {
	uint64_t hash; /* of the plain form: hash_bytes */
	size_t plain_bytes;
	struct slice form[CODING_COUNT]; /* empty: not held; plain: always */
};

struct assets_ready {
	const struct asset_ready *row;
	size_t count;
};

/* The forms of the files of web/.  compress.c makes it; only the program has
 * it, not the library of this room. */
extern const struct assets_ready assets_ready_made;

/* A file in one content coding. */
struct asset_form {
	bool held; /* plain: always; others: if an eighth shorter */
	char etag[REPLY_ETAG_BYTES]; /* strong; each coding has its own */
	struct slice bytes; /* of `made`, or lent by a table of ready forms */
	struct buf made;
};

struct asset {
	char *path; /* of the URL: "/", "/baca", "/style.css" */
	const char *type; /* Content-Type */
	bool page;
	struct asset_form form[CODING_COUNT];
};

struct assets;

/* Loads the .html, .css, .js and .svg files of the folder itself, except links
 * and hidden files.  index.html becomes "/", NAME.html becomes "/NAME".  `ready`
 * is borrowed as long as the assets live; NULL: every file is compressed here.
 * Errors: ERROR_NOT_FOUND (no folder, no index.html), ERROR_LIMIT (a file is
 * too long, too many files), ERROR_IO, ERROR_MEMORY. */
struct assets *assets_load(const char *folder, const struct assets_ready *ready,
	struct error *err);
void assets_free(struct assets *assets);

/* The files in the order of their paths; NULL behind the last. */
const struct asset *assets_at(const struct assets *assets, size_t i);

/* The file for a decoded path, or NULL.  *lasting: the content of this URL
 * never changes. */
const struct asset *assets_find(
	const struct assets *assets, struct slice path, bool *lasting);

/* Fills the reply with the file, in the coding that Accept-Encoding prefers. */
void assets_answer(const struct asset *asset, bool lasting,
	struct slice accept_encoding, struct reply *reply);

#endif
