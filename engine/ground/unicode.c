/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unicode.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

/* One past the last byte; bytes may be NULL when the slice is empty. */
static const char *end_of(struct slice text)
{
	return text.length ? text.bytes + text.length : text.bytes;
}

int32_t unicode_decode(const char **at, const char *end)
{
	utf8proc_int32_t character;
	utf8proc_ssize_t used = utf8proc_iterate(
		(const utf8proc_uint8_t *)*at, end - *at, &character);
	if (used <= 0) {
		*at += 1;
		return REPLACEMENT;
	}
	*at += used;
	return character;
}

/* Characters whose class differs from their general category: the variants of
 * apostrophe, hyphen and space in web pages, word processors and scans. */
static enum unicode_class class_by_hand(int32_t character)
{
	switch (character) {
	case '\'':
	case '`':
	case 0x00B4:
	case 0x02BB:
	case 0x02BC:
	case 0x2018:
	case 0x2019:
		return UNICODE_APOSTROPHE;
	case '-':
	case 0x2010:
	case 0x2011:
	case 0x2212:
		return UNICODE_HYPHEN;
	case 0x00AD:
	case 0x200C:
	case 0x200D:
	case 0x2060:
	case 0xFEFF:
		return UNICODE_IGNORED;
	case '\t':
	case '\n':
	case '\v':
	case '\f':
	case '\r':
	case 0x0085:
	case 0x200B:
		return UNICODE_SPACE;
	default:
		return UNICODE_OTHER;
	}
}

enum unicode_class unicode_class(int32_t character)
{
	enum unicode_class by_hand = class_by_hand(character);
	if (by_hand != UNICODE_OTHER)
		return by_hand;
	switch (utf8proc_category(character)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return UNICODE_LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return UNICODE_MARK;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return UNICODE_DIGIT;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return UNICODE_SPACE;
	default:
		return UNICODE_OTHER;
	}
}

bool unicode_is_upper(int32_t character)
{
	if (character < 0x80)
		return character >= 'A' && character <= 'Z';
	return utf8proc_category(character) == UTF8PROC_CATEGORY_LU;
}

static void put_character(struct buf *out, int32_t character)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t length = utf8proc_encode_char(character, bytes);
	buf_put(out, bytes, (size_t)length);
}

/* Appends a character if it can stand in a form: characters of words, joiners,
 * and the fraction slash, without which U+00BD (1/2) would become 12.
 * Apostrophes (U+0149 decomposes to one) and hyphens become ASCII. */
static void put_in_form(struct buf *out, int32_t character)
{
	switch (unicode_class(character)) {
	case UNICODE_LETTER:
	case UNICODE_DIGIT:
	case UNICODE_MARK:
		put_character(out, character);
		break;
	case UNICODE_HYPHEN:
		buf_put_byte(out, '-');
		break;
	case UNICODE_APOSTROPHE:
		buf_put_byte(out, '\'');
		break;
	default:
		if (character == '.' || character == ',' || character == '@' ||
			character == '_' || character == 0x2044)
			put_character(out, character);
	}
}

/* Appends the word as mapped by utf8proc with the options, without characters
 * that cannot stand in a form. */
static bool map_into(struct slice word, utf8proc_option_t options,
	struct buf *out, struct error *err)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t length = utf8proc_map(
		(const utf8proc_uint8_t *)word.bytes,
		(utf8proc_ssize_t)word.length, &mapped, options);
	if (length < 0) {
		if (length == UTF8PROC_ERROR_NOMEM)
			return error_set_memory(err);
		return error_set(err, ERROR_CORRUPT, "cannot normalise: %s",
			utf8proc_errmsg(length));
	}
	const char *at = (const char *)mapped;
	const char *end = at + length;
	while (at < end)
		put_in_form(out, unicode_decode(&at, end));
	free(mapped);
	return !out->failed || error_set_memory(err);
}

bool unicode_fold(struct slice word, struct buf *out, struct error *err)
{
	struct buf plain = {0};
	const char *at = word.bytes;
	const char *end = end_of(word);
	while (at < end) {
		int32_t character = unicode_decode(&at, end);
		switch (class_by_hand(character)) {
		case UNICODE_IGNORED:
			break;
		case UNICODE_APOSTROPHE:
			buf_put_byte(&plain, '\'');
			break;
		case UNICODE_HYPHEN:
			buf_put_byte(&plain, '-');
			break;
		default:
			put_character(&plain, character);
		}
	}
	bool ok = !plain.failed || error_set_memory(err);
	if (ok)
		ok = map_into(buf_slice(&plain),
			UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
				UTF8PROC_CASEFOLD,
			out, err);
	buf_free(&plain);
	return ok;
}

bool unicode_strip(struct slice form, struct buf *out, struct error *err)
{
	struct buf plain = {0};
	for (size_t i = 0; i < form.length; i++)
		if (form.bytes[i] != '\'')
			buf_put_byte(&plain, (unsigned char)form.bytes[i]);
	bool ok = !plain.failed || error_set_memory(err);
	if (ok)
		ok = map_into(buf_slice(&plain),
			UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK,
			out, err);
	buf_free(&plain);
	return ok;
}

bool unicode_valid(struct slice text)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text.bytes;
	const utf8proc_uint8_t *end = (const utf8proc_uint8_t *)end_of(text);
	while (at < end) {
		if (*at < 0x80) {
			at++;
			continue;
		}
		utf8proc_int32_t character;
		utf8proc_ssize_t used = utf8proc_iterate(
			at, end - at, &character);
		if (used <= 0)
			return false;
		at += used;
	}
	return true;
}

void unicode_repair(struct slice text, struct buf *out, size_t *replaced)
{
	const char *at = text.bytes;
	const char *end = end_of(text);
	while (at < end) {
		utf8proc_int32_t character;
		utf8proc_ssize_t used = utf8proc_iterate(
			(const utf8proc_uint8_t *)at, end - at, &character);
		if (used <= 0) {
			put_character(out, REPLACEMENT);
			*replaced += 1;
			used = 1;
		} else {
			buf_put(out, at, (size_t)used);
		}
		at += used;
	}
}

size_t unicode_cut(struct slice text, size_t length)
{
	if (length >= text.length)
		return text.length;
	while (length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
		length--;
	return length;
}

static bool is_blank(int32_t character)
{
	return unicode_class(character) == UNICODE_SPACE || character == 0xFEFF;
}

size_t unicode_space_at(struct slice text, size_t at)
{
	if (at >= text.length)
		return 0;
	unsigned char byte = (unsigned char)text.bytes[at];
	if (byte < 0x80)
		return byte == ' ' || (byte >= '\t' && byte <= '\r');
	const char *next = text.bytes + at;
	if (!is_blank(unicode_decode(&next, text.bytes + text.length)))
		return 0;
	return (size_t)(next - text.bytes) - at;
}

size_t unicode_space_before(struct slice text, size_t at)
{
	size_t start = at;
	while (start > 0 && at - start < 4) {
		start--;
		if (((unsigned char)text.bytes[start] & 0xC0) != 0x80)
			break;
	}
	size_t length = at - start;
	return length && unicode_space_at(text, start) == length ? length : 0;
}
