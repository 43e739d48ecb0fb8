/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "token.h"

#include "unicode.h"

#include <stdlib.h>

/* A character, its bytes and its class. */
struct glyph {
	const char *start, *end;
	int32_t character;
	enum unicode_class class;
};

enum {
	SHAPE_LOWER = TOKEN_HAS_LETTER | TOKEN_HAS_LOWER,
	SHAPE_UPPER = TOKEN_HAS_LETTER | TOKEN_HAS_UPPER,
};

#define FIVE(shape) shape, shape, shape, shape, shape
#define TEN(shape) FIVE(shape), FIVE(shape)
#define LETTERS(shape) TEN(shape), TEN(shape), FIVE(shape), shape

/* By byte: two bytes of three belong to an ASCII word. */
static const uint8_t plain_shapes[256] = {['0'] = TEN(TOKEN_HAS_DIGIT),
	['A'] = LETTERS(SHAPE_UPPER),
	['a'] = LETTERS(SHAPE_LOWER)};

/* The shape of an ASCII letter or digit; 0 for other bytes. */
static inline uint8_t plain_shape(char byte)
{
	return plain_shapes[(unsigned char)byte];
}

static enum unicode_class class_of_ascii(char c)
{
	uint8_t shape = plain_shape(c);
	if (shape)
		return shape == TOKEN_HAS_DIGIT ? UNICODE_DIGIT
						: UNICODE_LETTER;
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return UNICODE_SPACE;
	if (c == '\'' || c == '`')
		return UNICODE_APOSTROPHE;
	return c == '-' ? UNICODE_HYPHEN : UNICODE_OTHER;
}

static struct glyph glyph_at(const char *at, const char *end)
{
	struct glyph glyph = {at, at, 0, UNICODE_OTHER};
	if (at == end)
		return glyph;
	unsigned char byte = (unsigned char)*at;
	if (byte < 0x80) {
		glyph.end = at + 1;
		glyph.character = byte;
		glyph.class = class_of_ascii(*at);
	} else {
		glyph.character = unicode_decode(&glyph.end, end);
		glyph.class = unicode_class(glyph.character);
	}
	return glyph;
}

static bool in_word(struct glyph glyph)
{
	return glyph.class == UNICODE_LETTER || glyph.class == UNICODE_DIGIT;
}

/* The first glyph at or after `at` that is not ignored. */
static struct glyph glyph_shown(const char *at, const char *end)
{
	struct glyph glyph = glyph_at(at, end);
	while (glyph.class == UNICODE_IGNORED)
		glyph = glyph_at(glyph.end, end);
	return glyph;
}

/* The first glyph at or after `glyph` that is not a space; sets *gap if it
 * skipped one. */
static struct glyph behind_spaces(
	struct glyph glyph, const char *end, bool *gap)
{
	while (glyph.class == UNICODE_SPACE) {
		*gap = true;
		glyph = glyph_shown(glyph.end, end);
	}
	return glyph;
}

static uint8_t shape_of(struct glyph glyph)
{
	uint8_t shape = glyph.character >= 0x80 ? TOKEN_NOT_ASCII : 0;
	if (glyph.class == UNICODE_DIGIT)
		return shape | TOKEN_HAS_DIGIT;
	if (glyph.class != UNICODE_LETTER)
		return shape;
	return shape |
	       (unicode_is_upper(glyph.character) ? SHAPE_UPPER : SHAPE_LOWER);
}

/* Whether the glyph, an apostrophe, full stop or comma, stands inside a word:
 * the glyphs before it (of class `last`) and after it are of the class it
 * joins. */
static bool joins(struct glyph glyph, enum unicode_class last, const char *end)
{
	enum unicode_class wanted;
	if (glyph.class == UNICODE_APOSTROPHE)
		wanted = UNICODE_LETTER;
	else if (glyph.character == '.' || glyph.character == ',')
		wanted = UNICODE_DIGIT;
	else
		return false;
	return last == wanted && glyph_shown(glyph.end, end).class == wanted;
}

/* Skips ASCII letters and digits and adds their shapes. */
static const char *read_plain(const char *at, const char *end, uint8_t *shape)
{
	uint8_t all = 0; /* not *shape, which might alias the text */
	for (; at < end; at++) {
		uint8_t plain = plain_shape(*at);
		if (plain == 0)
			break;
		all |= plain;
	}
	*shape |= all;
	return at;
}

/* Reads the word that begins at *at; sets *at to its end. */
static struct token_span read_word(
	const char *text, const char **at, const char *end)
{
	struct token_span span = {(uint32_t)(*at - text), 0, 0, 0};
	enum unicode_class last = UNICODE_OTHER;
	const char *stop = *at; /* the end of the word so far */
	for (const char *next = *at;;) {
		const char *plain = read_plain(next, end, &span.shape);
		if (plain > next) {
			stop = next = plain;
			if (plain < end && *plain == ' ')
				break; /* as nearly always */
			last = class_of_ascii(plain[-1]);
		}
		struct glyph glyph = glyph_at(next, end);
		if (in_word(glyph))
			last = glyph.class;
		else if (glyph.class == UNICODE_IGNORED)
			span.shape |= TOKEN_NOT_ASCII;
		else if (joins(glyph, last, end))
			span.shape |= TOKEN_HAS_JOINER;
		else if (glyph.class != UNICODE_MARK)
			break;
		span.shape |= shape_of(glyph);
		next = glyph.end;
		/* An ignored character is never the end of a word. */
		if (glyph.class != UNICODE_IGNORED)
			stop = next;
	}
	span.end = (uint32_t)(stop - text);
	*at = stop;
	return span;
}

/* The joint between the word that ends at *at and the next word.  If there is
 * one, *at is set to the start of that word.  The dashes U+2012 and U+2013,
 * sometimes written for a hyphen in reduplications, are loose hyphens. */
static enum token_joint read_joint(const char **at, const char *end)
{
	if (end - *at >= 2 && **at == ' ' && plain_shape((*at)[1]))
		return TOKEN_APART; /* as nearly always */
	bool gap = false;
	enum token_joint joint = TOKEN_HYPHEN;
	struct glyph glyph = behind_spaces(glyph_shown(*at, end), end, &gap);
	if (glyph.character == 0x2012 || glyph.character == 0x2013)
		joint = TOKEN_LOOSE_HYPHEN;
	else if (glyph.character == '.')
		joint = TOKEN_DOT;
	else if (glyph.character == '@')
		joint = TOKEN_AT;
	else if (glyph.character == '_')
		joint = TOKEN_LOW_LINE;
	else if (glyph.class != UNICODE_HYPHEN)
		return TOKEN_APART;
	glyph = behind_spaces(glyph_shown(glyph.end, end), end, &gap);
	if (gap && joint == TOKEN_HYPHEN)
		joint = TOKEN_LOOSE_HYPHEN;
	if (!in_word(glyph) || (gap && joint != TOKEN_LOOSE_HYPHEN))
		return TOKEN_APART;
	*at = glyph.start;
	return joint;
}

static bool put_span(struct token_spans *spans, struct token_span span)
{
	struct token_span *grown = array_room(
		spans->span, spans->count, &spans->capacity, sizeof *grown);
	if (!grown)
		return false;
	spans->span = grown;
	spans->span[spans->count++] = span;
	return true;
}

bool token_split(
	struct slice text, struct token_spans *spans, struct error *err)
{
	spans->count = 0;
	if (text.length == 0)
		return true;
	if (text.length > UINT32_MAX)
		return error_set(err, ERROR_LIMIT,
			"a text of over 4 GiB cannot be read");
	const char *at = text.bytes;
	const char *end = at + text.length;
	enum token_joint joint = TOKEN_APART;
	while (at < end) {
		const char *next = at + 1;
		bool word = plain_shape(*at) != 0;
		if ((unsigned char)*at >= 0x80) {
			struct glyph glyph = glyph_at(at, end);
			next = glyph.end;
			word = in_word(glyph);
		}
		if (!word) {
			at = next;
			joint = TOKEN_APART;
			continue;
		}
		struct token_span span = read_word(text.bytes, &at, end);
		span.joint = (uint8_t)joint;
		if (!put_span(spans, span))
			return error_set_memory(err);
		joint = read_joint(&at, end);
	}
	return true;
}

void token_spans_free(struct token_spans *spans)
{
	free(spans->span);
	*spans = (struct token_spans){0};
}
