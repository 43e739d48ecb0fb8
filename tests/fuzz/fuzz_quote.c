/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line is a token, what follows it a text: read the token, look for what it
 * quotes, and quote the place that was found. */
#include "quote.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_place(struct slice text, struct quote_match place)
{
	if (place.status == QUOTE_GONE) {
		assert(place.start == 0 && place.end == 0);
		return;
	}
	assert(place.start < place.end && place.end <= text.length);
}

/* What is quoted is found where it is. */
static void check_again(struct slice text, uint32_t start, uint32_t end)
{
	struct quote quote, read;
	char token[QUOTE_TOKEN_BYTES];
	quote_make(text, start, end, 0, &quote);
	quote_write(&quote, token);
	assert(quote_read(slice_text(token), &read));
	struct quote_match place = quote_locate(text, &read);
	assert(place.status == QUOTE_EXACT);
	assert(place.start == start && place.end == end);
	/* And in another text, whatever comes out is a place. */
	read.start += 1 + (uint32_t)text.length / 2;
	check_place(text, quote_locate(text, &read));
	read.roll ^= 1;
	check_place(text, quote_locate(text, &read));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct quote quote;
	const char *bytes = (const char *)data;
	const char *line = size ? memchr(bytes, '\n', size) : NULL;
	size_t length = line ? (size_t)(line - bytes) : size;
	struct slice text = line ? slice_of(line + 1, size - length - 1)
				 : slice_of(bytes, size);
	if (quote_read(slice_of(bytes, length), &quote)) {
		struct quote_match place = quote_locate(text, &quote);
		check_place(text, place);
		if (place.status != QUOTE_GONE)
			check_again(text, place.start, place.end);
	}
	if (text.length) {
		uint32_t end = (uint32_t)text.length;
		check_again(text, end / 3, end);
		check_again(text, 0, 1 + end / 2);
	}
	return 0;
}
