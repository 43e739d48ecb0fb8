/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "etag.h"

#include "hash.h"

#include <inttypes.h>
#include <stdio.h>

void etag_of_bytes(struct slice bytes, char etag[REPLY_ETAG_BYTES])
{
	snprintf(etag, REPLY_ETAG_BYTES, "\"%016" PRIx64 "\"",
		hash_bytes(bytes));
}

void etag_of_state(
	const char *generation, struct slice seed, char etag[REPLY_ETAG_BYTES])
{
	snprintf(etag, REPLY_ETAG_BYTES, "W/\"%.40s-%016" PRIx64 "\"",
		generation, hash_bytes(seed));
}

static struct slice skip(struct slice text, const char *these)
{
	while (text.length && *text.bytes && strchr(these, *text.bytes))
		text = slice_of(text.bytes + 1, text.length - 1);
	return text;
}

/* The tag without W/ that the text begins with; empty when it is none. */
static struct slice first_tag(struct slice text)
{
	if (text.length > 2 && memcmp(text.bytes, "W/", 2) == 0)
		text = slice_of(text.bytes + 2, text.length - 2);
	if (text.length < 2 || text.bytes[0] != '"')
		return slice_of(text.bytes, 0);
	const char *end = memchr(text.bytes + 1, '"', text.length - 1);
	return slice_of(text.bytes, end ? (size_t)(end + 1 - text.bytes) : 0);
}

bool etag_is_any(struct slice if_none_match)
{
	struct slice text = skip(if_none_match, " \t");
	return text.length && text.bytes[0] == '*' &&
	       skip(slice_of(text.bytes + 1, text.length - 1), " \t").length ==
		       0;
}

bool etag_listed(struct slice if_none_match, const char *etag)
{
	if (if_none_match.length == 0)
		return false;
	struct slice ours = first_tag(slice_text(etag));
	const char *end = if_none_match.bytes + if_none_match.length;
	struct slice text = skip(if_none_match, " \t,");
	while (text.length) {
		struct slice tag = first_tag(text);
		if (tag.length == 0)
			return false;
		if (slice_equal(tag, ours))
			return true;
		const char *after = tag.bytes + tag.length;
		text = skip(slice_of(after, (size_t)(end - after)), " \t,");
	}
	return false;
}
