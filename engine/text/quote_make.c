/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quote.h"

#include "hash.h"

/* Bytes before and after a passage in which its context's words lie. */
enum { CONTEXT_BYTES = 96 };

#define FOUR(c) c, c + 1, c + 2, c + 3
#define SIXTEEN(c) FOUR(c), FOUR(c + 4), FOUR(c + 8), FOUR(c + 12)
#define LETTERS(c) SIXTEEN(c), FOUR(c + 16), FOUR(c + 20), c + 24, c + 25

/* Letters and digits of ASCII in small letters, and all bytes beyond; 0 for
 * what separates words. */
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
	/* Cheap, for quote_gram mixes well: each letter overlaps the one
	 * before by a bit. */
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
	/* A word that begins before is none of the context. */
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
		/* As before: no word that goes on behind. */
		if (word.end == limit && limit < text.length &&
			fold(bytes[limit]))
			break;
		hash[count++] = word.hash;
	}
	*gram = quote_gram(hash, count);
	return count;
}

/* Reads the words, keeps the hashes of the first ones, and counts all. */
static uint32_t read_words(struct slice text, uint64_t *hash, uint32_t room)
{
	struct quote_word word;
	uint32_t at = 0, count = 0;
	while (quote_next_word(text, &at, (uint32_t)text.length, &word)) {
		if (count < room)
			hash[count] = word.hash;
		count++;
	}
	return count;
}

/* Hashes the triples at the anchors, reading the words once more. */
static void reread_anchors(struct slice text, struct quote *quote)
{
	uint64_t hash[QUOTE_GRAM] = {0};
	struct quote_word word;
	uint32_t at = 0, seen = 0, next = 0;
	while (next < quote->anchor_count &&
		quote_next_word(text, &at, (uint32_t)text.length, &word)) {
		memmove(hash, hash + 1, sizeof hash - sizeof *hash);
		hash[QUOTE_GRAM - 1] = word.hash;
		if (++seen == quote_anchor_word(quote, next) + QUOTE_GRAM)
			quote->anchor[next++] = quote_gram(hash, QUOTE_GRAM);
	}
}

/* Counts the words and hashes the triples at the anchors. */
static void read_anchors(struct slice text, struct quote *quote)
{
	enum { ROOM = 256 }; /* words of all but very long passages */
	uint64_t hash[ROOM];
	quote->words = read_words(text, hash, ROOM);
	quote->anchor_count = quote_anchor_count(quote->words);
	if (quote->words > ROOM) {
		reread_anchors(text, quote);
		return;
	}
	for (uint32_t i = 0; i < quote->anchor_count; i++)
		quote->anchor[i] = quote_gram(
			hash + quote_anchor_word(quote, i),
			quote_gram_words(quote));
}

void quote_make(struct slice around, uint32_t start, uint32_t end,
	uint32_t base, struct quote *quote)
{
	const unsigned char *bytes = (const unsigned char *)around.bytes;
	struct slice text = slice_of(around.bytes + start, end - start);
	*quote = (struct quote){.start = base + start, .length = end - start};
	quote->roll = quote_roll(text);
	quote->check = (uint32_t)hash_bytes(text);
	quote->before_words = quote_before(around, start, &quote->before);
	quote->after_words = quote_after(around, end, &quote->after);
	quote->starts_inside = start > 0 && fold(bytes[start - 1]) &&
			       fold(bytes[start]);
	quote->ends_inside = end < around.length && fold(bytes[end - 1]) &&
			     fold(bytes[end]);
	read_anchors(text, quote);
}
