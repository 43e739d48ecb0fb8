/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What characters are, and the forms that words are compared in. */
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <utf8proc.h>

static struct slice encode(int32_t character, char bytes[4])
{
	return slice_of(bytes, (size_t)utf8proc_encode_char(
				       character, (utf8proc_uint8_t *)bytes));
}

static void test_classes(void **state)
{
	(void)state;
	static const struct {
		int32_t character;
		enum unicode_class class;
	} rows[] = {
		{'a', UNICODE_LETTER},
		{'Z', UNICODE_LETTER},
		{0x00E9, UNICODE_LETTER},
		{0x0627, UNICODE_LETTER}, /* alef */
		{0x4E2D, UNICODE_LETTER},
		{0xFF21, UNICODE_LETTER}, /* fullwidth A */
		{'7', UNICODE_DIGIT},
		{0x00B2, UNICODE_DIGIT}, /* superscript two */
		{0x2162, UNICODE_DIGIT}, /* roman numeral three */
		{0x0301, UNICODE_MARK},
		{'\'', UNICODE_APOSTROPHE},
		{'`', UNICODE_APOSTROPHE},
		{0x00B4, UNICODE_APOSTROPHE},
		{0x02BB, UNICODE_APOSTROPHE},
		{0x02BC, UNICODE_APOSTROPHE},
		{0x2018, UNICODE_APOSTROPHE},
		{0x2019, UNICODE_APOSTROPHE},
		{'-', UNICODE_HYPHEN},
		{0x2010, UNICODE_HYPHEN},
		{0x2011, UNICODE_HYPHEN},
		{0x2212, UNICODE_HYPHEN},
		{0x2014, UNICODE_OTHER}, /* em dash */
		{0x00AD, UNICODE_IGNORED},
		{0x200C, UNICODE_IGNORED},
		{0x200D, UNICODE_IGNORED},
		{0x2060, UNICODE_IGNORED},
		{0xFEFF, UNICODE_IGNORED},
		{' ', UNICODE_SPACE},
		{'\f', UNICODE_SPACE},
		{0x0085, UNICODE_SPACE},
		{0x00A0, UNICODE_SPACE},
		{0x200B, UNICODE_SPACE},
		{0x202F, UNICODE_SPACE},
		{0x3000, UNICODE_SPACE},
		{'"', UNICODE_OTHER},
		{0x201C, UNICODE_OTHER},
		{0, UNICODE_OTHER},
		{0xFFFD, UNICODE_OTHER},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (unicode_class(rows[i].character) != rows[i].class)
			fail_msg("U+%04X is %d", (unsigned)rows[i].character,
				unicode_class(rows[i].character));
	assert_true(unicode_is_upper('A') && unicode_is_upper(0x00C9));
	assert_false(unicode_is_upper('a') || unicode_is_upper(0x00E9) ||
		     unicode_is_upper('1'));
}

static void test_decode(void **state)
{
	(void)state;
	static const struct {
		struct slice bytes;
		int32_t character;
		size_t used;
	} rows[] = {
		{{"a", 1}, 'a', 1}, {{"\xC3\xA9", 2}, 0xE9, 2},
		{{"\xF0\x9F\x98\x80", 4}, 0x1F600, 4}, {{"\0", 1}, 0, 1},
		{{"\xC3", 1}, 0xFFFD, 1}, {{"\xC3(", 2}, 0xFFFD, 1},
		{{"\xC0\xAF", 2}, 0xFFFD, 1}, /* overlong */
		{{"\xED\xA0\x80", 3}, 0xFFFD, 1}, /* a surrogate */
		{{"\xF4\x90\x80\x80", 4}, 0xFFFD, 1}, /* above U+10FFFF */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *at = rows[i].bytes.bytes;
		int32_t character = unicode_decode(
			&at, at + rows[i].bytes.length);
		assert_int_equal(character, rows[i].character);
		assert_int_equal(at - rows[i].bytes.bytes, rows[i].used);
		assert_int_equal(unicode_valid(rows[i].bytes),
			rows[i].character != 0xFFFD);
	}
}

static void test_fold(void **state)
{
	(void)state;
	static const char *const rows[][3] = {
		/* written, form, form without marks and apostrophes */
		{"Keamanan", "keamanan", "keamanan"},
		{"JUM'AT", "jum'at", "jumat"},
		{"Qur\u2019an", "qur'an", "quran"},
		{"Qur\u02BCan", "qur'an", "quran"},
		{"Qur\u00B4an", "qur'an", "quran"},
		{"Caf\u00C9", "caf\u00E9", "cafe"},
		{"cafe\u0301", "caf\u00E9", "cafe"},
		{"\uFF26\uFF35\uFF2C\uFF2C", "full", "full"},
		{"\uFB01lsafat", "filsafat", "filsafat"}, /* ligature fi */
		{"keaman\u00ADan", "keamanan", "keamanan"},
		{"ke\u200Daman\u2060an", "keamanan", "keamanan"},
		{"anak\u2011anak", "anak-anak", "anak-anak"},
		{"Stra\u00DFe", "strasse", "strasse"},
		{"km\u00B2", "km2", "km2"},
		{"1\u00BD", "11\u20442", "11\u20442"},
		{"\u2474", "1", "1"},
		{"\u0130stanbul", "i\u0307stanbul", "istanbul"},
		{"\uFF11\uFF12\uFF0C\uFF15", "12,5", "12,5"},
		{"1.000.000", "1.000.000", "1.000.000"},
		{"a\u0308\u0323", "\u1EA1\u0308", "a"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf form = {0}, plain = {0};
		struct error err = {0};
		assert_true(unicode_fold(slice_text(rows[i][0]), &form, &err));
		assert_true(unicode_strip(buf_slice(&form), &plain, &err));
		buf_put_byte(&form, 0);
		buf_put_byte(&plain, 0);
		assert_string_equal(form.bytes, rows[i][1]);
		assert_string_equal(plain.bytes, rows[i][2]);
		buf_free(&form);
		buf_free(&plain);
	}
}

/* Every character that can make a word leaves something when it is folded,
 * which folding again does not change, and is valid. */
static void test_fold_all(void **state)
{
	(void)state;
	struct buf once = {0}, twice = {0};
	struct error err = {0};
	size_t words = 0;
	for (int32_t character = 1; character <= 0x10FFFF; character++) {
		char bytes[4];
		enum unicode_class class = unicode_class(character);
		if (class != UNICODE_LETTER && class != UNICODE_DIGIT)
			continue;
		words++;
		buf_clear(&once);
		buf_clear(&twice);
		assert_true(
			unicode_fold(encode(character, bytes), &once, &err));
		assert_true(unicode_fold(buf_slice(&once), &twice, &err));
		if (once.length == 0 || !unicode_valid(buf_slice(&once)) ||
			!slice_equal(buf_slice(&once), buf_slice(&twice)))
			fail_msg("U+%04X", (unsigned)character);
	}
	assert_in_range(words, 100000, 400000);
	buf_free(&once);
	buf_free(&twice);
}

static void test_repair(void **state)
{
	(void)state;
	static const struct {
		struct slice bytes;
		const char *repaired;
		size_t replaced;
	} rows[] = {
		{{"negara", 6}, "negara", 0},
		{{"caf\xE9", 4}, "caf\uFFFD", 1},
		{{"\xFF\xFE", 2}, "\uFFFD\uFFFD", 2},
		{{"a\xE2\x80", 3}, "a\uFFFD\uFFFD", 2},
		{{"\uFFFD", 3}, "\uFFFD", 0},
		{{NULL, 0}, "", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		size_t replaced = 0;
		unicode_repair(rows[i].bytes, &out, &replaced);
		assert_int_equal(replaced, rows[i].replaced);
		assert_true(slice_equal(
			buf_slice(&out), slice_text(rows[i].repaired)));
		assert_true(unicode_valid(buf_slice(&out)));
		buf_free(&out);
	}
}

static void test_cut(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t length, cut;
	} rows[] = {
		{"abc", 5, 3},
		{"abc", 2, 2},
		{"a\u00E9b", 2, 1},
		{"a\u00E9b", 3, 3},
		{"\U0001F600", 3, 0},
		{"", 3, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(
			unicode_cut(slice_text(rows[i].text), rows[i].length),
			rows[i].cut);
}

static void test_space(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t at_start, before_end;
	} rows[] = {
		{" a", 1, 0},
		{"a\t", 0, 1},
		{"\u00A0a\u00A0", 2, 2},
		{"\u3000", 3, 3},
		{"\uFEFFa\u200B", 3, 3},
		{"a", 0, 0},
		{"\u00E0", 0, 0}, /* its last byte is that of U+00A0 */
		{"\u00AD", 0, 0},
		{"", 0, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct slice text = slice_text(rows[i].text);
		assert_int_equal(unicode_space_at(text, 0), rows[i].at_start);
		assert_int_equal(unicode_space_before(text, text.length),
			rows[i].before_end);
		assert_int_equal(unicode_space_at(text, text.length), 0);
		assert_int_equal(unicode_space_before(text, 0), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_all),
		cmocka_unit_test(test_repair),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_space),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
