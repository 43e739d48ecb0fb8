/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quote_impl.h - shared by quote.c, quote_words.c and quote_changed.c; nobody
 * else includes it.
 */
#ifndef TELUSUR_QUOTE_IMPL_H
#define TELUSUR_QUOTE_IMPL_H

#include "quote.h"

/* ---- quote_words.c: words, grams and hashes ---- */

/* A word of a text. */
struct quote_word {
	uint64_t hash;
	uint32_t start, end; /* bytes */
};

/* Whether the byte is part of a word. */
bool quote_is_word(unsigned char byte);

/* Finds the next word that begins at or after *at; sets *at to its end.  False
 * when none begins before `end`. */
bool quote_next_word(
	struct slice text, uint32_t *at, uint32_t end, struct quote_word *word);

/* The 24-bit hash of a gram: of the hashes of `count` (1..QUOTE_GRAM) words. */
uint32_t quote_gram(const uint64_t *hash, uint32_t count);

/* The number of the word that an anchor begins with, and the words of each
 * anchor. */
uint32_t quote_anchor_word(const struct quote *quote, uint32_t anchor);
uint32_t quote_gram_words(const struct quote *quote);

/* The number of anchors of a passage of so many words. */
uint32_t quote_anchor_count(uint32_t words);

/* The context before or after an offset: returns its number of words and sets
 * *gram to their hash. */
uint8_t quote_before(struct slice text, uint32_t start, uint32_t *gram);
uint8_t quote_after(struct slice text, uint32_t end, uint32_t *gram);

/* The rolling hash of all bytes: a polynomial in QUOTE_ROLL_BASE modulo
 * 2^64. */
uint64_t quote_roll(struct slice text);
#define QUOTE_ROLL_BASE UINT64_C(0x9E3779B97F4A7C15)

/* ---- quote_changed.c ---- */

/* The second stage of quote_locate, for a passage whose bytes are nowhere in
 * the text.  *framed says whether both its contexts were found around it. */
struct quote_match quote_find_changed(
	struct slice text, const struct quote *quote, bool *framed);

#endif
