/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that were met, and the codes of the forward record. */
#include "wordlist.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

static void test_code(void **state)
{
	(void)state;
	struct slice aman = slice_text("aman"), form = slice_text("keamanan");
	uint32_t code = word_code(form, aman);
	assert_int_not_equal(code, 0);
	assert_int_not_equal(code, word_code(aman, aman));
	assert_int_equal(
		word_code_root(code), word_code_root(word_code(aman, aman)));
	assert_int_not_equal(
		word_code_root(code), word_code_root(word_code(form, form)));
}

static void test_wordlist(void **state)
{
	(void)state;
	enum { WORDS = 20000 };
	struct wordlist words = {0};
	struct error err = {0};
	struct wordlist_key none = wordlist_key(slice_text("0"));
	assert_null(wordlist_find(&words, &none));
	wordlist_prefetch_slot(&words, &none);
	wordlist_prefetch_word(&words, &none);
	for (unsigned round = 0; round < 2; round++)
		for (unsigned i = 0; i < WORDS; i++) {
			char form[16], root[16];
			snprintf(form, sizeof form, "%u", i);
			snprintf(root, sizeof root, "%u", i % 100);
			struct wordlist_key key = wordlist_key(
				slice_text(form));
			const struct word *word =
				round ? wordlist_find(&words, &key)
				      : wordlist_add(&words, &key,
						slice_text(root), "", &err);
			assert_non_null(word);
			assert_int_equal(word->id, i);
			assert_int_equal(word->root_id, i % 100);
			assert_true(slice_equal(word->form, key.form));
			assert_true(slice_equal(word->root, slice_text(root)));
		}
	assert_int_equal(words.word_count, WORDS);
	assert_int_equal(words.root_count, 100);
	/* A compound is another word, and one for each root. */
	struct slice form = slice_text("7"), roots[] = {form, slice_text("1")};
	for (size_t i = 0; i < 2; i++) {
		struct wordlist_key key = wordlist_compound_key(form, roots[i]);
		assert_null(wordlist_find(&words, &key));
		const struct word *word = wordlist_add(
			&words, &key, roots[i], "", &err);
		assert_non_null(word);
		assert_int_equal(word->id, WORDS + i);
		assert_ptr_equal(wordlist_find(&words, &key), word);
	}
	struct wordlist_key single = wordlist_key(form);
	assert_int_equal(wordlist_find(&words, &single)->id, 7);
	wordlist_free(&words);
	assert_null(wordlist_find(&words, &none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_code),
		cmocka_unit_test(test_wordlist),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
