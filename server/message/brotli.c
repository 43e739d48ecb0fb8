/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brotli.h"

#include <brotli/encode.h>

bool brotli_compress(struct slice text, struct buf *compressed)
{
	size_t room = BrotliEncoderMaxCompressedSize(text.length);
	if (room == 0 || !buf_reserve(compressed, room))
		return false;
	if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW,
		    BROTLI_MODE_TEXT, text.length, (const uint8_t *)text.bytes,
		    &room, (uint8_t *)compressed->bytes + compressed->length))
		return false;
	compressed->length += room;
	return true;
}
