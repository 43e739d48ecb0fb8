/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coding.h"

#include <strings.h>

enum { NOT_NAMED = -1, WANTED_MOST = 1000 };

static const char *const names[CODING_COUNT] = {"br", "gzip", NULL};

const char *coding_name(enum coding coding)
{
	return names[coding];
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct slice trim(struct slice text)
{
	while (text.length && is_blank(text.bytes[0]))
		text = slice_of(text.bytes + 1, text.length - 1);
	while (text.length && is_blank(text.bytes[text.length - 1]))
		text.length--;
	return text;
}

/* Takes what stands before the separator off the rest, and the separator. */
static struct slice take(struct slice *rest, char separator)
{
	const char *end = memchr(rest->bytes, separator, rest->length);
	size_t length = end ? (size_t)(end - rest->bytes) : rest->length;
	struct slice taken = slice_of(rest->bytes, length);
	length += end != NULL;
	*rest = slice_of(rest->bytes + length, rest->length - length);
	return trim(taken);
}

static bool is_word(struct slice text, const char *word)
{
	return text.length == strlen(word) &&
	       strncasecmp(text.bytes, word, text.length) == 0;
}

/* "q=0.5" in thousandths; what is no weight refuses the coding. */
static int read_weight(struct slice text)
{
	if (text.length < 3 || (text.bytes[0] | 32) != 'q' ||
		text.bytes[1] != '=' || text.length > 7)
		return 0;
	int weight = 0, digit_worth = WANTED_MOST;
	for (size_t i = 2; i < text.length; i++) {
		char c = text.bytes[i];
		if (i == 3 && c == '.')
			continue;
		if (c < '0' || c > '9' || (i == 2 && c > '1') || i == 3)
			return 0;
		weight += (c - '0') * digit_worth;
		digit_worth /= 10;
	}
	return weight > WANTED_MOST ? 0 : weight;
}

enum coding coding_choose(
	struct slice accept_encoding, const bool held[CODING_COUNT])
{
	int weight[CODING_COUNT] = {NOT_NAMED, NOT_NAMED, NOT_NAMED};
	int others = NOT_NAMED;
	while (accept_encoding.length) {
		struct slice item = take(&accept_encoding, ',');
		if (item.length == 0)
			continue;
		struct slice name = take(&item, ';');
		int wanted = item.length ? read_weight(trim(item))
					 : WANTED_MOST;
		if (is_word(name, "br"))
			weight[CODING_BROTLI] = wanted;
		else if (is_word(name, "gzip") || is_word(name, "x-gzip"))
			weight[CODING_GZIP] = wanted;
		else if (is_word(name, "identity"))
			weight[CODING_PLAIN] = wanted;
		else if (is_word(name, "*"))
			others = wanted;
	}
	enum coding best = CODING_PLAIN;
	int most = 0;
	for (size_t i = 0; i < CODING_COUNT; i++) {
		int wanted = weight[i] == NOT_NAMED ? others : weight[i];
		if (held[i] && wanted > most) {
			best = (enum coding)i;
			most = wanted;
		}
	}
	return best;
}
