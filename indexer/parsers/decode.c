/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "unicode.h"

enum { REPLACEMENT = 0xFFFD };

/* What Windows-1252 has at 0x80..0x9F, where Latin-1 has control characters;
 * 0 is not used.  From Unicode's table CP1252.TXT. */
static const uint16_t windows_1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E,
	0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
	0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

const char *decode_name(enum decode_encoding encoding)
{
	static const char *const name[DECODE_ENCODINGS] = {
		"utf8", "utf16", "windows1252", "repaired", "binary"};
	return name[encoding];
}

static void put_character(struct buf *out, uint32_t c)
{
	unsigned char bytes[4];
	size_t length = 0;
	if (c < 0x80) {
		bytes[length++] = (unsigned char)c;
	} else if (c < 0x800) {
		bytes[length++] = (unsigned char)(0xC0 | c >> 6);
		bytes[length++] = (unsigned char)(0x80 | (c & 63));
	} else if (c < 0x10000) {
		bytes[length++] = (unsigned char)(0xE0 | c >> 12);
		bytes[length++] = (unsigned char)(0x80 | (c >> 6 & 63));
		bytes[length++] = (unsigned char)(0x80 | (c & 63));
	} else {
		bytes[length++] = (unsigned char)(0xF0 | c >> 18);
		bytes[length++] = (unsigned char)(0x80 | (c >> 12 & 63));
		bytes[length++] = (unsigned char)(0x80 | (c >> 6 & 63));
		bytes[length++] = (unsigned char)(0x80 | (c & 63));
	}
	buf_put(out, bytes, length);
}

/* 0 no mark, 1 little endian, 2 big endian. */
static int utf16_mark(struct slice bytes)
{
	if (bytes.length < 2)
		return 0;
	if (memcmp(bytes.bytes, "\xFF\xFE", 2) == 0)
		return 1;
	return memcmp(bytes.bytes, "\xFE\xFF", 2) == 0 ? 2 : 0;
}

static uint32_t utf16_unit(const unsigned char *at, bool big)
{
	return big ? (uint32_t)at[0] << 8 | at[1]
		   : (uint32_t)at[1] << 8 | at[0];
}

/* The text behind the mark; half a pair or half a unit gives U+FFFD. */
static void convert_utf16(struct slice bytes, bool big, struct buf *out)
{
	const unsigned char *at = (const unsigned char *)bytes.bytes + 2;
	const unsigned char *end = (const unsigned char *)bytes.bytes +
				   bytes.length;
	while (end - at >= 2) {
		uint32_t c = utf16_unit(at, big);
		at += 2;
		if (c >= 0xD800 && c < 0xDC00 && end - at >= 2) {
			uint32_t low = utf16_unit(at, big);
			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + (c - 0xD800) * 0x400 + low -
				    0xDC00;
				at += 2;
			}
		}
		put_character(out,
			c >= 0xD800 && c < 0xE000 ? (uint32_t)REPLACEMENT : c);
	}
	if (at < end)
		put_character(out, REPLACEMENT);
}

static void convert_windows_1252(struct slice bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = (unsigned char)bytes.bytes[i];
		put_character(out,
			c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c);
	}
}

/* Whether text that is no valid UTF-8 was written in Windows-1252.  Damaged
 * UTF-8 still has more whole characters of several bytes than stray bytes.
 * Windows-1252 leaves five codes unused, and a Western text is mostly ASCII:
 * where every third byte is not, it is another encoding. */
static bool looks_like_windows_1252(struct slice text)
{
	const char *at = text.bytes, *end = at + text.length;
	size_t whole = 0, stray = 0, high = 0, control = 0;
	while (at < end) {
		const char *start = at;
		unsigned char c = (unsigned char)*at;
		if (c < 0x80) {
			control += c < 0x20 && (c < '\t' || c > '\r');
			at++;
			continue;
		}
		unicode_decode(&at, end);
		high += (size_t)(at - start);
		if (at - start > 1) {
			whole++;
			continue;
		}
		stray++;
		if (c < 0xA0 && windows_1252[c - 0x80] == 0)
			return false;
	}
	return stray > whole && high * 3 < text.length && control == 0;
}

bool decode_is_binary(struct slice bytes)
{
	size_t look = bytes.length < DECODE_LOOK_BYTES
			      ? bytes.length
			      : (size_t)DECODE_LOOK_BYTES;
	return look && !utf16_mark(bytes) && memchr(bytes.bytes, 0, look);
}

bool decode_text(struct slice bytes, struct buf *scratch, struct slice *text,
	enum decode_encoding *encoding, struct error *err)
{
	int mark = utf16_mark(bytes);
	size_t replaced;
	buf_clear(scratch);
	*text = slice_of(NULL, 0);
	if (decode_is_binary(bytes)) {
		*encoding = DECODE_BINARY;
		return true;
	}
	if (!mark && unicode_valid(bytes)) {
		*encoding = DECODE_UTF8;
		*text = bytes;
		return true;
	}
	if (mark) {
		*encoding = DECODE_UTF16;
		convert_utf16(bytes, mark == 2, scratch);
	} else if (looks_like_windows_1252(bytes)) {
		*encoding = DECODE_WINDOWS_1252;
		convert_windows_1252(bytes, scratch);
	} else {
		*encoding = DECODE_REPAIRED;
		unicode_repair(bytes, scratch, &replaced);
	}
	*text = buf_slice(scratch);
	return !scratch->failed || error_set_memory(err);
}
