/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where words are in a text, and what ties them. */
#include "token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The words of the text between bars, each but the first behind its joint. */
static void describe(struct slice text, struct buf *out)
{
	static const char *const joints[] = {"|", "-", "~", ".", "@", "_"};
	struct token_spans spans = {0};
	struct error err = {0};
	assert_true(token_split(text, &spans, &err));
	uint32_t before = 0;
	for (size_t i = 0; i < spans.count; i++) {
		struct token_span span = spans.span[i];
		assert_true(before <= span.start && span.start < span.end &&
			    span.end <= text.length);
		before = span.end;
		if (i > 0)
			buf_put_text(out, joints[span.joint]);
		else
			assert_int_equal(span.joint, TOKEN_APART);
		buf_put(out, text.bytes + span.start, span.end - span.start);
	}
	buf_put_byte(out, 0);
	token_spans_free(&spans);
}

/* A text, and its words with their joints. */
static const char *const split_rows[][2] = {
	{"", ""},
	{" \t\n.,;:!?()\"-_@'`", ""},
	{"Era ini", "Era|ini"},
	{"dan/atau (satu); dua", "dan|atau|satu|dua"},
	/* apostrophes join letters only */
	{"Jum'at", "Jum'at"},
	{"Jum\u2019at", "Jum\u2019at"},
	{"'kata' \u2018kata\u2019", "kata|kata"},
	{"90'an", "90|an"},
	/* stops and commas join digits only */
	{"1.000.000,50", "1.000.000,50"},
	{"12,5%.", "12,5"},
	{"1, 2", "1|2"},
	{"a,b", "a|b"},
	{"Rp100.000.", "Rp100.000"},
	{"17.08.1945.", "17.08.1945"},
	/* hyphens */
	{"anak-anak", "anak-anak"},
	{"anak\u2010anak\u2011anak\u2212anak", "anak-anak-anak-anak"},
	{"ancaman- ancaman", "ancaman~ancaman"},
	{"1980 - an", "1980~an"},
	{"1980 -an", "1980~an"},
	{"anak\u2013anak", "anak~anak"},
	{"siber - maya", "siber~maya"},
	{"anak--anak", "anak|anak"},
	{"siber \u2014 maya", "siber|maya"},
	{"siber-", "siber"},
	{"-siber", "siber"},
	/* dots, at signs, low lines */
	{"www.ui.ac.id.", "www.ui.ac.id"},
	{"nama_orang@ui.ac.id", "nama_orang@ui.ac.id"},
	{"negara.Hal ini", "negara.Hal|ini"},
	{"negara. Hal", "negara|Hal"},
	{"negara .Hal", "negara|Hal"},
	{"kata@ kata", "kata|kata"},
	{"U.S.A.", "U.S.A"},
	{"2021.Hal", "2021.Hal"},
	/* what is not seen */
	{"keaman\u00ADan", "keaman\u00ADan"},
	{"anak\u00AD-\u00ADanak", "anak-anak"},
	{"anak\u00AD anak", "anak|anak"},
	{"ke\u200Daman\uFEFFan", "ke\u200Daman\uFEFFan"},
	{"anak\u200Banak", "anak|anak"},
	{"anak\u00A0anak", "anak|anak"},
	{"1.\u00AD000", "1.\u00AD000"},
	/* marks belong to the letter before */
	{"cafe\u0301 e\u0301t", "cafe\u0301|e\u0301t"},
	{"\u0301a", "a"},
	{"a\u0301'b", "a\u0301'b"},
	/* other scripts; symbols */
	{"\u4E2D\u6587 \u0627\u0644", "\u4E2D\u6587|\u0627\u0644"},
	{"\uFF21\uFF22", "\uFF21\uFF22"},
	{"a\u2192b \U0001F600c", "a|b|c"},
	{"a\uFFFD"
	 "b",
		"a|b"},
};

static void test_split(void **state)
{
	(void)state;
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof split_rows / sizeof *split_rows; i++) {
		struct buf got = {0};
		describe(slice_text(split_rows[i][0]), &got);
		if (strcmp(got.bytes, split_rows[i][1]) != 0) {
			print_error("%s\n  is   %s\n  want %s\n",
				split_rows[i][0], got.bytes, split_rows[i][1]);
			wrong++;
		}
		buf_free(&got);
	}
	assert_int_equal(wrong, 0);
}

static void test_shapes(void **state)
{
	(void)state;
	enum {
		D = TOKEN_HAS_DIGIT,
		L = TOKEN_HAS_LETTER,
		U = TOKEN_HAS_UPPER,
		S = TOKEN_HAS_LOWER,
		J = TOKEN_HAS_JOINER,
		N = TOKEN_NOT_ASCII,
	};
	static const struct {
		const char *word;
		unsigned shape;
	} rows[] = {
		{"siber", L | S},
		{"PBB", L | U},
		{"Era", L | U | S},
		{"2021", D},
		{"1.000", D | J},
		{"G20", L | U | D},
		{"Jum'at", L | U | S | J},
		{"Jum`at", L | U | S | J},
		{"Jum\u2019at", L | U | S | J | N},
		{"caf\u00E9", L | S | N},
		{"\u00C9", L | U | N},
		{"a\u0301", L | S | N},
		{"\u4E2D", L | S | N},
		{"m\u00B2", L | S | D | N},
		{"aman\u00ADkan", L | S | N},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct token_spans spans = {0};
		struct error err = {0};
		assert_true(
			token_split(slice_text(rows[i].word), &spans, &err));
		assert_int_equal(spans.count, 1);
		if (spans.span[0].shape != rows[i].shape)
			fail_msg("%s has shape %d, not %u", rows[i].word,
				spans.span[0].shape, rows[i].shape);
		token_spans_free(&spans);
	}
}

/* NUL and bytes that are no UTF-8 part words, and are read past. */
static void test_any_bytes(void **state)
{
	(void)state;
	struct buf got = {0};
	describe(slice_of("a\0b\xFF"
			  "c\xC3",
			 6),
		&got);
	assert_string_equal(got.bytes, "a|b|c");
	buf_free(&got);
}

static void test_reuse(void **state)
{
	(void)state;
	struct token_spans spans = {0};
	struct error err = {0};
	struct buf text = {0};
	for (int i = 0; i < 3000; i++)
		buf_put_text(&text, "kata ");
	assert_true(token_split(buf_slice(&text), &spans, &err));
	assert_int_equal(spans.count, 3000);
	assert_int_equal(spans.span[2999].start, 2999 * 5);
	assert_true(token_split(slice_of(NULL, 0), &spans, &err));
	assert_int_equal(spans.count, 0);
	buf_free(&text);
	token_spans_free(&spans);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_reuse),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
