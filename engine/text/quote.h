/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quote.h - what names a passage for good, and finds it again after the essay
 * was edited.
 *
 * A quote is the place of a passage, a hash of its bytes, and up to
 * QUOTE_ANCHORS of its word triples, spread over it evenly; beside them, the
 * triple before the passage and the one after it.  All that is in its token, so
 * that a link needs no table of passages.  Words are runs of letters and digits
 * here, in small letters: what only changes spaces, line ends, punctuation or
 * capitals loses no triple.
 *
 * The functions are pure: they need no index and allocate nothing.
 */
#ifndef TELUSUR_QUOTE_H
#define TELUSUR_QUOTE_H

#include "buf.h"

enum {
	/* Of a passage of 60 words one triple in four: with half of the words
	 * replaced, two of sixteen are left on average. */
	QUOTE_ANCHORS = 16,
	QUOTE_GRAM = 3, /* words of an anchor; fewer in a shorter passage */
	/* So much before and after a passage tells of its context: 32
	 * characters of up to 4 bytes. */
	QUOTE_CONTEXT_CHARACTERS = 32,
	QUOTE_AROUND_BYTES = 128,
	QUOTE_TOKEN_BYTES = 120, /* with the NUL */
};

struct quote {
	uint32_t start, length; /* bytes; length is not 0 */
	uint64_t roll; /* rolling hash of the bytes */
	uint32_t check; /* another one, to be sure */
	uint32_t words;
	/* Words of what stands before and after, 0..3, and their hashes. */
	uint8_t before_words, after_words;
	uint32_t before, after;
	bool starts_inside, ends_inside; /* it cuts a word there */
	uint32_t anchor[QUOTE_ANCHORS];
	uint32_t anchor_count; /* follows from words */
};

/* The quote of the bytes start..end of `around`, which lies at `base` in the
 * essay's text and has QUOTE_AROUND_BYTES on both sides of it, or ends where
 * the text does.  More around it changes nothing. */
void quote_make(struct slice around, uint32_t start, uint32_t end,
	uint32_t base, struct quote *quote);

/* The token: letters, digits, - and _, terminated. */
void quote_write(const struct quote *quote, char token[QUOTE_TOKEN_BYTES]);

/* Reads a token; false when it is none that quote_write gives. */
bool quote_read(struct slice token, struct quote *quote);

enum quote_status {
	QUOTE_EXACT, /* the same bytes at the same place */
	QUOTE_MOVED, /* the same bytes elsewhere */
	QUOTE_CHANGED, /* other bytes, known by their words or context */
	QUOTE_GONE,
};

struct quote_place {
	enum quote_status status;
	uint32_t start, end; /* bytes; 0 when gone */
};

/* Looks for the quoted passage in a text.  Of several copies, the one whose
 * context fits best counts, then the one that is nearest to the old place.
 * Takes a time that grows with the text's length alone: 10 MB cost about 50
 * million cycles. */
struct quote_place quote_locate(struct slice text, const struct quote *quote);

/* exact, moved, changed, gone. */
const char *quote_status_name(enum quote_status status);

/* ---- shared by quote.c, quote_make.c and quote_changed.c ---- */

/* A word of a text. */
struct quote_word {
	uint64_t hash;
	uint32_t start, end; /* bytes */
};

/* Finds the first word that begins at *at or behind it, and moves *at behind
 * it; false when there is none before `end`. */
bool quote_next_word(
	struct slice text, uint32_t *at, uint32_t end, struct quote_word *word);

/* The hash, of 24 bits, of `count` (1..QUOTE_GRAM) hashes of words. */
uint32_t quote_gram(const uint64_t *hash, uint32_t count);

/* At which word of the passage an anchor begins, and of how many words anchors
 * are. */
uint32_t quote_anchor_word(const struct quote *quote, uint32_t anchor);
uint32_t quote_gram_words(const struct quote *quote);

/* The numbers of anchors that a passage of so many words has. */
uint32_t quote_anchor_count(uint32_t words);

bool quote_is_word(unsigned char byte);

/* The words of the context before and after a place. */
uint8_t quote_before(struct slice text, uint32_t start, uint32_t *gram);
uint8_t quote_after(struct slice text, uint32_t end, uint32_t *gram);

/* The second stage of quote_locate: a passage that is nowhere as it was.
 * *framed says whether it was found between what stood before and after it. */
struct quote_place quote_find_changed(
	struct slice text, const struct quote *quote, bool *framed);

uint64_t quote_roll(struct slice text);
/* What a byte is multiplied with for each that comes behind it. */
#define QUOTE_ROLL_BASE UINT64_C(0x9E3779B97F4A7C15)

#endif
