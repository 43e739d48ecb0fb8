/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the modes find, and that a form as asked goes before its relatives. */
#include "search_fixture.h"
#include "search_run.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct search_answer *ask(
	struct index *index, const char *q, enum plan_mode mode)
{
	struct error err = {0};
	struct search_request request = {
		.q = slice_text(q), .mode = mode, .limit = 100};
	struct search_answer *answer = search_run(index, &request, &err);
	if (!answer)
		fail_msg("%s: %s", q, err.text);
	return answer;
}

static void assert_found(struct index *index, const char *q,
	enum plan_mode mode, const char *wanted)
{
	char found[8] = "";
	struct search_answer *answer = ask(index, q, mode);
	/* By document, whatever the rank. */
	for (char id = 'a'; id <= 'd'; id++)
		for (size_t i = 0; i < answer->hit_count; i++)
			if (*answer->hit[i].essay.id.bytes == id)
				strncat(found, &id, 1);
	search_answer_free(answer);
	if (strcmp(found, wanted) != 0)
		fail_msg("%s (mode %d): %s, not %s", q, (int)mode, found,
			wanted);
}

static void each_mode_finds_what_it_says(void **state)
{
	(void)state;
	struct essay essay[] = {
		fixture_essay("a", "", false, "Serangan siber."),
		fixture_essay("b", "", false, "Menyerang siber."),
		fixture_essay("c", "", false, "Menyerang laut."),
		fixture_essay("d", "", false, "Siber."),
	};
	struct fixture fixture;
	fixture_open(&fixture, NULL, NULL, essay, 4);
	struct index *index = fixture.index;
	/* stem: words by root, phrases by form */
	assert_found(index, "serangan", PLAN_MODE_STEM, "abc");
	assert_found(index, "\"serangan siber\"", PLAN_MODE_STEM, "a");
	assert_found(index, "\"serangan siber\"~", PLAN_MODE_STEM, "ab");
	assert_found(index, "=serangan", PLAN_MODE_STEM, "a");
	/* exact: all by form */
	assert_found(index, "serangan", PLAN_MODE_EXACT, "a");
	assert_found(index, "menyerang", PLAN_MODE_EXACT, "bc");
	assert_found(index, "serang", PLAN_MODE_EXACT, "");
	assert_found(index, "\"serangan siber\"", PLAN_MODE_EXACT, "a");
	/* family: all by root */
	assert_found(index, "serangan", PLAN_MODE_FAMILY, "abc");
	assert_found(index, "\"serangan siber\"", PLAN_MODE_FAMILY, "ab");
	assert_found(index, "\"menyerang laut\"", PLAN_MODE_FAMILY, "c");
	assert_found(index, "=serangan", PLAN_MODE_FAMILY, "a");
	fixture_close(&fixture);
}

static const char *const fillers[] = {"laut", "ikan", "pohon", "sungai",
	"gunung", "batu", "awan", "hujan", "angin", "pasir"};

enum { FILLERS = sizeof fillers / sizeof *fillers };

/* A text of the fillers with the word at the position. */
static void put_text(struct buf *out, const char *word, size_t position)
{
	for (size_t i = 0; i <= FILLERS; i++)
		buf_put_format(out, "%s%s ", i == position ? word : "",
			i == position  ? ""
			: i < position ? fillers[i]
				       : fillers[i - 1]);
}

/* Of two essays that differ in one form, the one with the form that was asked
 * for is first; indexed first or last, in mode stem and family. */
static void assert_first(const struct essay *exact,
	const struct essay *relative, const char *q, size_t position)
{
	for (int turn = 0; turn < 2; turn++) {
		struct fixture fixture;
		struct essay essay[] = {
			turn ? *relative : *exact, turn ? *exact : *relative};
		fixture_open(&fixture, NULL, NULL, essay, 2);
		for (int family = 0; family < 2; family++) {
			struct search_answer *answer = ask(fixture.index, q,
				family ? PLAN_MODE_FAMILY : PLAN_MODE_STEM);
			assert_int_equal(answer->hit_count, 2);
			if (!slice_equal(answer->hit[0].essay.id,
				    slice_text("exact")) ||
				answer->hit[0].score <= answer->hit[1].score)
				fail_msg("%s at %zu: a relative is first", q,
					position);
			search_answer_free(answer);
		}
		fixture_close(&fixture);
	}
}

static void an_exact_form_goes_before_its_relatives(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {{"keamanan", "mengamankan"},
		{"aman", "keamanan"}, {"menyerang", "serangan"},
		{"anak", "anak-anak"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		for (size_t at = 0; at <= FILLERS; at++) {
			struct buf one = {0}, other = {0};
			put_text(&one, pairs[i][0], at);
			put_text(&other, pairs[i][1], at);
			struct essay exact = fixture_essay(
				"exact", "Judul", true, "");
			struct essay relative = fixture_essay(
				"relative", "Judul", true, "");
			exact.text = buf_slice(&one);
			relative.text = buf_slice(&other);
			assert_first(&exact, &relative, pairs[i][0], at);
			/* The same with a second word. */
			buf_put_text(&one, "kapal");
			buf_put_text(&other, "kapal");
			exact.text = buf_slice(&one);
			relative.text = buf_slice(&other);
			struct buf q = {0};
			buf_put_format(&q, "kapal %s", pairs[i][0]);
			buf_put_byte(&q, 0);
			assert_first(&exact, &relative, q.bytes, at);
			buf_free(&q);
			buf_free(&one);
			buf_free(&other);
		}
}

static void also_in_a_title(void **state)
{
	(void)state;
	struct essay exact = fixture_essay(
		"exact", "Keamanan laut", true, "Ikan dan pohon.");
	struct essay relative = fixture_essay(
		"relative", "Mengamankan laut", true, "Ikan dan pohon.");
	assert_first(&exact, &relative, "keamanan", 0);
	assert_first(&exact, &relative, "keamanan laut", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_mode_finds_what_it_says),
		cmocka_unit_test(an_exact_form_goes_before_its_relatives),
		cmocka_unit_test(also_in_a_title),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
