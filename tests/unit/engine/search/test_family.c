/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of a word's roots, by themselves and in answers. */
#include "family.h"
#include "search_fixture.h"
#include "search_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *exceptions;

static int set_up(void **state)
{
	struct essay essay[] = {
		fixture_essay("a", "Keamanan", true,
			"Keamanan negara, aman dan aman. Mengamankan laut."),
		fixture_essay("b", "", false,
			"Anak-anak aman. Keamanan anak. Undang-undang."),
		fixture_essay("c", "", false,
			"Pandemi covid-19 dan PERADI. Peradi itu; COVID."),
	};
	struct fixture *fixture = calloc(1, sizeof *fixture);
	fixture_open(fixture, NULL, exceptions, essay, 3);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	fixture_close(*state);
	free(*state);
	return 0;
}

static struct index *index_of(void **state)
{
	return ((struct fixture *)*state)->index;
}

/* All families as "root/documents/total: form documents/occurrences ...". */
static void assert_families(
	struct index *index, const char *word, const char *wanted)
{
	struct error err = {0};
	struct buf all = {0};
	struct family_list *families = family_find(
		index, slice_text(word), &err);
	if (!families)
		fail_msg("%s: %s", word, err.text);
	assert_true(slice_equal(families->word, slice_text(word)));
	for (size_t i = 0; i < families->count; i++) {
		const struct family *family = &families->family[i];
		buf_put_format(&all, "%.*s/%u/%zu:", (int)family->root.length,
			family->root.bytes, (unsigned)family->documents,
			family->forms.total);
		for (size_t k = 0; k < family->forms.count; k++) {
			const struct lexicon_entry *entry =
				&family->forms.entry[k];
			buf_put_format(&all, " %.*s %u/%u",
				(int)entry->form.length, entry->form.bytes,
				(unsigned)entry->documents,
				(unsigned)entry->occurrences);
		}
		buf_put_text(&all, "; ");
	}
	buf_put_byte(&all, 0);
	assert_string_equal(all.bytes, wanted);
	buf_free(&all);
	family_free(families);
}

static void a_word_gives_its_family(void **state)
{
	struct index *index = index_of(state);
	const char *aman = "aman/2/3: aman 2/3 keamanan 2/3 mengamankan 1/1; ";
	assert_families(index, "mengamankan", aman);
	assert_families(index, "AMAN", aman);
	/* A form that the collection lacks. */
	assert_families(index, "amankanlah", aman);
	assert_families(index, "anak-anaknya",
		"anak/1/2: anak 1/1 anak-anak "
		"1/1; ");
	assert_families(index, "undang-undang",
		"undang-undang/1/1: undang-undang 1/1; ");
}

static void a_word_of_several_roots_gives_them_all(void **state)
{
	assert_families(index_of(state), "covid-19",
		"covid/1/1: covid 1/2; covid19/1/1: covid-19 1/1; "
		"19/1/1: 19 1/1; ");
}

static void what_is_not_there_has_no_forms(void **state)
{
	struct index *index = index_of(state);
	assert_families(index, "zebra", "zebra/0/0:; ");
	assert_families(index, "", "");
	assert_families(index, " - ", "");
	assert_families(index, "\xFF\xFE", "");
}

static void limits(void **state)
{
	struct error err = {0};
	char word[FAMILY_MAX_WORD_BYTES + 2];
	for (size_t i = 0; i < sizeof word; i += 2)
		memcpy(word + i, "a ", 2);
	assert_null(family_find(index_of(state),
		slice_of(word, FAMILY_MAX_WORD_BYTES + 1), &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	/* The most roots that fit. */
	for (size_t i = 0; i < sizeof word; i += 2)
		word[i] = (char)('a' + i / 2 % 26);
	struct family_list *families = family_find(
		index_of(state), slice_of(word, FAMILY_MAX_WORD_BYTES), &err);
	assert_non_null(families);
	assert_int_equal(families->count, FAMILY_MAX_ROOTS);
	family_free(families);
}

static void assert_forms(const struct search_term *term, const char *wanted)
{
	struct buf all = {0};
	for (size_t i = 0; i < term->form_count; i++)
		buf_put_format(&all, "%.*s %u/%u%s ",
			(int)term->form[i].form.length,
			term->form[i].form.bytes,
			(unsigned)term->form[i].documents,
			(unsigned)term->form[i].occurrences,
			term->form[i].excluded ? "!" : "");
	buf_put_format(&all, "of %zu", term->forms_total);
	buf_put_byte(&all, 0);
	assert_string_equal(all.bytes, wanted);
	buf_free(&all);
}

static void an_answer_lists_the_forms_of_its_words(void **state)
{
	struct error err = {0};
	struct search_request request = {
		.q = slice_text("amankan =anak judul:aman \"negara aman\" ama* "
				"zebra penulis:aman"),
		.exclude = slice_text("mengamankan,anak-anak"),
		.limit = 3};
	static const char *const wanted[] = {
		"aman 2/3 keamanan 2/3 mengamankan 1/1! of 3",
		"anak 1/1 of 1", /* that form alone */
		"aman 2/3 keamanan 2/3 mengamankan 1/1! of 3",
		"of 0",
		"of 0",
		"of 0",
		"of 0",
	};
	struct search_answer *answer = search_run(
		index_of(state), &request, &err);
	assert_non_null(answer);
	assert_int_equal(answer->term_count, 7);
	for (size_t i = 0; i < 7; i++)
		assert_forms(&answer->term[i], wanted[i]);
	search_answer_free(answer);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_gives_its_family),
		cmocka_unit_test(a_word_of_several_roots_gives_them_all),
		cmocka_unit_test(what_is_not_there_has_no_forms),
		cmocka_unit_test(limits),
		cmocka_unit_test(an_answer_lists_the_forms_of_its_words),
	};
	exceptions = argc > 1 ? argv[1] : NULL;
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
