/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hash.h - the one file over libxxhash: fast hashes with good bits.  They
 * are stored in indexes, so another function would be another schema.
 */
#ifndef TELUSUR_HASH_H
#define TELUSUR_HASH_H

#include "buf.h"

uint64_t hash_bytes(struct slice bytes);

/* 128 bits, to tell contents apart: 2^64 files would be needed for one
 * accidental collision. */
struct hash_wide {
	unsigned char bytes[16];
};
struct hash_wide hash_wide(struct slice bytes);

#endif
