/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quote_fixture.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct slice quote_fixture_text(const struct buf *buf)
{
	assert_false(buf->failed);
	return buf_slice(buf);
}

struct quote quote_fixture_make(struct slice text, size_t start, size_t end)
{
	struct quote made, read;
	char token[QUOTE_TOKEN_BYTES];
	quote_make(text, (uint32_t)start, (uint32_t)end, 0, &made);
	quote_write(&made, token);
	assert_true(strlen(token) < QUOTE_TOKEN_BYTES);
	assert_int_equal(strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl"
				       "mnopqrstuvwxyz0123456789-_"),
		strlen(token));
	assert_true(quote_read(slice_text(token), &read));
	assert_memory_equal(&made.roll, &read.roll, sizeof made.roll);
	assert_int_equal(made.start, read.start);
	assert_int_equal(made.words, read.words);
	assert_int_equal(made.anchor_count, read.anchor_count);
	return read;
}

void quote_fixture_expect(struct slice text, const struct quote *quote,
	enum quote_status status, size_t start, size_t end)
{
	struct quote_match place = quote_locate(text, quote);
	if (place.status != status || place.start != start || place.end != end)
		fail_msg("%s %u..%u, not %s %zu..%zu, in:\n%.*s",
			quote_status_name(place.status), place.start, place.end,
			quote_status_name(status), start, end,
			(int)(text.length < 2000 ? text.length : 2000),
			text.bytes);
}
