/* asset.h - the pages and what belongs to them, read into memory at the start.
 *
 * A request is looked up in this table and never reaches the file system, so
 * no path that a client can think of leads out of the folder.
 */
#ifndef TELUSUR_ASSET_H
#define TELUSUR_ASSET_H

#include "buf.h"
#include "error.h"
#include "reply.h"

enum {
	ASSET_MAX_BYTES = 1 << 20, /* of a file */
	ASSET_MAX_COUNT = 256,
};

struct asset {
	char *path; /* of the request: "/", "/baca", "/style.css" */
	const char *type; /* Content-Type */
	char etag[REPLY_ETAG_BYTES];
	struct buf body;
};

struct assets;

/* Reads the .html, .css, .js and .svg files of the folder itself, none that is
 * a link or begins with a dot.  index.html becomes "/", NAME.html "/NAME".
 * Fails when there is no index.html or a file is too long. */
struct assets *assets_load(const char *folder, struct error *err);
void assets_free(struct assets *assets);

/* The file of a decoded path, or NULL. */
const struct asset *assets_find(const struct assets *assets, struct slice path);

#endif
