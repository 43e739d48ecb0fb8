/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quote.h - permalinks of passages: a token that names a passage and finds it
 * again after the essay was edited.
 *
 * A quote holds the byte range of a passage, hashes of its bytes, and the
 * hashes of up to QUOTE_ANCHORS word trigrams (anchors), spread evenly over it;
 * also the trigram before the passage and the one after it.  All that is in the
 * token, so no table of passages is needed.  A word here is a run of letters
 * and digits in lower case: an edit of spaces, line ends, punctuation or letter
 * case alone keeps all trigrams.
 *
 * The functions are pure: they need no index and allocate nothing.
 */
#ifndef TELUSUR_QUOTE_H
#define TELUSUR_QUOTE_H

#include "buf.h"

enum {
	/* A passage of 60 words: every fourth trigram.  With half of the words
	 * replaced, two of sixteen are left on average. */
	QUOTE_ANCHORS = 16,
	QUOTE_GRAM = 3, /* words of an anchor; fewer in a shorter passage */
	/* The context that quote_make needs on both sides: 32 characters of up
	 * to 4 bytes. */
	QUOTE_CONTEXT_CHARACTERS = 32,
	QUOTE_AROUND_BYTES = 128,
	QUOTE_TOKEN_BYTES = 120, /* with the NUL */
};

struct quote {
	uint32_t start, length; /* bytes; length is not 0 */
	uint64_t roll; /* rolling hash of the bytes */
	uint32_t check; /* a second hash of the bytes */
	uint32_t words;
	/* The contexts: their numbers of words, 0..3, and their hashes. */
	uint8_t before_words, after_words;
	uint32_t before, after;
	bool starts_inside, ends_inside; /* the passage cuts a word there */
	uint32_t anchor[QUOTE_ANCHORS];
	uint32_t anchor_count; /* follows from words */
};

/* The quote of the bytes start..end of `around`.  `around` begins at offset
 * `base` of the essay's text and has QUOTE_AROUND_BYTES before start and after
 * end, or ends where the text does.  More context changes nothing. */
void quote_make(struct slice around, uint32_t start, uint32_t end,
	uint32_t base, struct quote *quote);

/* Writes the token: base64url, NUL-terminated. */
void quote_write(const struct quote *quote, char token[QUOTE_TOKEN_BYTES]);

/* Reads a token.  False for all that quote_write cannot have written. */
bool quote_read(struct slice token, struct quote *quote);

enum quote_status {
	QUOTE_EXACT, /* the same bytes at the same offset */
	QUOTE_MOVED, /* the same bytes at another offset */
	QUOTE_CHANGED, /* other bytes, recognised by anchors or context */
	QUOTE_GONE,
};

struct quote_match {
	enum quote_status status;
	uint32_t start, end; /* byte offsets; 0 when gone */
};

/* Finds the quoted passage in a text.  Of several copies it takes the one whose
 * context matches best, then the one nearest to the old offset.  Linear time:
 * 10 MB cost about 50 million cycles. */
struct quote_match quote_locate(struct slice text, const struct quote *quote);

/* "exact", "moved", "changed", "gone". */
const char *quote_status_name(enum quote_status status);

#endif
