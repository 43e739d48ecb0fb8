#include "token.h"

#include "unicode.h"

#include <stdlib.h>

/* A character, its class, and the place behind it. */
struct glyph {
	const char *start, *end;
	int32_t character;
	enum unicode_class class;
};

static enum unicode_class class_of_ascii(unsigned char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return UNICODE_LETTER;
	if (c >= '0' && c <= '9')
		return UNICODE_DIGIT;
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
		glyph.class = class_of_ascii(byte);
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

/* The first glyph from at on that is not ignored. */
static struct glyph glyph_shown(const char *at, const char *end)
{
	struct glyph glyph = glyph_at(at, end);
	while (glyph.class == UNICODE_IGNORED)
		glyph = glyph_at(glyph.end, end);
	return glyph;
}

static uint8_t shape_of(struct glyph glyph)
{
	uint8_t shape = glyph.character >= 0x80 ? TOKEN_NOT_ASCII : 0;
	if (glyph.class == UNICODE_DIGIT)
		return shape | TOKEN_HAS_DIGIT;
	if (glyph.class != UNICODE_LETTER)
		return shape;
	return shape | TOKEN_HAS_LETTER |
	       (unicode_is_upper(glyph.character) ? TOKEN_HAS_UPPER
						  : TOKEN_HAS_LOWER);
}

/* Whether the glyph, which is not of a word itself, joins what is before
 * (`last`) to what comes behind it. */
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

/* Reads a word that begins at *at and moves *at behind it. */
static struct token_span read_word(
	const char *text, const char **at, const char *end)
{
	struct token_span span = {(uint32_t)(*at - text), 0, 0, 0};
	enum unicode_class last = UNICODE_OTHER;
	for (struct glyph glyph = glyph_at(*at, end); glyph.end > glyph.start;
		glyph = glyph_at(glyph.end, end)) {
		if (in_word(glyph)) {
			last = glyph.class;
			span.shape |= shape_of(glyph);
		} else if (glyph.class == UNICODE_MARK) {
			span.shape |= TOKEN_NOT_ASCII;
		} else if (glyph.class == UNICODE_IGNORED) {
			span.shape |= TOKEN_NOT_ASCII;
			continue; /* never the end of a word */
		} else if (joins(glyph, last, end)) {
			span.shape |= TOKEN_HAS_JOINER | shape_of(glyph);
			continue;
		} else {
			break;
		}
		span.end = (uint32_t)(glyph.end - text);
	}
	*at = text + span.end;
	return span;
}

/* What ties the word that ends at `from` to a next one; *at is moved to that
 * one's beginning or to where to look for it. */
static enum token_joint read_joint(const char **at, const char *end)
{
	struct glyph glyph = glyph_shown(*at, end);
	bool gap = false;
	if (glyph.class == UNICODE_OTHER) {
		struct glyph next = glyph_at(glyph.end, end);
		if (!in_word(next) ||
			(glyph.character != '.' && glyph.character != '@'))
			return TOKEN_APART;
		*at = glyph.end;
		return glyph.character == '.' ? TOKEN_DOT : TOKEN_AT;
	}
	while (glyph.class == UNICODE_SPACE) {
		gap = true;
		glyph = glyph_at(glyph.end, end);
	}
	if (glyph.class != UNICODE_HYPHEN)
		return TOKEN_APART;
	glyph = glyph_at(glyph.end, end);
	while (glyph.class == UNICODE_SPACE) {
		gap = true;
		glyph = glyph_at(glyph.end, end);
	}
	if (!in_word(glyph))
		return TOKEN_APART;
	*at = glyph.start;
	return gap ? TOKEN_LOOSE_HYPHEN : TOKEN_HYPHEN;
}

static bool put_span(struct token_spans *spans, struct token_span span)
{
	if (spans->count == spans->capacity) {
		size_t capacity = spans->capacity ? spans->capacity * 2 : 256;
		struct token_span *grown = realloc(
			spans->span, capacity * sizeof *grown);
		if (!grown)
			return false;
		spans->span = grown;
		spans->capacity = capacity;
	}
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
		struct glyph glyph = glyph_at(at, end);
		if (!in_word(glyph)) {
			at = glyph.end;
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
