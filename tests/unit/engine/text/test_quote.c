/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotes: tokens, and finding passages again after edits made by hand. */
#include "quote_fixture.h"
#include "text_support.h"
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROUNDS = 400 };

static const char essay[] =
	"Keamanan siber menjadi penting bagi negara.\n\n"
	"Menurut Rahma, \xE2\x80\x9Cruang siber tidak mengenal batas "
	"negara\xE2\x80\x9D dan pelakunya sulit ditemukan oleh penegak hukum. "
	"Karena itu kerja sama antarnegara diperlukan.\n\n"
	"Diplomasi siber adalah jawaban atas masalah itu.\n";

static const char sentence[] =
	"Menurut Rahma, \xE2\x80\x9Cruang siber tidak mengenal batas "
	"negara\xE2\x80\x9D dan pelakunya sulit ditemukan oleh penegak hukum.";

/* The essay with one string put in another's place. */
static struct slice edited(struct buf *out, const char *old, const char *new)
{
	const char *at = strstr(essay, old);
	assert_non_null(at);
	buf_clear(out);
	buf_put(out, essay, (size_t)(at - essay));
	buf_put_text(out, new);
	buf_put_text(out, at + strlen(old));
	return quote_fixture_text(out);
}

static size_t find(struct slice text, const char *what)
{
	char *copy = strndup(text.bytes, text.length);
	char *at = strstr(copy, what);
	assert_non_null(at);
	size_t place = (size_t)(at - copy);
	free(copy);
	return place;
}

static void test_edits_by_hand(void **state)
{
	struct buf out = {0};
	size_t length = sizeof sentence - 1;
	size_t start = find(slice_text(essay), sentence);
	struct quote quote = quote_fixture_make(
		slice_text(essay), start, start + length);
	(void)state;
	quote_fixture_expect(
		slice_text(essay), &quote, QUOTE_EXACT, start, start + length);

	struct slice text = edited(&out, "jawaban", "sebuah jawaban");
	quote_fixture_expect(text, &quote, QUOTE_EXACT, start, start + length);
	text = edited(&out, "penting", "sangat penting");
	quote_fixture_expect(
		text, &quote, QUOTE_MOVED, start + 7, start + 7 + length);
	text = edited(&out, "sulit ditemukan", "tidak mudah ditemukan");
	quote_fixture_expect(
		text, &quote, QUOTE_CHANGED, start, start + length + 6);
	text = edited(&out, "hukum.", "negeri.");
	quote_fixture_expect(
		text, &quote, QUOTE_CHANGED, start, start + length + 1);
	text = edited(&out, "Menurut Rahma, ", "");
	quote_fixture_expect(
		text, &quote, QUOTE_CHANGED, start, start + length - 15);
	text = edited(&out, "mengenal batas", "mengenal\r\nbatas");
	quote_fixture_expect(
		text, &quote, QUOTE_CHANGED, start, start + length + 1);
	text = edited(&out, sentence, "");
	quote_fixture_expect(text, &quote, QUOTE_GONE, 0, 0);
	text = edited(&out, sentence,
		"Orang lain berpendapat lain sama "
		"sekali tentang hal ini.");
	quote_fixture_expect(text, &quote, QUOTE_CHANGED, start, start + 56);
	quote_fixture_expect(slice_text(""), &quote, QUOTE_GONE, 0, 0);
	quote_fixture_expect(slice_text("siber"), &quote, QUOTE_GONE, 0, 0);
	buf_free(&out);
}

static void test_one_word(void **state)
{
	struct buf out = {0};
	struct slice text = slice_text(essay);
	size_t start = find(text, "batas");
	struct quote quote = quote_fixture_make(text, start, start + 5);
	(void)state;
	text = edited(&out, "Keamanan", "batas batas, perbatasan");
	quote_fixture_expect(text, &quote, QUOTE_MOVED, start + 15, start + 20);
	/* It stands elsewhere, but was changed where it was. */
	text = edited(&out, "batas", "tapal");
	quote_fixture_expect(text, &quote, QUOTE_CHANGED, start, start + 5);
	/* Not inside another word. */
	text = edited(&out, "mengenal batas negara", "perbatasan");
	quote_fixture_expect(text, &quote, QUOTE_GONE, 0, 0);
	buf_free(&out);

	struct slice repeated = slice_text("a b a b a b a c a b");
	quote = quote_fixture_make(repeated, 12, 15);
	quote_fixture_expect(repeated, &quote, QUOTE_EXACT, 12, 15);
	quote_fixture_expect(slice_text("x y a b a b a b a c a b"), &quote,
		QUOTE_MOVED, 16, 19);
}

static void test_whole_and_odd(void **state)
{
	struct slice text = slice_text(essay);
	struct quote quote = quote_fixture_make(text, 0, text.length);
	struct buf out = {0};
	(void)state;
	quote_fixture_expect(text, &quote, QUOTE_EXACT, 0, text.length);
	buf_put_text(&out, "Judul\n\n");
	buf_put_slice(&out, text);
	quote_fixture_expect(quote_fixture_text(&out), &quote, QUOTE_MOVED, 7,
		7 + text.length);
	text = edited(&out, "Rahma", "Rahmi");
	quote_fixture_expect(text, &quote, QUOTE_CHANGED, 0, text.length - 1);
	buf_free(&out);

	const char *const odd[] = {"...", "\xE2\x80\x9C", "\n",
		"\xF0\x9F\x98\x80 !", "\xE6\xBC\xA2\xE5\xAD\x97"};
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct buf around = {0};
		size_t length = strlen(odd[i]);
		buf_put_text(&around, "awal ");
		buf_put_text(&around, odd[i]);
		buf_put_text(&around, " akhir");
		quote = quote_fixture_make(
			quote_fixture_text(&around), 5, 5 + length);
		quote_fixture_expect(quote_fixture_text(&around), &quote,
			QUOTE_EXACT, 5, 5 + length);
		buf_clear(&around);
		buf_put_text(&around, "di awal ");
		buf_put_text(&around, odd[i]);
		quote_fixture_expect(quote_fixture_text(&around), &quote,
			QUOTE_MOVED, 8, 8 + length);
		quote_fixture_expect(
			slice_text("lain"), &quote, QUOTE_GONE, 0, 0);
		buf_free(&around);
	}
}

/* What is farther away than QUOTE_AROUND_BYTES does not matter. */
static void test_what_lies_around(void **state)
{
	struct buf buf = {0};
	uint64_t chance = 5;
	(void)state;
	support_text(&buf, &chance, 2000);
	struct slice text = quote_fixture_text(&buf);
	for (unsigned i = 0; i < ROUNDS; i++) {
		uint32_t length = (uint32_t)text.length;
		uint32_t start = support_random(&chance, length - 1);
		uint32_t end = start + 1 +
			       support_random(&chance, length - start < 500
							       ? length - start
							       : 500);
		uint32_t from = start < QUOTE_AROUND_BYTES
					? 0
					: start - QUOTE_AROUND_BYTES;
		uint32_t to = length - end < QUOTE_AROUND_BYTES
				      ? length
				      : end + QUOTE_AROUND_BYTES;
		struct quote whole, part;
		char a[QUOTE_TOKEN_BYTES], b[QUOTE_TOKEN_BYTES];
		quote_make(text, start, end, 0, &whole);
		quote_make(slice_of(text.bytes + from, to - from), start - from,
			end - from, from, &part);
		quote_write(&whole, a);
		quote_write(&part, b);
		assert_string_equal(a, b);
	}
	buf_free(&buf);
}

static void test_bad_tokens(void **state)
{
	static const char *const bad[] = {"", "A", "abc", "exact", "=", "!!!!",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"QAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
	struct quote quote, other;
	char token[QUOTE_TOKEN_BYTES];
	char longer[3 * QUOTE_TOKEN_BYTES];
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(quote_read(slice_text(bad[i]), &quote));
	assert_false(quote_read(slice_of("a\0b", 3), &quote));
	memset(longer, 'A', sizeof longer);
	assert_false(quote_read(slice_of(longer, sizeof longer), &quote));
	quote = quote_fixture_make(slice_text(essay), 10, 100);
	quote_write(&quote, token);
	size_t length = strlen(token);
	for (size_t cut = 0; cut < length; cut++)
		assert_false(quote_read(slice_of(token, cut), &other));
	snprintf(longer, sizeof longer, "%sA", token);
	assert_false(quote_read(slice_text(longer), &other));
	for (size_t i = 0; i < length; i++) {
		char old = token[i];
		token[i] = old == 'A' ? 'B' : 'A';
		assert_false(quote_read(slice_text(token), &other));
		token[i] = old;
	}
	assert_true(quote_read(slice_text(token), &other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edits_by_hand),
		cmocka_unit_test(test_one_word),
		cmocka_unit_test(test_whole_and_odd),
		cmocka_unit_test(test_what_lies_around),
		cmocka_unit_test(test_bad_tokens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
