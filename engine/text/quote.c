/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quote_impl.h"

#include "hash.h"

/* A token is base64url of: a byte of flags, start, length and words as varints,
 * roll (8 bytes), check (4), the contexts and anchors (3 each), and a checksum
 * of all that (2). */
enum {
	VERSION = 1 << 6,
	VERSION_MASK = 3 << 6,
	AFTER_SHIFT = 2,
	STARTS_INSIDE = 1 << 4,
	ENDS_INSIDE = 1 << 5,
	VARINT_BYTES = 5,
	PACKED_BYTES = 1 + 3 * VARINT_BYTES + 8 + 4 + 3 * (QUOTE_ANCHORS + 2) +
		       2,
	/* Copies whose context is compared: a text that repeats one word has
	 * millions. */
	MAX_COPIES = 1000,
	/* So short a passage has copies by accident. */
	SHORT_WORDS = 4,
};

_Static_assert((PACKED_BYTES * 4 + 2) / 3 < QUOTE_TOKEN_BYTES,
	"the longest token has room");

static const char letters[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const char *quote_status_name(enum quote_status status)
{
	static const char *const names[] = {
		"exact", "moved", "changed", "gone"};
	return names[status];
}

/* ---- making ---- */

/* Counts the words and keeps the hashes of the first `room`. */
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

/* Hashes the grams at the anchors in a second pass over the words. */
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

/* Counts the words and hashes the grams at the anchors. */
static void read_anchors(struct slice text, struct quote *quote)
{
	enum { ROOM = 256 }; /* words; few passages are longer */
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
	quote->starts_inside = start > 0 && quote_is_word(bytes[start - 1]) &&
			       quote_is_word(bytes[start]);
	quote->ends_inside = end < around.length &&
			     quote_is_word(bytes[end - 1]) &&
			     quote_is_word(bytes[end]);
	read_anchors(text, quote);
}

/* ---- tokens ---- */

static unsigned char *put_bytes(
	unsigned char *to, uint64_t value, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		*to++ = (unsigned char)(value >> 8 * i);
	return to;
}

static unsigned char *put_varint(unsigned char *to, uint32_t value)
{
	for (; value >= 0x80; value >>= 7)
		*to++ = (unsigned char)(value | 0x80);
	*to++ = (unsigned char)value;
	return to;
}

static uint16_t checksum(const unsigned char *packed, size_t length)
{
	return (uint16_t)hash_bytes(slice_of((const char *)packed, length));
}

static size_t pack(
	const struct quote *quote, unsigned char packed[PACKED_BYTES])
{
	unsigned char *to = packed;
	*to++ = (unsigned char)(VERSION | quote->before_words |
				quote->after_words << AFTER_SHIFT |
				(quote->starts_inside ? STARTS_INSIDE : 0) |
				(quote->ends_inside ? ENDS_INSIDE : 0));
	to = put_varint(to, quote->start);
	to = put_varint(to, quote->length);
	to = put_varint(to, quote->words);
	to = put_bytes(to, quote->roll, 8);
	to = put_bytes(to, quote->check, 4);
	if (quote->before_words)
		to = put_bytes(to, quote->before, 3);
	if (quote->after_words)
		to = put_bytes(to, quote->after, 3);
	for (uint32_t i = 0; i < quote->anchor_count; i++)
		to = put_bytes(to, quote->anchor[i], 3);
	to = put_bytes(to, checksum(packed, (size_t)(to - packed)), 2);
	return (size_t)(to - packed);
}

void quote_write(const struct quote *quote, char token[QUOTE_TOKEN_BYTES])
{
	unsigned char packed[PACKED_BYTES];
	size_t length = pack(quote, packed);
	uint32_t bits = 0;
	unsigned count = 0;
	for (size_t i = 0; i < length; i++) {
		bits = bits << 8 | packed[i];
		for (count += 8; count >= 6; count -= 6)
			*token++ = letters[bits >> (count - 6) & 63];
	}
	if (count)
		*token++ = letters[bits << (6 - count) & 63];
	*token = '\0';
}

static bool unpack_base64(
	struct slice token, unsigned char packed[PACKED_BYTES], size_t *length)
{
	uint32_t bits = 0;
	unsigned count = 0;
	*length = 0;
	if (token.length >= QUOTE_TOKEN_BYTES)
		return false;
	for (size_t i = 0; i < token.length; i++) {
		const char *letter =
			token.bytes[i] ? strchr(letters, token.bytes[i]) : NULL;
		if (!letter)
			return false;
		bits = bits << 6 | (uint32_t)(letter - letters);
		count += 6;
		if (count < 8)
			continue;
		if (*length == PACKED_BYTES)
			return false;
		count -= 8;
		packed[(*length)++] = (unsigned char)(bits >> count);
	}
	return true;
}

static uint64_t take_bytes(struct cursor *cursor, unsigned count)
{
	uint64_t value = 0;
	struct slice bytes = cursor_bytes(cursor, count);
	for (size_t i = bytes.length; i-- > 0;)
		value = value << 8 | (unsigned char)bytes.bytes[i];
	return value;
}

static uint32_t take_varint(struct cursor *cursor)
{
	uint64_t value = cursor_varint(cursor);
	if (value > UINT32_MAX)
		cursor->failed = true;
	return (uint32_t)value;
}

bool quote_read(struct slice token, struct quote *quote)
{
	unsigned char packed[PACKED_BYTES];
	char again[QUOTE_TOKEN_BYTES];
	size_t length;
	*quote = (struct quote){0};
	if (!unpack_base64(token, packed, &length))
		return false;
	struct cursor cursor = cursor_of(
		slice_of((const char *)packed, length));
	unsigned flags = (unsigned)take_bytes(&cursor, 1);
	if ((flags & VERSION_MASK) != VERSION)
		return false;
	quote->before_words = flags & QUOTE_GRAM;
	quote->after_words = flags >> AFTER_SHIFT & QUOTE_GRAM;
	quote->starts_inside = flags & STARTS_INSIDE;
	quote->ends_inside = flags & ENDS_INSIDE;
	quote->start = take_varint(&cursor);
	quote->length = take_varint(&cursor);
	quote->words = take_varint(&cursor);
	quote->roll = take_bytes(&cursor, 8);
	quote->check = (uint32_t)take_bytes(&cursor, 4);
	if (quote->before_words)
		quote->before = (uint32_t)take_bytes(&cursor, 3);
	if (quote->after_words)
		quote->after = (uint32_t)take_bytes(&cursor, 3);
	quote->anchor_count = quote_anchor_count(quote->words);
	for (uint32_t i = 0; i < quote->anchor_count; i++)
		quote->anchor[i] = (uint32_t)take_bytes(&cursor, 3);
	if (cursor.failed || quote->length == 0 ||
		quote->words > quote->length / 2 + 1)
		return false;
	/* Canonical encoding only: no padding bits, no overlong varint, no
	 * wrong check. */
	quote_write(quote, again);
	return slice_equal(token, slice_text(again));
}

/* ---- copies ---- */

/* The best copy of the passage so far. */
struct copy {
	bool found;
	uint32_t start;
	unsigned fit; /* 0..2: sides whose context is equal */
	uint32_t distance;
	uint32_t seen; /* number of copies */
};

static bool is_at(struct slice text, uint32_t start, const struct quote *quote)
{
	if (quote->length > text.length || start > text.length - quote->length)
		return false;
	struct slice bytes = slice_of(text.bytes + start, quote->length);
	return quote_roll(bytes) == quote->roll &&
	       (uint32_t)hash_bytes(bytes) == quote->check;
}

/* Whether the copy cuts words at its ends as the passage did. */
static bool cuts_alike(
	struct slice text, uint32_t start, const struct quote *quote)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	uint32_t end = start + quote->length;
	bool from_inside = start > 0 && quote_is_word(bytes[start - 1]) &&
			   quote_is_word(bytes[start]);
	bool to_inside = end < text.length && quote_is_word(bytes[end - 1]) &&
			 quote_is_word(bytes[end]);
	return from_inside == quote->starts_inside &&
	       to_inside == quote->ends_inside;
}

static unsigned fit_at(
	struct slice text, uint32_t start, const struct quote *quote)
{
	uint32_t gram;
	unsigned fit = 0;
	if (quote_before(text, start, &gram) == quote->before_words)
		fit += gram == quote->before || !quote->before_words;
	if (quote_after(text, start + quote->length, &gram) ==
		quote->after_words)
		fit += gram == quote->after || !quote->after_words;
	return fit;
}

static void weigh(struct copy *best, struct slice text, uint32_t start,
	const struct quote *quote)
{
	if (!cuts_alike(text, start, quote))
		return;
	uint32_t distance = start > quote->start ? start - quote->start
						 : quote->start - start;
	unsigned fit = best->seen++ < MAX_COPIES ? fit_at(text, start, quote)
						 : 0;
	if (best->found &&
		(fit < best->fit ||
			(fit == best->fit && distance >= best->distance)))
		return;
	best->found = true;
	best->start = start;
	best->fit = fit;
	best->distance = distance;
}

/* A rolling hash that moves over the text (Karp and Rabin 1987). */
struct lane {
	uint32_t start; /* offset of the hashed bytes */
	uint64_t roll;
};

static struct lane lane_at(
	struct slice text, uint32_t start, const struct quote *quote)
{
	struct slice bytes = slice_of(text.bytes + start, quote->length);
	return (struct lane){start, quote_roll(bytes)};
}

static inline void lane_step(struct lane *lane, const unsigned char *bytes,
	uint32_t length, uint64_t power)
{
	const unsigned char *at = bytes + lane->start++;
	lane->roll = lane->roll * QUOTE_ROLL_BASE +
		     (at[length] - at[0] * power);
}

/* Tests every offset.  Two lanes run side by side, since each step of a lane
 * depends on the step before it. */
static struct copy find_copy(struct slice text, const struct quote *quote)
{
	struct copy best = {0};
	if (quote->length > text.length)
		return best;
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	uint32_t length = quote->length;
	uint32_t places = (uint32_t)text.length - length + 1;
	uint64_t power = 1, wanted = quote->roll;
	for (uint32_t i = 0; i < length; i++)
		power *= QUOTE_ROLL_BASE;
	uint32_t half = (places + 1) / 2;
	struct lane a = lane_at(text, 0, quote);
	struct lane b = lane_at(text, places - half, quote);
	for (uint32_t i = 0;; i++) {
		if (a.roll == wanted)
			weigh(&best, text, a.start, quote);
		if (b.roll == wanted)
			weigh(&best, text, b.start, quote);
		if (i + 1 == half)
			break;
		lane_step(&a, bytes, length, power);
		lane_step(&b, bytes, length, power);
	}
	/* Once, at the end: only a crafted text has equal hashes. */
	best.found = best.found && is_at(text, best.start, quote);
	return best;
}

struct quote_match quote_locate(struct slice text, const struct quote *quote)
{
	struct quote_match match = {QUOTE_EXACT, quote->start, 0};
	bool framed;
	if (text.length > UINT32_MAX || text.length == 0)
		return (struct quote_match){.status = QUOTE_GONE};
	if (is_at(text, quote->start, quote)) {
		match.end = quote->start + quote->length;
		return match;
	}
	struct copy copy = find_copy(text, quote);
	if (!copy.found)
		return quote_find_changed(text, quote, &framed);
	if (copy.fit == 0 && quote->words <= SHORT_WORDS) {
		match = quote_find_changed(text, quote, &framed);
		if (framed)
			return match;
	}
	return (struct quote_match){
		QUOTE_MOVED, copy.start, copy.start + quote->length};
}
