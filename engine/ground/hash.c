/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hash.h"

#include <xxhash.h>

uint64_t hash_bytes(struct slice bytes)
{
	return XXH3_64bits(bytes.bytes, bytes.length);
}

struct hash_wide hash_wide(struct slice bytes)
{
	XXH128_canonical_t canonical;
	XXH128_canonicalFromHash(
		&canonical, XXH3_128bits(bytes.bytes, bytes.length));
	struct hash_wide wide;
	memcpy(wide.bytes, canonical.digest, sizeof wide.bytes);
	return wide;
}
