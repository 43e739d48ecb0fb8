/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brotli.h - the one file over libbrotlienc: bytes in the format br
 * (RFC 7932), a sixth shorter than gzip for the pages.
 */
#ifndef TELUSUR_BROTLI_H
#define TELUSUR_BROTLI_H

#include "buf.h"

/* Appends the text, compressed as far as it goes: 0.8 ms a kilobyte, so this is
 * for what is kept.  False when out of memory; the buffer is then as it
 * was. */
bool brotli_compress(struct slice text, struct buf *compressed);

#endif
