/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gzip.h - compresses bytes in the gzip format (RFC 1952); the only user of
 * zlib.
 */
#ifndef TELUSUR_GZIP_H
#define TELUSUR_GZIP_H

#include "buf.h"

enum {
	GZIP_FAST = 1, /* for what is sent once: 50 us for 10 KB */
	GZIP_SMALL = 9, /* for what is kept */
};

/* Appends the compressed bytes.  False: out of memory, and compressed is
 * unchanged. */
bool gzip_compress(struct slice bytes, int level, struct buf *compressed);

#endif
