/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hash.h - XXH3 hashes; hash.c is the only user of libxxhash.
 *
 * Hashes are stored in indexes: another hash function needs a new
 * SCHEMA_VERSION.
 */
#ifndef TELUSUR_HASH_H
#define TELUSUR_HASH_H

#include "buf.h"

/* XXH3, 64 bits. */
uint64_t hash_bytes(struct slice bytes);

/* XXH3, 128 bits, big endian: the identity of a file's content.  An accidental
 * collision is expected after some 2^64 files. */
struct hash_wide {
	unsigned char bytes[16];
};
struct hash_wide hash_wide(struct slice bytes);

#endif
