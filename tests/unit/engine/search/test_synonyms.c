/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of synonyms, and what they do to a search. */
#include "synonyms.h"

#include "index_support.h"
#include "index_write.h"
#include "morphology.h"
#include "search_fixture.h"
#include "search_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *own_path; /* data/synonyms.txt */

/* Reads a file with this text. */
static struct synonyms *read_text(const char *text, struct error *err)
{
	char *folder = support_folder();
	char *path = support_path(folder, "sinonim");
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	struct synonyms *synonyms = synonyms_read(path, err);
	free(path);
	support_remove(folder);
	return synonyms;
}

/* The group of a word, "a b c". */
static void assert_group(
	const struct synonyms *synonyms, const char *word, const char *expected)
{
	const struct slice *group = NULL;
	size_t count = synonyms_find(synonyms, slice_text(word), &group);
	struct buf found = {0};
	for (size_t i = 0; i < count; i++)
		buf_put_format(&found, "%s%.*s", i ? " " : "",
			(int)group[i].length, group[i].bytes);
	buf_put_byte(&found, 0);
	assert_string_equal(found.bytes, expected);
	buf_free(&found);
}

static void assert_sample(const struct synonyms *synonyms)
{
	assert_int_equal(synonyms_count(synonyms), 7);
	assert_group(synonyms, "siber", "siber cyber");
	assert_group(synonyms, "cyber", "siber cyber");
	assert_group(synonyms, "tiongkok", "tiongkok cina china");
	assert_group(synonyms, "china", "tiongkok cina china");
	assert_group(synonyms, "caf\xC3\xA9", "caf\xC3\xA9 kedai");
	assert_group(synonyms, "Siber", "");
	assert_group(synonyms, "sibe", "");
	assert_group(synonyms, "", "");
}

static void test_read(void **state)
{
	struct error err = {0};
	struct synonyms *synonyms = read_text(
		"# Sinonim\n\n  siber=CYBER # dua\n"
		"Tiongkok = Cina\t=\tChina\r\n   \nCaf\xC3\x89 = kedai",
		&err);
	struct buf saved = {0}, again = {0};
	(void)state;
	support_ok(synonyms != NULL, err);
	assert_sample(synonyms);
	assert_true(synonyms_save(synonyms, &saved));
	struct synonyms *loaded = synonyms_load(buf_slice(&saved), &err);
	support_ok(loaded != NULL, err);
	assert_sample(loaded);
	assert_true(synonyms_save(loaded, &again));
	assert_true(slice_equal(buf_slice(&saved), buf_slice(&again)));
	/* A part of it is either refused or a part. */
	for (size_t i = 0; i < saved.length; i++) {
		struct synonyms *part = synonyms_load(
			slice_of(saved.bytes, i), &err);
		if (part)
			assert_true(synonyms_count(part) < 7);
		else
			assert_int_equal(err.code, ERROR_CORRUPT);
		synonyms_free(part);
	}
	buf_free(&saved);
	buf_free(&again);
	synonyms_free(synonyms);
	synonyms_free(loaded);
}

static void test_none(void **state)
{
	struct error err = {0};
	struct synonyms *synonyms = synonyms_load(slice_of(NULL, 0), &err);
	(void)state;
	support_ok(synonyms != NULL, err);
	assert_group(synonyms, "siber", "");
	synonyms_free(synonyms);
	synonyms = read_text("# tiada\n", &err);
	support_ok(synonyms != NULL, err);
	assert_int_equal(synonyms_count(synonyms), 0);
	synonyms_free(synonyms);
	synonyms_free(NULL);
}

static void test_bad_files(void **state)
{
	static const struct {
		const char *text, *reason;
	} cases[] = {
		{"a = b\nsiber\n", ":2: a line is two words"},
		{"siber =\n", ":1: a word has 1"},
		{"= siber\n", ":1: a word has 1"},
		{"a = = b\n", ":1: a word has 1"},
		{"surat elektronik = surel\n", ":1: \"surat elektronik\" is"},
		{"a = b\n\nc = a\n", ":3: \"a\" stands here twice"},
		{"a = A\n", ":1: \"a\" stands here twice"},
		{"a=b=c=d=e=f=g=h=i\n", ":1: a group has at most 8"},
		{"a = \xFF\n", ":1: this is not UTF-8"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err = {0};
		assert_null(read_text(cases[i].text, &err));
		if (!strstr(err.text, cases[i].reason) ||
			!strstr(err.text, "/sinonim:"))
			fail_msg("%s: %s", cases[i].text, err.text);
	}
	struct error err = {0};
	assert_null(synonyms_read("/nonexistent/sinonim", &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
}

static void test_long_line(void **state)
{
	struct buf text = {0};
	struct error err = {0};
	(void)state;
	for (int i = 0; i < 2000; i++)
		buf_put_byte(&text, 'a');
	buf_put_byte(&text, 0);
	assert_null(read_text(text.bytes, &err));
	assert_non_null(strstr(err.text, ":1: a line of more than"));
	buf_free(&text);
}

static void test_own_file(void **state)
{
	struct error err = {0};
	struct synonyms *synonyms = synonyms_read(own_path, &err);
	(void)state;
	support_ok(synonyms != NULL, err);
	assert_true(synonyms_count(synonyms) >= 100);
	assert_group(synonyms, "hacker", "peretas hacker");
	synonyms_free(synonyms);
}

/* ---- searching ---- */

static void set_synonyms(struct fixture *fixture, const char *text)
{
	struct error err = {0};
	bool changed;
	struct synonyms *synonyms = read_text(text, &err);
	support_ok(synonyms != NULL, err);
	struct morphology *morphology = morphology_build(NULL, NULL, 0, &err);
	struct index_writer *writer = index_writer_open(
		fixture->folder, morphology, false, &err);
	support_ok(writer != NULL, err);
	support_ok(index_writer_set_synonyms(writer, synonyms, &changed, &err),
		err);
	assert_true(changed);
	support_ok(index_writer_commit(writer, &err), err);
	support_ok(index_writer_set_synonyms(writer, synonyms, &changed, &err),
		err);
	assert_false(changed);
	index_writer_free(writer);
	morphology_free(morphology);
	synonyms_free(synonyms);
	support_ok(index_refresh(fixture->index, &err), err);
}

static int open_searched(void **state)
{
	static struct fixture fixture;
	const struct essay essays[] = {
		fixture_essay("kami", "Siber", true, "siber aman"),
		fixture_essay("mereka", "Cyber", true, "cyber aman"),
		fixture_essay("dua", "Dua", true, "siber dan cyber"),
		fixture_essay("lain", "Lain", true, "ruang aman"),
		fixture_essay("jauh", "Jauh", true, "gunung tinggi"),
	};
	fixture_open(&fixture, NULL, NULL, essays, COUNT(essays));
	set_synonyms(&fixture, "cyber = siber = maya\n");
	*state = &fixture;
	return 0;
}

static int close_searched(void **state)
{
	fixture_close(*state);
	return 0;
}

/* The ids of what is found, best first, "a b c". */
static struct search_answer *assert_found(struct fixture *fixture,
	const char *q, enum plan_mode mode, const char *expected)
{
	struct search_request request = {
		.q = slice_text(q), .mode = mode, .limit = 10, .passages = 1};
	struct error err = {0};
	struct search_answer *answer = search_run(
		fixture->index, &request, &err);
	struct buf found = {0};
	support_ok(answer != NULL, err);
	for (size_t i = 0; i < answer->hit_count; i++)
		buf_put_format(&found, "%s%.*s", i ? " " : "",
			(int)answer->hit[i].essay.id.length,
			answer->hit[i].essay.id.bytes);
	buf_put_byte(&found, 0);
	if (strcmp(found.bytes, expected) != 0)
		fail_msg("%s: %s, not %s", q, found.bytes, expected);
	buf_free(&found);
	return answer;
}

static void test_search(void **state)
{
	static const struct {
		const char *q;
		enum plan_mode mode;
		const char *found;
	} cases[] = {
		{"siber", PLAN_MODE_STEM, "kami dua mereka"},
		{"CYBER", PLAN_MODE_STEM, "mereka dua kami"},
		{"siber", PLAN_MODE_FAMILY, "kami dua mereka"},
		/* A word that the collection lacks. */
		{"maya -dan", PLAN_MODE_STEM, "kami mereka"},
		{"judul:siber", PLAN_MODE_STEM, "kami mereka"},
		{"+cyber +aman", PLAN_MODE_STEM, "mereka kami"},
		/* What asks for this form means it. */
		{"siber", PLAN_MODE_EXACT, "kami dua"},
		{"=siber", PLAN_MODE_STEM, "kami dua"},
		{"\"siber\"", PLAN_MODE_STEM, "kami dua"},
		{"\"siber aman\"~", PLAN_MODE_STEM, "kami"},
		{"sibe*", PLAN_MODE_STEM, "kami dua"},
		{"siber NEAR/1 aman", PLAN_MODE_STEM, "kami"},
		/* Who excludes one has not excluded the other. */
		{"aman -siber", PLAN_MODE_STEM, "lain mereka"},
		{"cyber -siber", PLAN_MODE_STEM, "mereka"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		search_answer_free(assert_found(
			*state, cases[i].q, cases[i].mode, cases[i].found));
}

/* A synonym that is much rarer than the word brings its essay no nearer. */
static void test_rare_synonym(void **state)
{
	enum { ESSAYS = 60 };
	static char id[ESSAYS][8];
	struct essay essays[ESSAYS];
	struct fixture fixture;
	struct error err = {0};
	struct search_request request = {
		.q = slice_text("siber"), .limit = ESSAYS};
	(void)state;
	for (unsigned i = 0; i < ESSAYS; i++) {
		snprintf(id[i], sizeof id[i], "e%02u", i);
		essays[i] = fixture_essay(id[i], "Judul", true,
			i == 0       ? "cyber kata"
			: i % 2 == 0 ? "siber kata"
				     : "lain kata");
	}
	fixture_open(&fixture, NULL, NULL, essays, ESSAYS);
	set_synonyms(&fixture, "siber = cyber\n");
	struct search_answer *answer = search_run(
		fixture.index, &request, &err);
	support_ok(answer != NULL, err);
	assert_int_equal(answer->hit_count, ESSAYS / 2);
	assert_true(slice_equal(
		answer->hit[ESSAYS / 2 - 1].essay.id, slice_text("e00")));
	search_answer_free(answer);
	fixture_close(&fixture);
}

static void test_answer(void **state)
{
	struct search_answer *answer = assert_found(
		*state, "siber gunung", PLAN_MODE_STEM, "jauh kami dua mereka");
	assert_int_equal(answer->term_count, 2);
	const struct search_term *term = &answer->term[0];
	assert_int_equal(term->documents, 2);
	/* maya stands nowhere. */
	assert_int_equal(term->synonym_count, 1);
	assert_true(slice_equal(term->synonym[0], slice_text("cyber")));
	assert_int_equal(answer->term[1].synonym_count, 0);
	const struct search_hit *both = &answer->hit[2];
	assert_int_equal(both->passages.count, 1);
	const struct passage *passage = &both->passages.passage[0];
	assert_int_equal(passage->highlight_count, 2);
	assert_string_equal(passage->highlight[0].match, "exact");
	assert_string_equal(passage->highlight[1].match, "synonym");
	assert_true(
		slice_equal(passage->highlight[1].form, slice_text("cyber")));
	assert_int_equal(answer->hit[3].title_highlight_count, 1);
	assert_string_equal(answer->hit[3].title_highlight[0].match, "synonym");
	search_answer_free(answer);
}

static void test_replaced(void **state)
{
	set_synonyms(*state, "gunung = aman\n");
	search_answer_free(
		assert_found(*state, "siber", PLAN_MODE_STEM, "kami dua"));
	search_answer_free(assert_found(
		*state, "gunung -siber", PLAN_MODE_STEM, "jauh lain mereka"));
}

int main(int argc, char **argv)
{
	own_path = argc > 1 ? argv[1] : "data/synonyms.txt";
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_bad_files),
		cmocka_unit_test(test_long_line),
		cmocka_unit_test(test_own_file),
		cmocka_unit_test(test_rare_synonym),
		cmocka_unit_test(test_search),
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_replaced),
	};
	return cmocka_run_group_tests(tests, open_searched, close_searched);
}
