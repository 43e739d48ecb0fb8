/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quote_impl.h"

/* The context is at most so many bytes before and after a passage. */
enum { CONTEXT_BYTES = 96 };

#define FOUR(c) c, c + 1, c + 2, c + 3
#define SIXTEEN(c) FOUR(c), FOUR(c + 4), FOUR(c + 8), FOUR(c + 12)
#define LETTERS(c) SIXTEEN(c), FOUR(c + 16), FOUR(c + 20), c + 24, c + 25

/* ASCII letters in lower case, digits, all bytes from 0x80 on; 0 for
 * separators. */
static const unsigned char folded[256] = {['0'] = FOUR('0'),
	['4'] = FOUR('4'),
	['8'] = '8',
	'9',
	['A'] = LETTERS('a'),
	['a'] = LETTERS('a'),
	[128] = SIXTEEN(128),
	SIXTEEN(144),
	SIXTEEN(160),
	SIXTEEN(176),
	SIXTEEN(192),
	SIXTEEN(208),
	SIXTEEN(224),
	SIXTEEN(240)};

static inline unsigned fold(unsigned char byte)
{
	return folded[byte];
}

bool quote_is_word(unsigned char byte)
{
	return fold(byte) != 0;
}

bool quote_next_word(
	struct slice text, uint32_t *at, uint32_t end, struct quote_word *word)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	uint32_t i = *at;
	unsigned c;
	while (i < end && !fold(bytes[i]))
		i++;
	word->start = i;
	/* Cheap, since quote_gram mixes well: shift by 7 bits, so that letters
	 * overlap by one. */
	uint64_t hash = 0;
	for (; i < end && (c = fold(bytes[i])); i++)
		hash = (hash << 7 | hash >> 57) ^ c;
	word->hash = hash;
	word->end = *at = i;
	return word->end > word->start;
}

uint32_t quote_gram(const uint64_t *hash, uint32_t count)
{
	uint64_t gram = count;
	for (uint32_t i = 0; i < count; i++)
		gram = (gram ^ hash[i]) * UINT64_C(0xC2B2AE3D27D4EB4F);
	return (uint32_t)(gram >> 40);
}

uint32_t quote_gram_words(const struct quote *quote)
{
	return quote->words < QUOTE_GRAM ? quote->words : QUOTE_GRAM;
}

uint32_t quote_anchor_count(uint32_t words)
{
	uint32_t grams = words >= QUOTE_GRAM ? words - QUOTE_GRAM + 1
					     : words != 0;
	return grams < QUOTE_ANCHORS ? grams : QUOTE_ANCHORS;
}

uint32_t quote_anchor_word(const struct quote *quote, uint32_t anchor)
{
	if (quote->anchor_count < 2)
		return 0;
	uint64_t last = quote->words - QUOTE_GRAM;
	return (uint32_t)(anchor * last / (quote->anchor_count - 1));
}

uint64_t quote_roll(struct slice text)
{
	const uint64_t b = QUOTE_ROLL_BASE;
	const uint64_t b2 = b * b, b3 = b2 * b, b4 = b2 * b2;
	const unsigned char *at = (const unsigned char *)text.bytes;
	uint64_t roll = 0;
	size_t i = 0;
	for (; i + 4 <= text.length; i += 4)
		roll = roll * b4 + (at[i] * b3 + at[i + 1] * b2 +
					   at[i + 2] * b + at[i + 3]);
	for (; i < text.length; i++)
		roll = roll * b + at[i];
	return roll;
}

uint8_t quote_before(struct slice text, uint32_t start, uint32_t *gram)
{
	uint64_t hash[QUOTE_GRAM];
	uint8_t count = 0;
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	uint32_t from = start > CONTEXT_BYTES ? start - CONTEXT_BYTES : 0;
	/* Skips a word that the context would cut. */
	if (from && fold(bytes[from - 1]))
		while (from < start && fold(bytes[from]))
			from++;
	struct quote_word word;
	while (quote_next_word(text, &from, start, &word)) {
		if (count == QUOTE_GRAM)
			memmove(hash, hash + 1, sizeof hash - sizeof *hash);
		else
			count++;
		hash[count - 1] = word.hash;
	}
	*gram = quote_gram(hash, count);
	return count;
}

uint8_t quote_after(struct slice text, uint32_t end, uint32_t *gram)
{
	uint64_t hash[QUOTE_GRAM];
	uint8_t count = 0;
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	size_t limit = end + (size_t)CONTEXT_BYTES;
	if (limit > text.length)
		limit = text.length;
	struct quote_word word;
	while (count < QUOTE_GRAM &&
		quote_next_word(text, &end, (uint32_t)limit, &word)) {
		/* The same: no word that the context would cut. */
		if (word.end == limit && limit < text.length &&
			fold(bytes[limit]))
			break;
		hash[count++] = word.hash;
	}
	*gram = quote_gram(hash, count);
	return count;
}
