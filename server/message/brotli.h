/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brotli.h - compresses bytes in the format br (RFC 7932), a sixth shorter than
 * gzip for the pages; the only user of libbrotlienc.
 */
#ifndef TELUSUR_BROTLI_H
#define TELUSUR_BROTLI_H

#include "buf.h"

/* Appends the compressed text, at the highest level: 0.8 ms per KB, so only for
 * what is kept.  False: out of memory, and compressed is unchanged. */
bool brotli_compress(struct slice text, struct buf *compressed);

#endif
