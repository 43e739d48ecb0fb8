/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_write.h"

#include "unicode.h"

#include <math.h>
#include <stdio.h>

static void put_comma(struct json_writer *json)
{
	if (json->comma)
		buf_put_byte(json->out, ',');
	json->comma = true;
}

void json_open(struct json_writer *json, char bracket)
{
	put_comma(json);
	buf_put_byte(json->out, (unsigned char)bracket);
	json->comma = false;
}

void json_close(struct json_writer *json, char bracket)
{
	buf_put_byte(json->out, (unsigned char)bracket);
	json->comma = true;
}

void json_name(struct json_writer *json, const char *name)
{
	put_comma(json);
	buf_put_byte(json->out, '"');
	buf_put_text(json->out, name);
	buf_put(json->out, "\":", 2);
	json->comma = false;
}

static void put_escape(struct buf *out, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	char text[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
	if (c == '"' || c == '\\') {
		text[1] = (char)c;
		buf_put(out, text, 2);
	} else if (c == '\n') {
		buf_put(out, "\\n", 2);
	} else {
		buf_put(out, text, sizeof text);
	}
}

/* Whether eight bytes can be copied as they are: no control character, no
 * quotation mark, no backslash, no byte from 0x80 on.  SWAR: a subtraction sets
 * the upper bit of each byte that is too small.  A borrow may set that of the
 * byte above as well; such false positives only cost a byte-wise check. */
static bool are_plain(const char *at)
{
	const uint64_t each = UINT64_C(0x0101010101010101), high = each << 7;
	uint64_t eight;
	memcpy(&eight, at, sizeof eight);
	uint64_t quote = eight ^ each * '"', slash = eight ^ each * '\\';
	return !((eight | (eight - each * 0x20) | (quote - each) |
			 (slash - each)) &
		 high);
}

/* The end of the bytes from `at` on that need no escape. */
static const char *plain_end(const char *at, const char *end)
{
	while (at < end) {
		if (end - at >= 8 && are_plain(at)) {
			at += 8;
			continue;
		}
		unsigned char c = (unsigned char)*at;
		if (c < 0x20 || c == '"' || c == '\\')
			break;
		const char *next = at + 1;
		/* A real U+FFFD takes three bytes, a broken byte one. */
		if (c >= 0x80) {
			next = at;
			if (unicode_decode(&next, end) == 0xFFFD &&
				next - at == 1)
				break;
		}
		at = next;
	}
	return at;
}

void json_text(struct json_writer *json, struct slice text)
{
	struct buf *out = json->out;
	put_comma(json);
	buf_reserve(out, text.length + 2);
	buf_put_byte(out, '"');
	const char *end = text.length ? text.bytes + text.length : text.bytes;
	for (const char *at = text.bytes; at < end;) {
		const char *stop = plain_end(at, end);
		buf_put(out, at, (size_t)(stop - at));
		if (stop == end)
			break;
		if ((unsigned char)*stop >= 0x80)
			buf_put_text(out, "\xEF\xBF\xBD");
		else
			put_escape(out, (unsigned char)*stop);
		at = stop + 1;
	}
	buf_put_byte(out, '"');
}

/* Appends the digits of a number, at least `width` of them. */
static void put_digits(struct buf *out, uint64_t value, int width)
{
	char digits[20];
	size_t at = sizeof digits;
	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (--width > 0 || value);
	buf_put(out, digits + at, sizeof digits - at);
}

void json_number(struct json_writer *json, uint64_t value)
{
	put_comma(json);
	put_digits(json->out, value, 1);
}

/* Appends a number in [1, 10^digits), the range of scores, several times faster
 * than printf.  Appends nothing and returns false for any other. */
static bool put_score(struct buf *out, double value, int digits)
{
	uint64_t bound = 10, scale = 1;
	int decimals = digits - 1; /* behind the point */
	if (!(value >= 1 && value < 1e9) || digits > 9)
		return false;
	for (; value >= (double)bound; decimals--)
		bound *= 10;
	if (decimals < 1)
		return false;
	for (int i = 0; i < decimals; i++)
		scale *= 10;
	uint64_t rounded = (uint64_t)(value * (double)scale + .5);
	if (rounded >= bound * scale)
		return false; /* one digit more */
	put_digits(out, rounded / scale, 1);
	uint64_t part = rounded % scale;
	if (part == 0)
		return true;
	for (; part % 10 == 0; decimals--)
		part /= 10;
	buf_put_byte(out, '.');
	put_digits(out, part, decimals);
	return true;
}

void json_decimal(struct json_writer *json, double value, int digits)
{
	char text[40];
	put_comma(json);
	if (put_score(json->out, value, digits))
		return;
	int length = snprintf(text, sizeof text, "%.*g", digits,
		isfinite(value) ? value : 0.0);
	buf_put(json->out, text, (size_t)length);
}

void json_bool(struct json_writer *json, bool value)
{
	put_comma(json);
	buf_put_text(json->out, value ? "true" : "false");
}

void json_none(struct json_writer *json)
{
	put_comma(json);
	buf_put(json->out, "null", 4);
}

void json_put_string(
	struct json_writer *json, const char *name, struct slice text)
{
	json_name(json, name);
	json_text(json, text);
}

void json_put_number(struct json_writer *json, const char *name, uint64_t value)
{
	json_name(json, name);
	json_number(json, value);
}

void json_put_known(
	struct json_writer *json, const char *name, struct slice text)
{
	if (text.length)
		json_put_string(json, name, text);
}
