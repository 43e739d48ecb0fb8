/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query that is being typed may become. */
#include "complete.h"
#include "query.h"
#include "search_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static int set_up(void **state)
{
	struct essay essay[] = {
		fixture_essay("a", "Keamanan siber", true,
			"Keamanan siber dan sekolah. Sekolah sehat."),
		fixture_essay("b", "Sekolah dasar", true,
			"Sekolah sekali lagi, sekolah itu sehat."),
		fixture_essay("c", "Sekolah dasar", true,
			"Sekolah lain. Keadaan ini."),
		fixture_essay("d", "Sekolah", true, "Guru dan murid."),
		fixture_essay("e", "", false, "Keamanan siber nasional."),
	};
	struct fixture *fixture = calloc(1, sizeof *fixture);
	fixture_open(fixture, NULL, NULL, essay, 5);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	fixture_close(*state);
	free(*state);
	return 0;
}

static struct complete_list *ask(void **state, const char *q, size_t limit)
{
	struct error err = {0};
	struct complete_list *completions = complete(
		((struct fixture *)*state)->index, slice_text(q), limit, &err);
	if (!completions)
		fail_msg("%s: %s", q, err.text);
	assert_true(completions->count <= limit);
	assert_true(slice_equal(completions->q, slice_text(q)));
	return completions;
}

/* As "word/documents|" and "title#id|". */
static void assert_completed(
	void **state, const char *q, size_t limit, const char *wanted)
{
	struct buf all = {0};
	struct complete_list *completions = ask(state, q, limit);
	for (size_t i = 0; i < completions->count; i++) {
		const struct complete_item *c = &completions->completion[i];
		buf_put_slice(&all, c->text);
		if (c->kind == COMPLETE_TITLE)
			buf_put_format(
				&all, "#%.*s|", (int)c->id.length, c->id.bytes);
		else
			buf_put_format(&all, "/%u|", (unsigned)c->documents);
	}
	buf_put_byte(&all, 0);
	if (strcmp(all.bytes, wanted) != 0)
		fail_msg("%s: %s, not %s", q, all.bytes, wanted);
	buf_free(&all);
	complete_free(completions);
}

static void words_then_titles(void **state)
{
	assert_completed(state, "sekol", 8, "sekolah/4|Sekolah dasar#b|");
	assert_completed(
		state, "ke", 8, "keamanan/2|keadaan/1|Keamanan siber#a|");
	assert_completed(state, "sek", 1, "sekolah/4|");
	assert_completed(state, "sek", 0, "");
}

static void the_words_before_decide(void **state)
{
	/* By itself sekolah is the most frequent. */
	assert_completed(state, "s", 8, "");
	struct complete_list *completions = ask(state, "keamanan s", 8);
	assert_true(completions->count > 1);
	assert_true(slice_equal(
		completions->completion[0].text, slice_text("keamanan siber")));
	complete_free(completions);
	completions = ask(state, "guru s", 8);
	assert_true(slice_equal(
		completions->completion[0].text, slice_text("guru sekolah")));
	complete_free(completions);
}

static void what_was_typed_is_kept(void **state)
{
	assert_completed(
		state, "+\"Keam", 8, "+\"Keamanan/2|Keamanan siber#a|");
	assert_completed(state, "KEAD", 8, "KEADAAN/1|");
	assert_completed(state, "-kead", 8, "-keadaan/1|");
	assert_completed(state, "judul:kead", 8, "judul:keadaan/1|");
}

static void nothing_is_being_typed(void **state)
{
	assert_completed(state, "", 8, "");
	assert_completed(state, " ", 8, "");
	assert_completed(state, "sekolah ", 8, "Sekolah#d|Sekolah dasar#b|");
	assert_completed(state, "zebra ", 8, "");
	assert_completed(state, "zebr", 8, "");
	assert_completed(state, "\xFF\xFE", 8, "");
	assert_completed(state, "dan ", 8, "");
}

static void assert_suggestion(void **state, const char *q, const char *wanted)
{
	struct complete_list *completions = ask(state, q, 8);
	if (!slice_equal(completions->suggestion, slice_text(wanted)))
		fail_msg("%s: %.*s, not %s", q,
			(int)completions->suggestion.length,
			completions->suggestion.bytes, wanted);
	complete_free(completions);
}

static void a_word_half_typed_is_no_typo(void **state)
{
	assert_suggestion(state, "sekola", "");
	assert_suggestion(state, "sekolha", "sekolah");
	assert_suggestion(state, "sekolha se", "sekolah se");
	assert_suggestion(state, "sekolha ", "sekolah ");
}

static void limits(void **state)
{
	struct error err = {0};
	char q[QUERY_MAX_BYTES + 1];
	memset(q, 'a', sizeof q);
	assert_null(complete(((struct fixture *)*state)->index,
		slice_of(q, sizeof q), 8, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	for (size_t i = 0; i < sizeof q; i += 2)
		q[i] = ' ';
	assert_null(complete(((struct fixture *)*state)->index,
		slice_of(q, sizeof q - 1), 8, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_then_titles),
		cmocka_unit_test(the_words_before_decide),
		cmocka_unit_test(what_was_typed_is_kept),
		cmocka_unit_test(nothing_is_being_typed),
		cmocka_unit_test(a_word_half_typed_is_no_typo),
		cmocka_unit_test(limits),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
