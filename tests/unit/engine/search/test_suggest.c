/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Did you mean: the distance of slips, what is mended, what is left alone. */
#include "search_fixture.h"
#include "suggest.h"
#include "suggest_distance.h"
#include "suggest_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- distance ---- */

static unsigned distance(const char *meant, const char *typed, unsigned limit)
{
	static struct suggest_distance d;
	unsigned length = (unsigned)strlen(meant);
	suggest_distance_begin(&d, slice_text(typed), limit);
	for (unsigned i = 1; i <= length; i++)
		if (!suggest_distance_step(&d, meant, i))
			return SUGGEST_FAR;
	return suggest_distance_end(&d, length);
}

static void slips_cost_less_than_other_edits(void **state)
{
	(void)state;
	static const struct {
		const char *meant, *typed;
		unsigned most;
	} light[] = {
		{"keamanan", "keamanan", 0},
		{"keamanan", "kemanan", SUGGEST_EDIT - 1},
		{"kemerdekaan", "kemerdekan", 5},
		{"kemerdekaan", "kemmerdekaan", 5},
		{"sekolah", "sekolha", 6},
		{"gunung", "gunugn", 6},
		{"pihak", "fihak", SUGGEST_EDIT - 1},
		{"khas", "has", SUGGEST_EDIT + 6},
		{"akhir", "akir", 5},
		{"tahun", "taun", SUGGEST_EDIT - 1},
		{"maksud", "maksut", 6},
		{"syarat", "sarat", 5},
		{"sukarno", "soekarno", 5},
		{"jalan", "djalan", 5},
		{"zaman", "jaman", SUGGEST_EDIT - 1},
		{"presiden", "pfesiden", 7},
		{"presiden", "presidn", 8},
		{"presiden", "presidrn", 7},
		{"anak-anak", "anakanak", 8},
	};
	for (size_t i = 0; i < sizeof light / sizeof *light; i++) {
		unsigned cost = distance(light[i].meant, light[i].typed, 20);
		if (cost > light[i].most)
			fail_msg("%s for %s costs %u", light[i].typed,
				light[i].meant, cost);
	}
	/* The first letter is seldom wrong. */
	assert_true(distance("laut", "kaut", 20) > SUGGEST_EDIT);
	assert_true(distance("laut", "laxt", 20) > SUGGEST_EDIT);
	assert_int_equal(distance("laut", "laxt", 8), SUGGEST_FAR);
	assert_int_equal(distance("keamanan", "siber", 20), SUGGEST_FAR);
	/* One empty side. */
	assert_int_equal(distance("", "", 20), 0);
	assert_int_equal(distance("abcdef", "", 20), SUGGEST_FAR);
	assert_int_equal(distance("", "abcdef", 20), SUGGEST_FAR);
}

static void what_can_be_compared(void **state)
{
	(void)state;
	assert_true(suggest_distance_comparable(slice_text("anak-anak")));
	assert_false(suggest_distance_comparable(slice_text("")));
	assert_false(suggest_distance_comparable(slice_text("-anak")));
	assert_false(suggest_distance_comparable(slice_text("anak-")));
	assert_false(suggest_distance_comparable(slice_text("covid19")));
	assert_false(suggest_distance_comparable(slice_text("caf\xC3\xA9")));
	assert_false(suggest_distance_comparable(
		slice_text("abcdefghijklmnopqrstuvwxyzabcdefg")));
	assert_true(suggest_distance_comparable(
		slice_text("abcdefghijklmnopqrstuvwxyzabcdef")));
}

/* ---- queries ---- */

enum { ESSAYS = 24 };

static int set_up(void **state)
{
	static struct essay essay[ESSAYS];
	static char id[ESSAYS][4];
	struct fixture *fixture = calloc(1, sizeof *fixture);
	for (int i = 0; i < ESSAYS; i++) {
		id[i][0] = (char)('a' + i);
		essay[i] = fixture_essay(id[i], "", false,
			i % 4 == 0   ? "Keamanan negara dan kerja sama para "
				       "presiden. Olahraga."
			: i % 4 == 1 ? "Kemerdekaan Indonesia, pemerintah dan "
				       "sekolah. Antarnegara. Sukarno."
			: i % 4 == 2 ? "Keluarga mengamankan gunung, dan "
				       "pemerintah daerah bekerja."
				     : "Pertandingan anak-anak di sekolah; "
				       "PERADI dan mereka.");
	}
	essay[3].text = slice_text("Kerjasama pendaki pohon.");
	fixture_open(fixture, NULL, NULL, essay, ESSAYS);
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

static void assert_suggested(
	struct index *index, const char *q, const char *wanted)
{
	struct error err = {0};
	struct arena arena = {0};
	struct slice suggestion = {"", 0};
	struct query *query = query_parse(slice_text(q), false, &err);
	if (!query || !suggest_query(index, query, &arena, &suggestion, &err))
		fail_msg("%s: %s", q, err.text);
	if (!slice_equal(suggestion, slice_text(wanted)))
		fail_msg("%s: %.*s, not %s", q, (int)suggestion.length,
			suggestion.bytes, wanted);
	query_free(query);
	arena_free(&arena);
}

static void typos_are_mended(void **state)
{
	struct index *index = index_of(state);
	static const char *const pairs[][2] = {{"kemanan", "keamanan"},
		{"kemerdekan", "kemerdekaan"}, {"pemerintha", "pemerintah"},
		{"presidn", "presiden"}, {"sekolha", "sekolah"},
		{"pertandigan", "pertandingan"}, {"gunugn", "gunung"},
		{"keluagra", "keluarga"}, {"soekarno", "sukarno"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_suggested(index, pairs[i][0], pairs[i][1]);
}

static void the_rest_of_the_query_is_kept(void **state)
{
	struct index *index = index_of(state);
	assert_suggested(index,
		"+kemanan DAN (\"pemerintha daerah\"~ ATAU =sekolha) -siber "
		"tahun:2020..",
		"+keamanan DAN (\"pemerintah daerah\"~ ATAU =sekolah) -siber "
		"tahun:2020..");
	assert_suggested(index, "  kemanan,  negara?", "  keamanan,  negara?");
	assert_suggested(index, "judul:sekolha", "judul:sekolah");
	assert_suggested(index, "\"kemanan", "\"keamanan");
	/* Capitals stay as they were. */
	assert_suggested(index, "Kemanan negara", "Keamanan negara");
	assert_suggested(index, "KEMANAN NEGARA", "KEAMANAN NEGARA");
}

static void what_is_no_typo_is_left_alone(void **state)
{
	struct index *index = index_of(state);
	static const char *const right[] = {"", "keamanan", "negara",
		/* Forms that the collection lacks, of roots that it has. */
		"diamankan", "keamanannya", "bernegara", "negarakah",
		/* Function words, short words, numbers, codes. */
		"dengan", "dan", "peg", "2019", "covid-19", "sekolha2",
		"gunugn@ui.ac.id",
		/* Names: a capital inside, acronyms amid others. */
		"SekolhaKu", "iSekolha", "keamanan PEMERINTHA",
		/* Nothing is near. */
		"xylofon", "zzzzzz", "\xFF\xFE\xFF\xFE", "k\xC3\xA9manan",
		/* Names of people and files are not the text's words. */
		"penulis:sekolha", "berkas:sekolha",
		/* What ends with a star is being looked for as it is. */
		"sekolh*", "gunugn*"};
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		assert_suggested(index, right[i], "");
}

static void words_apart_and_together(void **state)
{
	struct index *index = index_of(state);
	assert_suggested(index, "kerjasama", "kerja sama");
	assert_suggested(index, "Kerjasama negara", "Kerja sama negara");
	assert_suggested(index, "kerja sama", "");
	assert_suggested(index, "antar negara", "antarnegara");
	assert_suggested(index, "ANTAR NEGARA", "ANTARNEGARA");
	assert_suggested(index, "antarnegara", "");
	assert_suggested(index, "\"olah raga\"", "\"olahraga\"");
	assert_suggested(index, "+antar +negara", "");
	assert_suggested(index, "antar-negara", "");
}

/* A few essays tell a slip that stands in one of them from a rare word. */
static void a_few_essays_are_enough(void **state)
{
	(void)state;
	static const char *const text[] = {
		"Keamanan siber dan keamanan data. Keamanan negara. Sukarno.",
		"Keamanan siber, keamanan jaringan, keamanan ruang siber.",
		"Keamanan nasional. Keamanan siber. Keamanan maya. Sukarni.",
		"Keamanan dan kedaulatan, keamanan dunia, keamanan kota.",
		"Kemanan siber; keamanan digital. Kemerdekaan. Kesadaran."};
	enum { COUNT = sizeof text / sizeof *text };
	static const char *const ids[COUNT] = {"a", "b", "c", "d", "e"};
	struct essay essay[COUNT];
	struct fixture fixture;
	for (size_t i = 0; i < COUNT; i++)
		essay[i] = fixture_essay(ids[i], "", false, text[i]);
	fixture_open(&fixture, NULL, NULL, essay, COUNT);
	assert_suggested(fixture.index, "kemanan siber", "keamanan siber");
	assert_suggested(
		fixture.index, "kemerdekan Indonesia", "kemerdekaan Indonesia");
	/* As rare, and as near to others. */
	assert_suggested(fixture.index, "sukarno sukarni", "");
	assert_suggested(fixture.index, "kedaulatan maya kota data", "");
	fixture_close(&fixture);
}

static void long_and_many(void **state)
{
	struct index *index = index_of(state);
	struct buf q = {0};
	for (int i = 0; i < 60; i++)
		buf_put_text(&q, "sekolha ");
	buf_put_byte(&q, 0);
	struct error err = {0};
	struct arena arena = {0};
	struct slice suggestion = {"", 0};
	struct query *query = query_parse(slice_text(q.bytes), false, &err);
	assert_non_null(query);
	assert_true(suggest_query(index, query, &arena, &suggestion, &err));
	/* Only the first few are looked at. */
	assert_true(suggestion.length > 16);
	assert_memory_equal(suggestion.bytes, "sekolah sekolah ", 16);
	query_free(query);
	arena_free(&arena);
	buf_free(&q);
}

/* The walk along shared beginnings finds what comparing one by one does. */
static void the_walk_finds_the_best(void **state)
{
	struct index *index = index_of(state);
	static const char *const words[] = {"keamanan", "negara", "kerja",
		"sama", "para", "presiden", "olahraga", "kemerdekaan",
		"indonesia", "pemerintah", "sekolah", "antarnegara", "keluarga",
		"mengamankan", "gunung", "daerah", "bekerja", "pertandingan",
		"anak-anak", "peradi", "mereka", "kerjasama", "pendaki",
		"pohon", "sukarno", "dan"};
	enum { COUNT = sizeof words / sizeof *words, LIMIT = 20 };
	uint64_t chance = 5;
	size_t found = 0;
	for (int n = 0; n < 2000; n++) {
		char typed[40];
		struct error err = {0};
		struct suggest_candidate best;
		strcpy(typed, words[support_random(&chance, COUNT)]);
		for (int edits = 0; edits < 2; edits++) {
			size_t length = strlen(typed);
			size_t at = support_random(&chance, (uint32_t)length);
			if (support_random(&chance, 2))
				typed[at] = (char)('a' +
						   support_random(&chance, 26));
			else if (length > 3)
				memmove(typed + at, typed + at + 1,
					length - at);
		}
		if (!suggest_distance_comparable(slice_text(typed)))
			continue;
		assert_true(suggest_words_nearest(
			index, slice_text(typed), LIMIT, 0, &best, &err));
		unsigned least = SUGGEST_FAR;
		for (size_t i = 0; i < COUNT; i++) {
			unsigned cost = distance(words[i], typed, LIMIT);
			if (cost < least && strcmp(words[i], typed) != 0)
				least = cost;
		}
		assert_int_equal(best.form.length > 0, least != SUGGEST_FAR);
		found += best.form.length > 0;
		if (!best.form.length)
			continue;
		char form[40] = "";
		memcpy(form, best.form.bytes, best.form.length);
		assert_int_equal(distance(form, typed, LIMIT), best.cost);
		assert_true(best.cost >= least);
	}
	assert_true(found > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips_cost_less_than_other_edits),
		cmocka_unit_test(what_can_be_compared),
		cmocka_unit_test(typos_are_mended),
		cmocka_unit_test(the_rest_of_the_query_is_kept),
		cmocka_unit_test(what_is_no_typo_is_left_alone),
		cmocka_unit_test(words_apart_and_together),
		cmocka_unit_test(a_few_essays_are_enough),
		cmocka_unit_test(long_and_many),
		cmocka_unit_test(the_walk_finds_the_best),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
