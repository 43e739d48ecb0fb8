/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotes: finding passages again after edits made at random. */
#include "quote_fixture.h"
#include "text_support.h"
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROUNDS = 400 };

static void put_word(struct buf *out, uint64_t *chance)
{
	static const char *const words[] = {"ombak", "hujan", "kereta",
		"g\xC3\xBC"
		"ru",
		"sungai", "2021", "malam,", "(terang)",
		"k\xC3\xA9"
		"jutan",
		"padi."};
	buf_put_text(out, words[support_random(chance, 10)]);
	buf_put_format(out, "%u", support_random(chance, 100));
}

/* Appends the text with each word edited at a chance of `damage` percent:
 * another in its place, none, or one more. */
static void put_damaged(
	struct buf *out, struct slice text, uint32_t damage, uint64_t *chance)
{
	for (size_t i = 0; i < text.length;) {
		size_t end = i;
		while (end < text.length && text.bytes[end] != ' ' &&
			text.bytes[end] != '\n')
			end++;
		uint32_t what = 3;
		if (end > i && support_random(chance, 100) < damage)
			what = support_random(chance, 3);
		if (what == 0)
			put_word(out, chance);
		if (what >= 2)
			buf_put(out, text.bytes + i, end - i);
		if (what == 2) {
			buf_put_byte(out, ' ');
			put_word(out, chance);
		}
		if (end < text.length)
			buf_put_byte(out, (unsigned char)text.bytes[end++]);
		i = end;
	}
}

static bool is_break(struct slice text, size_t at)
{
	return at == 0 || at >= text.length || text.bytes[at] == ' ' ||
	       text.bytes[at] == '\n';
}

/* A part of the text that cuts no word, of at least two bytes. */
static void choose(struct slice text, size_t most, uint64_t *chance,
	size_t *start, size_t *end)
{
	do {
		*start = support_random(chance, (uint32_t)text.length - 4);
		while (!is_break(text, *start))
			++*start;
		*start += *start > 0;
		*end = *start + 2 + support_random(chance, (uint32_t)most);
		while (!is_break(text, *end))
			++*end;
		if (*end > text.length)
			*end = text.length;
	} while (*start + 2 > *end || strchr(" \n\r", text.bytes[*start]));
}

struct trial {
	struct buf text, edited;
	size_t start, end; /* of the passage in text */
	size_t from, to; /* of what it became in edited */
	struct quote quote;
};

/* A text, a passage in it, and the text after edits inside and outside.  What
 * stands next to the passage stays as it is where `outside` says so. */
static void make_trial(struct trial *t, uint32_t inside, uint32_t outside,
	size_t most, bool crlf, uint64_t *chance)
{
	enum { NEAR = 100 };
	struct buf made = {0};
	buf_clear(&t->text);
	buf_clear(&t->edited);
	support_text(&made, chance, 300 + support_random(chance, 600));
	for (size_t i = 0; i < made.length; i++) {
		if (crlf && made.bytes[i] == '\n')
			buf_put_byte(&t->text, '\r');
		buf_put_byte(&t->text, (unsigned char)made.bytes[i]);
	}
	buf_free(&made);
	struct slice text = quote_fixture_text(&t->text);
	choose(text, most, chance, &t->start, &t->end);
	t->quote = quote_fixture_make(text, t->start, t->end);
	size_t near = t->start < NEAR ? 0 : t->start - NEAR;
	size_t far = text.length - t->end < NEAR ? text.length : t->end + NEAR;
	put_damaged(&t->edited, slice_of(text.bytes, near), outside, chance);
	buf_put(&t->edited, text.bytes + near, t->start - near);
	t->from = t->edited.length;
	put_damaged(&t->edited,
		slice_of(text.bytes + t->start, t->end - t->start), inside,
		chance);
	t->to = t->edited.length;
	buf_put(&t->edited, text.bytes + t->end, far - t->end);
	put_damaged(&t->edited, slice_of(text.bytes + far, text.length - far),
		outside, chance);
	buf_put(&t->edited, "\n", 2);
	t->edited.length--;
}

static void free_trial(struct trial *t)
{
	buf_free(&t->text);
	buf_free(&t->edited);
}

static void test_edits_elsewhere(void **state)
{
	static const size_t sizes[] = {4, 30, 400, 5000};
	uint64_t chance = 11;
	struct trial t = {.start = 0};
	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		make_trial(&t, 0, i % 40, sizes[i % 4], i % 3 == 0, &chance);
		quote_fixture_expect(quote_fixture_text(&t.edited), &t.quote,
			t.from == t.start ? QUOTE_EXACT : QUOTE_MOVED, t.from,
			t.to);
	}
	free_trial(&t);
}

/* Of `rounds` passages damaged so, how many are said to have changed, at a
 * place that overlaps the right one; *bytes is the share of bytes that both
 * have in common. */
static unsigned count_found(uint32_t damage, unsigned rounds, double *bytes)
{
	uint64_t chance = 23 + damage;
	struct trial t = {.start = 0};
	unsigned right = 0;
	double common = 0, either = 0;
	for (unsigned i = 0; i < rounds; i++) {
		make_trial(&t, damage, 10, 600, i % 3 == 0, &chance);
		struct slice text = quote_fixture_text(&t.edited);
		struct quote_match place = quote_locate(text, &t.quote);
		assert_true(
			place.start <= place.end && place.end <= text.length);
		bool same = slice_equal(
			slice_of(t.text.bytes + t.start, t.end - t.start),
			slice_of(text.bytes + t.from, t.to - t.from));
		size_t low = place.start > t.from ? place.start : t.from;
		size_t high = place.end < t.to ? place.end : t.to;
		bool meets = low < high;
		bool empty = strspn(text.bytes + t.from, " \r\n") >=
			     t.to - t.from;
		right += same    ? place.status <= QUOTE_MOVED
			 : empty ? place.status != QUOTE_EXACT
				 : place.status == QUOTE_CHANGED && meets;
		if (!meets)
			continue;
		common += (double)(high - low);
		either +=
			(double)((place.end > t.to ? place.end : t.to) -
				 (place.start < t.from ? place.start : t.from));
	}
	*bytes = either > 0 ? common / either : 0;
	free_trial(&t);
	return right;
}

static void test_edits_inside(void **state)
{
	static const struct {
		uint32_t damage;
		unsigned least; /* of ROUNDS */
	} cases[] = {{5, 398}, {10, 398}, {20, 398}, {30, 394}, {50, 385},
		{70, 365}, {90, 330}, {100, 320}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		double bytes;
		unsigned right = count_found(cases[i].damage, ROUNDS, &bytes);
		print_message("# %u%% of the words edited: %u of %u right, "
			      "%.3f of the bytes\n",
			cases[i].damage, right, (unsigned)ROUNDS, bytes);
		assert_true(right >= cases[i].least);
	}
}

/* Without any help of the context: only the words inside are left. */
static void test_moved_and_changed(void **state)
{
	uint64_t chance = 77;
	struct trial t = {.start = 0};
	struct buf other = {0};
	unsigned right = 0;
	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		make_trial(&t, 15, 0, 600, false, &chance);
		if (t.end - t.start < 100) {
			right++;
			continue;
		}
		buf_clear(&other);
		support_text(&other, &chance, 200);
		size_t from = other.length;
		buf_put(&other, t.edited.bytes + t.from, t.to - t.from);
		size_t to = other.length;
		buf_put_byte(&other, '\n');
		support_text(&other, &chance, 200);
		struct quote_match place = quote_locate(
			quote_fixture_text(&other), &t.quote);
		right += place.status <= QUOTE_CHANGED && place.start < to &&
			 place.end > from;
	}
	print_message("# %u of %u right\n", right, (unsigned)ROUNDS);
	assert_true(right >= ROUNDS * 98 / 100);
	buf_free(&other);
	free_trial(&t);
}

static void test_removed(void **state)
{
	uint64_t chance = 99;
	struct trial t = {.start = 0};
	unsigned right = 0;
	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		make_trial(&t, 0, 10, 600, false, &chance);
		struct buf cut = {0};
		buf_put(&cut, t.edited.bytes, t.from);
		buf_put(&cut, t.edited.bytes + t.to, t.edited.length - t.to);
		struct quote_match place = quote_locate(
			quote_fixture_text(&cut), &t.quote);
		right += place.status == QUOTE_GONE ||
			 (place.status == QUOTE_MOVED && t.quote.words <= 4);
		buf_free(&cut);
	}
	print_message("# %u of %u right\n", right, (unsigned)ROUNDS);
	assert_true(right >= ROUNDS * 99 / 100);
	free_trial(&t);
}

/* Texts that would be slow or too much for tables, were there any. */
static void test_huge(void **state)
{
	enum { BYTES = 3 << 20 };
	struct buf text = {0};
	uint64_t chance = 3;
	(void)state;
	for (size_t i = 0; i < BYTES; i++)
		buf_put_byte(&text, i % 2 ? ' ' : 'a');
	struct quote quote = quote_fixture_make(
		quote_fixture_text(&text), 1000, BYTES / 2);
	text.bytes[0] = 'b';
	quote_fixture_expect(quote_fixture_text(&text), &quote, QUOTE_EXACT,
		1000, BYTES / 2);
	text.bytes[2000] = 'b';
	struct quote_match place = quote_locate(
		quote_fixture_text(&text), &quote);
	assert_int_equal(place.status, QUOTE_MOVED);
	quote = quote_fixture_make(quote_fixture_text(&text), 1990, 2020);
	text.bytes[2002] = 'c';
	place = quote_locate(quote_fixture_text(&text), &quote);
	assert_int_equal(place.status, QUOTE_CHANGED);

	buf_clear(&text);
	while (text.length < BYTES)
		support_text(&text, &chance, 1000);
	quote = quote_fixture_make(quote_fixture_text(&text), 100000, 100400);
	for (size_t i = 100000; i < 100400; i += 40)
		text.bytes[i] = text.bytes[i] == 'x' ? 'y' : 'x';
	place = quote_locate(quote_fixture_text(&text), &quote);
	assert_int_equal(place.status, QUOTE_CHANGED);
	assert_true(place.start < 100400 && place.end > 100000);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edits_elsewhere),
		cmocka_unit_test(test_edits_inside),
		cmocka_unit_test(test_moved_and_changed),
		cmocka_unit_test(test_removed),
		cmocka_unit_test(test_huge),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
