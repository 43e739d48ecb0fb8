/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unicode.h - UTF-8 decoding, character classes, normalisation and repair.
 * unicode.c is the only user of utf8proc (367 kB of tables; ICU has 36 MB).
 */
#ifndef TELUSUR_UNICODE_H
#define TELUSUR_UNICODE_H

#include "buf.h"
#include "errors.h"

/* Character classes of the tokeniser. */
enum unicode_class {
	UNICODE_OTHER, /* separates words: punctuation, symbols, controls */
	UNICODE_SPACE, /* separates words; includes U+200B */
	UNICODE_LETTER,
	UNICODE_DIGIT, /* categories Nd, Nl, No */
	UNICODE_MARK, /* combining mark: belongs to the letter before it */
	UNICODE_APOSTROPHE, /* ' U+2018 U+2019 U+02BC U+02BB ` U+00B4 */
	UNICODE_HYPHEN, /* - U+2010 U+2011 U+2212 */
	UNICODE_IGNORED, /* soft hyphen, joiners, BOM: skipped */
};

/* Decodes one character at *at, which must be < end, and advances *at.  An
 * invalid byte gives U+FFFD and advances by one. */
int32_t unicode_decode(const char **at, const char *end);

enum unicode_class unicode_class(int32_t character);
/* General category Lu. */
bool unicode_is_upper(int32_t character);

/* Appends the normalised form of a word: ignored characters removed, hyphens
 * and apostrophes mapped to ASCII, then NFKC with case folding.  Characters
 * that cannot stand in a word are dropped from the result (NFKC gives U+2474
 * brackets).  ERROR_CORRUPT when utf8proc fails. */
bool unicode_fold(struct slice word, struct buf *out, struct error *err);

/* Appends a form without its combining marks and apostrophes: jum'at ->
 * jumat, café -> cafe.  ERROR_CORRUPT when the form is not valid UTF-8. */
bool unicode_strip(struct slice form, struct buf *out, struct error *err);

/* Whether all bytes are valid UTF-8. */
bool unicode_valid(struct slice text);

/* Appends text with each invalid byte replaced by U+FFFD; adds their number to
 * *replaced.  Out of memory shows in out->failed. */
void unicode_repair(struct slice text, struct buf *out, size_t *replaced);

/* The length of the longest prefix of a valid text that has at most `length`
 * bytes and cuts no character. */
size_t unicode_cut(struct slice text, size_t length);

/* The length in bytes of the white space character that begins at offset `at`,
 * or of the one that ends there; 0 if there is none.  U+FEFF counts as white
 * space. */
size_t unicode_space_at(struct slice text, size_t at);
size_t unicode_space_before(struct slice text, size_t at);

#endif
