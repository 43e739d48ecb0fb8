/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries to begin with, as the collection itself gives them. */
#include "examples.h"
#include "search_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct text {
	const char *title; /* NULL: it stands in the text */
	const char *text;
};

static void assert_examples(
	const struct text *text, size_t count, const char *expected)
{
	struct essay essay[8];
	char id[8][2];
	struct fixture fixture;
	struct error err;
	struct buf found = {0};
	for (size_t i = 0; i < count; i++) {
		id[i][0] = (char)('a' + i);
		id[i][1] = '\0';
		essay[i] = fixture_essay(id[i],
			text[i].title ? text[i].title : "", text[i].title,
			text[i].text);
	}
	fixture_open(&fixture, NULL, NULL, essay, count);
	const struct examples *examples = examples_of(fixture.index, &err);
	assert_non_null(examples);
	for (size_t i = 0; i < examples->count; i++)
		buf_put_format(
			&found, "%s%s", i ? ", " : "", examples->text[i]);
	buf_put_byte(&found, 0);
	assert_string_equal(found.bytes, expected);
	/* They are found once for a state and all its readers, and anew for
	 * another. */
	struct index *beside = index_open_beside(fixture.index, &err);
	assert_non_null(beside);
	assert_ptr_equal(examples_of(beside, &err), examples);
	assert_ptr_equal(examples_of(fixture.index, &err), examples);
	fixture.index->generation[0] = 'x';
	const struct examples *anew = examples_of(fixture.index, &err);
	assert_non_null(anew);
	assert_ptr_not_equal(anew, examples);
	assert_ptr_equal(examples_of(beside, &err), examples);
	index_close(beside);
	buf_free(&found);
	fixture_close(&fixture);
}

static void test_pairs(void **state)
{
	static const struct text texts[] = {
		{NULL, "Lihat Halaman. Ruang siber, dan ruang siber itu."},
		{NULL, "Lihat Halaman. Ruang siber atau RUANG SIBER."},
		{NULL, "Lihat Halaman. Perang dunia. Perang dunia."},
		{"Perang Dunia", "Lihat Halaman."},
		{"Perang Dunia", "Lihat Halaman."},
	};
	(void)state;
	/* What stands once in each text is no topic of any; two essays are
	 * about the one pair, three about the other. */
	assert_examples(texts, COUNT(texts), "perang dunia, ruang siber");
}

static void test_no_pairs_across(void **state)
{
	static const struct text texts[] = {
		{NULL, "hutan, hujan hutan. hujan; hutan-hujan, hutan  hujan"},
		{NULL, "hutan, hujan hutan. hujan; hutan-hujan, hutan  hujan"},
	};
	(void)state;
	/* "hujan hutan" stands side by side but once, the rest is parted. */
	assert_examples(texts, COUNT(texts), "hujan, hutan");
}

static void test_no_grammar(void **state)
{
	static const struct text texts[] = {
		{"Salah satu dari yang dengan", "tidak banyak tahun 2019 2020"},
		{"Salah satu dari yang dengan", "tidak banyak tahun 2019 2020"},
	};
	(void)state;
	assert_examples(texts, COUNT(texts), "");
}

static void test_chains(void **state)
{
	static const struct text texts[] = {
		{"Dewan Keamanan Perserikatan Bangsa", "x"},
		{"Dewan Keamanan Perserikatan Bangsa", "x"},
		{"Dewan Keamanan", "x"},
	};
	(void)state;
	assert_examples(
		texts, COUNT(texts), "dewan keamanan, perserikatan bangsa");
}

static void test_at_most_four(void **state)
{
	static const struct text texts[] = {
		{"gajah harimau ikan jerapah kambing lembu merpati", "x"},
	};
	(void)state;
	/* One essay has no pair that several are about; its words, then. */
	assert_examples(texts, 1, "gajah, harimau, ikan, jerapah");
}

static void test_nothing(void **state)
{
	static const struct text texts[] = {{"1", "2"}};
	(void)state;
	assert_examples(texts, 0, "");
	assert_examples(texts, 1, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_no_pairs_across),
		cmocka_unit_test(test_no_grammar),
		cmocka_unit_test(test_chains),
		cmocka_unit_test(test_at_most_four),
		cmocka_unit_test(test_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
