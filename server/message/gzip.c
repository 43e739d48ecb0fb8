/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gzip.h"

#include <limits.h>
#include <zlib.h>

enum {
	WINDOW_BITS = 15 + 16, /* 32 KB; 16 asks for gzip's head and foot */
	MEMORY_LEVEL = 8, /* zlib's default: 256 KB while it works */
};

bool gzip_compress(struct slice bytes, int level, struct buf *compressed)
{
	z_stream stream = {0};
	if (bytes.length > UINT_MAX ||
		deflateInit2(&stream, level, Z_DEFLATED, WINDOW_BITS,
			MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	size_t room = deflateBound(&stream, bytes.length);
	bool ok = room <= UINT_MAX && buf_reserve(compressed, room);
	if (ok) {
		stream.next_in = (Bytef *)(uintptr_t)bytes.bytes;
		stream.avail_in = (uInt)bytes.length;
		stream.next_out = (Bytef *)compressed->bytes +
				  compressed->length;
		stream.avail_out = (uInt)room;
		ok = deflate(&stream, Z_FINISH) == Z_STREAM_END;
	}
	if (ok)
		compressed->length += stream.total_out;
	deflateEnd(&stream);
	return ok;
}
