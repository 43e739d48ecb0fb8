/* Quotes: tokens, and finding passages again in texts that were edited. */
#include "quote.h"
#include "support.h"
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROUNDS = 400 };

static struct slice text_of(const struct buf *buf)
{
	assert_false(buf->failed);
	return buf_slice(buf);
}

/* The quote of a part of a text, by way of its token. */
static struct quote quote_of(struct slice text, size_t start, size_t end)
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

static void expect(struct slice text, const struct quote *quote,
	enum quote_status status, size_t start, size_t end)
{
	struct quote_place place = quote_locate(text, quote);
	if (place.status != status || place.start != start || place.end != end)
		fail_msg("%s %u..%u, not %s %zu..%zu, in:\n%.*s",
			quote_status_name(place.status), place.start, place.end,
			quote_status_name(status), start, end,
			(int)(text.length < 2000 ? text.length : 2000),
			text.bytes);
}

/* ---- by hand ---- */

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
	return text_of(out);
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
	struct quote quote = quote_of(slice_text(essay), start, start + length);
	(void)state;
	expect(slice_text(essay), &quote, QUOTE_EXACT, start, start + length);

	struct slice text = edited(&out, "jawaban", "sebuah jawaban");
	expect(text, &quote, QUOTE_EXACT, start, start + length);
	text = edited(&out, "penting", "sangat penting");
	expect(text, &quote, QUOTE_MOVED, start + 7, start + 7 + length);
	text = edited(&out, "sulit ditemukan", "tidak mudah ditemukan");
	expect(text, &quote, QUOTE_CHANGED, start, start + length + 6);
	text = edited(&out, "hukum.", "negeri.");
	expect(text, &quote, QUOTE_CHANGED, start, start + length + 1);
	text = edited(&out, "Menurut Rahma, ", "");
	expect(text, &quote, QUOTE_CHANGED, start, start + length - 15);
	text = edited(&out, "mengenal batas", "mengenal\r\nbatas");
	expect(text, &quote, QUOTE_CHANGED, start, start + length + 1);
	text = edited(&out, sentence, "");
	expect(text, &quote, QUOTE_GONE, 0, 0);
	text = edited(&out, sentence,
		"Orang lain berpendapat lain sama "
		"sekali tentang hal ini.");
	expect(text, &quote, QUOTE_CHANGED, start, start + 56);
	expect(slice_text(""), &quote, QUOTE_GONE, 0, 0);
	expect(slice_text("siber"), &quote, QUOTE_GONE, 0, 0);
	buf_free(&out);
}

static void test_one_word(void **state)
{
	struct buf out = {0};
	struct slice text = slice_text(essay);
	size_t start = find(text, "batas");
	struct quote quote = quote_of(text, start, start + 5);
	(void)state;
	text = edited(&out, "Keamanan", "batas batas, perbatasan");
	expect(text, &quote, QUOTE_MOVED, start + 15, start + 20);
	/* It stands elsewhere, but was changed where it was. */
	text = edited(&out, "batas", "tapal");
	expect(text, &quote, QUOTE_CHANGED, start, start + 5);
	/* Not inside another word. */
	text = edited(&out, "mengenal batas negara", "perbatasan");
	expect(text, &quote, QUOTE_GONE, 0, 0);
	buf_free(&out);

	struct slice repeated = slice_text("a b a b a b a c a b");
	quote = quote_of(repeated, 12, 15);
	expect(repeated, &quote, QUOTE_EXACT, 12, 15);
	expect(slice_text("x y a b a b a b a c a b"), &quote, QUOTE_MOVED, 16,
		19);
}

static void test_whole_and_odd(void **state)
{
	struct slice text = slice_text(essay);
	struct quote quote = quote_of(text, 0, text.length);
	struct buf out = {0};
	(void)state;
	expect(text, &quote, QUOTE_EXACT, 0, text.length);
	buf_put_text(&out, "Judul\n\n");
	buf_put_slice(&out, text);
	expect(text_of(&out), &quote, QUOTE_MOVED, 7, 7 + text.length);
	text = edited(&out, "Rahma", "Rahmi");
	expect(text, &quote, QUOTE_CHANGED, 0, text.length - 1);
	buf_free(&out);

	const char *const odd[] = {"...", "\xE2\x80\x9C", "\n",
		"\xF0\x9F\x98\x80 !", "\xE6\xBC\xA2\xE5\xAD\x97"};
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct buf around = {0};
		size_t length = strlen(odd[i]);
		buf_put_text(&around, "awal ");
		buf_put_text(&around, odd[i]);
		buf_put_text(&around, " akhir");
		quote = quote_of(text_of(&around), 5, 5 + length);
		expect(text_of(&around), &quote, QUOTE_EXACT, 5, 5 + length);
		buf_clear(&around);
		buf_put_text(&around, "di awal ");
		buf_put_text(&around, odd[i]);
		expect(text_of(&around), &quote, QUOTE_MOVED, 8, 8 + length);
		expect(slice_text("lain"), &quote, QUOTE_GONE, 0, 0);
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
	struct slice text = text_of(&buf);
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
	quote = quote_of(slice_text(essay), 10, 100);
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

/* ---- random edits ---- */

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
	struct slice text = text_of(&t->text);
	choose(text, most, chance, &t->start, &t->end);
	t->quote = quote_of(text, t->start, t->end);
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
		expect(text_of(&t.edited), &t.quote,
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
		struct slice text = text_of(&t.edited);
		struct quote_place place = quote_locate(text, &t.quote);
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
		struct quote_place place = quote_locate(
			text_of(&other), &t.quote);
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
		struct quote_place place = quote_locate(
			text_of(&cut), &t.quote);
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
	struct quote quote = quote_of(text_of(&text), 1000, BYTES / 2);
	text.bytes[0] = 'b';
	expect(text_of(&text), &quote, QUOTE_EXACT, 1000, BYTES / 2);
	text.bytes[2000] = 'b';
	struct quote_place place = quote_locate(text_of(&text), &quote);
	assert_int_equal(place.status, QUOTE_MOVED);
	quote = quote_of(text_of(&text), 1990, 2020);
	text.bytes[2002] = 'c';
	place = quote_locate(text_of(&text), &quote);
	assert_int_equal(place.status, QUOTE_CHANGED);

	buf_clear(&text);
	while (text.length < BYTES)
		support_text(&text, &chance, 1000);
	quote = quote_of(text_of(&text), 100000, 100400);
	for (size_t i = 100000; i < 100400; i += 40)
		text.bytes[i] = text.bytes[i] == 'x' ? 'y' : 'x';
	place = quote_locate(text_of(&text), &quote);
	assert_int_equal(place.status, QUOTE_CHANGED);
	assert_true(place.start < 100400 && place.end > 100000);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edits_by_hand),
		cmocka_unit_test(test_one_word),
		cmocka_unit_test(test_whole_and_odd),
		cmocka_unit_test(test_what_lies_around),
		cmocka_unit_test(test_bad_tokens),
		cmocka_unit_test(test_edits_elsewhere),
		cmocka_unit_test(test_edits_inside),
		cmocka_unit_test(test_moved_and_changed),
		cmocka_unit_test(test_removed),
		cmocka_unit_test(test_huge),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
