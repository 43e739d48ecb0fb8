/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spellings before 1972.  argv: the dictionary, the exceptions. */
#include "spelling.h"

#include "analyse.h"
#include "hunspell.h"
#include "morphology.h"
#include "text_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *exceptions_path;

static void test_fold(void **state)
{
	static const struct {
		const char *form;
		enum spelling_kind kind;
		const char *today;
	} cases[] = {
		{"tjerita", SPELLING_OLD, "cerita"},
		{"boekoe", SPELLING_OLD, "buku"},
		{"djalan", SPELLING_OLD, "jalan"},
		{"sjarat", SPELLING_OLD, "syarat"},
		{"njanji", SPELLING_OLD, "nyanyi"},
		{"soekarno", SPELLING_OLD, "sukarno"},
		/* A sure mark decides on all letters. */
		{"soerabaja", SPELLING_OLD, "surabaya"},
		{"djaja", SPELLING_OLD, "jaya"},
		{"tjahaja", SPELLING_OLD, "cahaya"},
		{"perdjandjian", SPELLING_OLD, "perjanjian"},
		{"masdjid", SPELLING_OLD, "masjid"},
		{"jang", SPELLING_DOUBTFUL, "yang"},
		{"hanja", SPELLING_DOUBTFUL, "hanya"},
		{"achir", SPELLING_DOUBTFUL, "akhir"},
		{"jalan", SPELLING_DOUBTFUL, "yalan"},
		{"janji", SPELLING_DOUBTFUL, "yanyi"},
		{"cerita", SPELLING_MODERN, NULL},
		{"masjid", SPELLING_MODERN, NULL},
		{"permasjidan", SPELLING_MODERN, NULL},
		{"transjakarta", SPELLING_MODERN, NULL},
		{"joe", SPELLING_MODERN, NULL},
		{"dj", SPELLING_MODERN, NULL},
		{"1945", SPELLING_MODERN, NULL},
		{"", SPELLING_MODERN, NULL},
	};
	struct buf out = {0};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice form = slice_text(cases[i].form);
		if (spelling_fold(form, &out) != cases[i].kind ||
			(cases[i].today && !slice_equal(buf_slice(&out),
						   slice_text(cases[i].today))))
			fail_msg("%s: %.*s", cases[i].form, (int)out.length,
				out.bytes);
	}
	buf_free(&out);
}

static void assert_roots(const struct morphology *morphology, const char *text,
	const char *expected)
{
	struct error err = {0};
	struct tokens tokens = {0};
	struct buf found = {0};
	struct analyser *analyser = analyser_new(morphology, &err);
	support_ok(analyser != NULL, err);
	support_ok(analyse(analyser, slice_text(text), &tokens, &err), err);
	for (size_t i = 0; i < tokens.count; i++) {
		struct slice root = tokens.token[i].word->root;
		buf_put_format(&found, "%s%.*s", i ? " " : "", (int)root.length,
			root.bytes);
	}
	buf_put_byte(&found, 0);
	assert_string_equal(found.bytes, expected);
	buf_free(&found);
	tokens_free(&tokens);
	analyser_free(analyser);
}

static struct morphology *build(const char *dictionary, bool old_spelling)
{
	struct error err = {0};
	struct morphology *morphology = morphology_build(
		dictionary, &exceptions_path, 1, &err);
	support_ok(morphology != NULL, err);
	assert_false(morphology_reads_old_spelling(morphology));
	if (old_spelling)
		support_ok(morphology_read_old_spelling(morphology, &err), err);
	return morphology;
}

static void test_roots(void **state)
{
	static const struct {
		const char *text, *roots;
	} cases[] = {
		{"Tjerita Soekarno, djalan njanji",
			"cerita sukarno jalan nyanyi"},
		{"Sjarat-sjarat chusus jang achir", "syarat khusus yang akhir"},
		{"pengadjaran mentjari penjakit kenjataan",
			"ajar cari sakit nyata"},
		{"hanja pertanjaan supaja achirnja",
			"hanya tanya supaya akhir"},
		{"boekoe2 oendang-oendang Djum'at", "buku undang-undang jumat"},
		/* Words of today. */
		{"raja maju menjadi anjing panjang janji saja",
			"raja maju jadi anjing panjang janji saja"},
		{"koefisien masjid China school Charles",
			"koefisien masjid china school charles"},
	};
	struct morphology *morphology = build(HUNSPELL_INDONESIAN, true);
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_roots(morphology, cases[i].text, cases[i].roots);
	morphology_free(morphology);
}

/* The form as written stays the exact one. */
static void test_forms_stay(void **state)
{
	struct error err = {0};
	struct tokens tokens = {0};
	struct morphology *morphology = build(HUNSPELL_INDONESIAN, true);
	struct analyser *analyser = analyser_new(morphology, &err);
	(void)state;
	support_ok(analyser != NULL, err);
	support_ok(
		analyse(analyser, slice_text("Tjerita cerita"), &tokens, &err),
		err);
	assert_int_equal(tokens.count, 2);
	const struct word *old = tokens.token[0].word;
	const struct word *new = tokens.token[1].word;
	assert_true(slice_equal(old->form, slice_text("tjerita")));
	assert_int_equal(word_code_root(old->code), word_code_root(new->code));
	assert_int_not_equal(old->code, new->code);
	tokens_free(&tokens);
	analyser_free(analyser);
	morphology_free(morphology);
}

static void test_without_dictionary(void **state)
{
	struct morphology *morphology = build(NULL, true);
	(void)state;
	assert_roots(
		morphology, "Soekarno tjerita jang", "sukarno cerita jang");
	morphology_free(morphology);
}

/* It is kept with an index, and tells one from another. */
static void test_option(void **state)
{
	struct error err = {0};
	struct buf saved = {0};
	struct morphology *without = build(NULL, false);
	struct morphology *with = build(NULL, true);
	(void)state;
	assert_roots(without, "Soekarno", "soekarno");
	assert_true(morphology_fingerprint(without) !=
		    morphology_fingerprint(with));
	assert_true(morphology_save(with, &saved));
	struct morphology *loaded = morphology_load(buf_slice(&saved), &err);
	support_ok(loaded != NULL, err);
	assert_true(morphology_reads_old_spelling(loaded));
	assert_false(morphology_has_dictionary(loaded));
	assert_true(
		morphology_fingerprint(loaded) == morphology_fingerprint(with));
	saved.bytes[1] = 4;
	assert_null(morphology_load(buf_slice(&saved), &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	buf_free(&saved);
	morphology_free(loaded);
	morphology_free(with);
	morphology_free(without);
}

int main(int argc, char **argv)
{
	exceptions_path = argc > 1 ? argv[1] : "data/exceptions.txt";
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_roots),
		cmocka_unit_test(test_forms_stay),
		cmocka_unit_test(test_without_dictionary),
		cmocka_unit_test(test_option),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
