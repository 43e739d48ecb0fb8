/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unicode.h - what we ask of Unicode; the one file over utf8proc is
 * unicode.c (367 kB of tables, where ICU has 36 MB).
 */
#ifndef TELUSUR_UNICODE_H
#define TELUSUR_UNICODE_H

#include "buf.h"
#include "errors.h"

/* What a character is to the tokeniser. */
enum unicode_class {
	UNICODE_OTHER, /* separates words */
	UNICODE_SPACE, /* separates words; U+200B is one */
	UNICODE_LETTER,
	UNICODE_DIGIT, /* any number character */
	UNICODE_MARK, /* combining: belongs to the letter before */
	UNICODE_APOSTROPHE, /* ' U+2018 U+2019 U+02BC U+02BB ` U+00B4 */
	UNICODE_HYPHEN, /* - U+2010 U+2011 U+2212 */
	UNICODE_IGNORED, /* soft hyphen, joiners, BOM: as if not there */
};

/* Decodes one character at *at (which is before end) and moves *at behind it.
 * Bytes that are no UTF-8 give U+FFFD, one at a time. */
int32_t unicode_decode(const char **at, const char *end);

enum unicode_class unicode_class(int32_t character);
bool unicode_is_upper(int32_t character);

/* Appends the normalised form of a word: ignored characters removed, hyphens
 * and apostrophes as ASCII, then NFKC with case folding.  What that makes of a
 * character and is no part of a word (the brackets of U+2474) is left out. */
bool unicode_fold(struct slice word, struct buf *out, struct error *err);

/* Appends a form without its combining marks and apostrophes: jum'at ->
 * jumat, café -> cafe. */
bool unicode_strip(struct slice form, struct buf *out, struct error *err);

/* Whether the bytes are valid UTF-8 from first to last. */
bool unicode_valid(struct slice text);

/* Appends text with each byte that is no UTF-8 replaced by U+FFFD, and counts
 * them. */
void unicode_repair(struct slice text, struct buf *out, size_t *replaced);

/* The longest beginning of a valid text that has at most `length` bytes and
 * does not cut a character. */
size_t unicode_cut(struct slice text, size_t length);

/* How many bytes the white space character at `at` has, or the one that ends
 * there; 0 where there is none.  A byte order mark is white space, too. */
size_t unicode_space_at(struct slice text, size_t at);
size_t unicode_space_before(struct slice text, size_t at);

#endif
