/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gzip.h - the one file over zlib: bytes in the gzip format (RFC 1952).
 */
#ifndef TELUSUR_GZIP_H
#define TELUSUR_GZIP_H

#include "buf.h"

enum {
	GZIP_FAST = 1, /* for what is sent once: 50 us for 10 KB */
	GZIP_SMALL = 9, /* for what is kept */
};

/* Appends the bytes, compressed.  False when out of memory; the buffer is then
 * as it was. */
bool gzip_compress(struct slice bytes, int level, struct buf *compressed);

#endif
