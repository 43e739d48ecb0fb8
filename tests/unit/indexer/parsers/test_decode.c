/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>

#define BYTES(text)                    \
	{                              \
		text, sizeof(text) - 1 \
	}

struct row {
	struct slice bytes;
	enum decode_encoding encoding;
	struct slice text;
};

static void check(const struct row *row)
{
	struct buf scratch = {0};
	struct slice text;
	enum decode_encoding encoding;
	struct error err = {0};
	assert_true(decode_text(row->bytes, &scratch, &text, &encoding, &err));
	assert_string_equal(decode_name(encoding), decode_name(row->encoding));
	assert_int_equal(text.length, row->text.length);
	if (text.length)
		assert_memory_equal(text.bytes, row->text.bytes, text.length);
	buf_free(&scratch);
}

static void test_encodings(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{BYTES(""), DECODE_UTF8, BYTES("")},
		{BYTES("bahasa"), DECODE_UTF8, BYTES("bahasa")},
		/* The mark stays: offsets are those of the file. */
		{BYTES("\xEF\xBB\xBFteks"), DECODE_UTF8,
			BYTES("\xEF\xBB\xBFteks")},
		{BYTES("\xFF\xFE"
		       "a\0\xAC\x20"),
			DECODE_UTF16, BYTES("a\xE2\x82\xAC")},
		{BYTES("\xFE\xFF\0a\x20\xAC"), DECODE_UTF16,
			BYTES("a\xE2\x82\xAC")},
		/* A pair, half a pair, half a unit. */
		{BYTES("\xFE\xFF\xD8\x3D\xDE\x00"), DECODE_UTF16,
			BYTES("\xF0\x9F\x98\x80")},
		{BYTES("\xFE\xFF\xD8\x00\xDC\x00"), DECODE_UTF16,
			BYTES("\xF0\x90\x80\x80")},
		{BYTES("\xFE\xFF\xDB\xFF\xDF\xFF"), DECODE_UTF16,
			BYTES("\xF4\x8F\xBF\xBF")},
		{BYTES("\xFE\xFF\xD8\x3D\0a"), DECODE_UTF16,
			BYTES("\xEF\xBF\xBD"
			      "a")},
		{BYTES("\xFE\xFF\xDE\x00\0a\0"), DECODE_UTF16,
			BYTES("\xEF\xBF\xBD"
			      "a\xEF\xBF\xBD")},
		{BYTES("\xFF\xFE"), DECODE_UTF16, BYTES("")},
		{BYTES("caf\xE9 \x93kutip\x94"), DECODE_WINDOWS_1252,
			BYTES("caf\xC3\xA9 \xE2\x80\x9Ckutip\xE2\x80\x9D")},
		/* One bad byte in a text of good UTF-8. */
		{BYTES("\xC3\xA9\xC3\xA9 dan \xE9 rusak"), DECODE_REPAIRED,
			BYTES("\xC3\xA9\xC3\xA9 dan \xEF\xBF\xBD rusak")},
		/* 0x81 means nothing in Windows-1252. */
		{BYTES("bukan \x81 huruf"), DECODE_REPAIRED,
			BYTES("bukan \xEF\xBF\xBD huruf")},
		{BYTES("\xE9\xE8\xE7 a"), DECODE_REPAIRED,
			BYTES("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD a")},
		{BYTES("PK\x03\x04\0\0"), DECODE_BINARY, BYTES("")},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(&rows[i]);
}

/* Only the beginning decides on binary. */
static void test_late_nul(void **state)
{
	(void)state;
	char bytes[DECODE_LOOK_BYTES + 1];
	memset(bytes, 'a', sizeof bytes);
	bytes[DECODE_LOOK_BYTES] = '\0';
	assert_false(decode_is_binary(slice_of(bytes, sizeof bytes)));
	bytes[DECODE_LOOK_BYTES - 1] = '\0';
	assert_true(decode_is_binary(slice_of(bytes, sizeof bytes)));
	bytes[DECODE_LOOK_BYTES - 1] = 'a';
	struct row row = {slice_of(bytes, sizeof bytes), DECODE_UTF8,
		slice_of(bytes, sizeof bytes)};
	check(&row);
}

/* Every byte alone and behind a letter gives valid UTF-8 or nothing. */
static void test_every_byte(void **state)
{
	(void)state;
	for (int i = 0; i < 256; i++) {
		char bytes[] = {'k', 'a', 't', 'a', ' ', (char)i};
		struct buf scratch = {0};
		struct slice text;
		enum decode_encoding encoding;
		assert_true(decode_text(slice_of(bytes, sizeof bytes), &scratch,
			&text, &encoding, NULL));
		if (i == 0)
			assert_int_equal(encoding, DECODE_BINARY);
		else if (i < 0x80)
			assert_int_equal(encoding, DECODE_UTF8);
		else
			assert_int_equal(
				encoding, i == 0x81 || i == 0x8D || i == 0x8F ||
							  i == 0x90 || i == 0x9D
						  ? DECODE_REPAIRED
						  : DECODE_WINDOWS_1252);
		buf_free(&scratch);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_late_nul),
		cmocka_unit_test(test_every_byte),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
