/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What narrows, orders and counts answers: filters, sorts, facets, totals, and
 * pages to the greatest depth. */
#include "search_fixture.h"
#include "search_run.h"
#include "slot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* id, title, author, date, path, kind; each text says "air". */
static const char *const essays[][6] = {
	{"a", "\"Zaman baru\"", "Siti Rahma", "2019-05-01", "berita/a.txt",
		"txt"},
	{"b", "Bab 10", "SITI  RAHMA", "2020", "berita/kota/b.md", "md"},
	{"c", "bab 2", "Siti Rahmawati", "2021-01", "berita2/c.txt", "txt"},
	{"d", "", "Jos\xC3\xA9 Jum'at", "", "d.txt", "txt"},
	{"e",
		"\xC3\x89"
		"dukasi",
		"Jose Jumat", "2019", "berita/e.html", "html"},
	{"f", "\xE2\x80\x94 Awal", "", "2022-12-31", "f.ndjson", "ndjson"},
	{"g", "bab 2", "...", "", "berita/g.txt", ""},
};

enum { ESSAYS = sizeof essays / sizeof *essays };

static int open_library(void **state)
{
	static struct fixture fixture;
	static struct essay essay[ESSAYS];
	for (size_t i = 0; i < ESSAYS; i++) {
		essay[i] = fixture_essay(
			essays[i][0], essays[i][1], true, "Air mengalir.");
		essay[i].author = slice_text(essays[i][2]);
		essay[i].date = slice_text(essays[i][3]);
		essay[i].path = slice_text(essays[i][4]);
		essay[i].kind = slice_text(essays[i][5]);
	}
	fixture_open(&fixture, NULL, NULL, essay, ESSAYS);
	*state = &fixture;
	return 0;
}

static int close_library(void **state)
{
	fixture_close(*state);
	return 0;
}

static struct search_answer *run(
	void **state, const struct search_request *request)
{
	struct error err = {0};
	struct fixture *fixture = *state;
	struct search_answer *answer = search_run(
		fixture->index, request, &err);
	if (!answer)
		fail_msg("%s", err.text);
	return answer;
}

static int compare_letter(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

/* Compares the ids that are found with a line of them, which are in their order
 * unless that is the one by relevance. */
static void assert_ids(
	void **state, const struct search_request *request, const char *wanted)
{
	struct search_answer *answer = run(state, request);
	char found[64] = "";
	for (size_t i = 0; i < answer->hit_count; i++) {
		struct slice id = answer->hit[i].essay.id;
		strncat(found, id.bytes, id.length);
	}
	if (request->sort == SEARCH_BY_RELEVANCE)
		qsort(found, strlen(found), 1, compare_letter);
	assert_string_equal(found, wanted);
	assert_int_equal(answer->total, strlen(wanted));
	assert_true(answer->total_exact);
	search_answer_free(answer);
}

/* Adds "name=value" to the filter. */
static void add(struct filter *filter, const char *text)
{
	struct error err = {0};
	const char *equal = strchr(text, '=');
	for (size_t i = 0; i < FILTER_COUNT; i++) {
		const char *name = filter_name(i);
		if (strlen(name) == (size_t)(equal - text) &&
			strncmp(name, text, strlen(name)) == 0 &&
			!filter_add(filter, name, slice_text(equal + 1), &err))
			fail_msg("%s: %s", text, err.text);
	}
}

static void filters_narrow(void **state)
{
	static const struct {
		const char *filter[3], *wanted;
	} cases[] = {
		{{"author=Siti Rahma"}, "ab"},
		{{"author=siti-rahma."}, "ab"},
		{{"author=Siti"}, ""},
		{{"author=jose jum\xE2\x80\x99"
		  "at"},
			"de"},
		{{"author=..."}, ""},
		{{"author=Siti Rahma", "author=Siti Rahmawati"}, "abc"},
		{{"author="}, "abcdefg"},
		{{"path=berita/"}, "abeg"},
		{{"path=berita"}, "abceg"},
		{{"path=berita/kota/b.md"}, "b"},
		{{"path=Berita"}, ""},
		{{"path=d", "path=f"}, "df"},
		{{"kind=txt"}, "acd"},
		{{"kind=txt,md"}, "abcd"},
		{{"kind=html", "kind=md"}, "be"},
		{{"kind=pdf"}, ""},
		{{"year=2019"}, "ae"},
		{{"year=2019..2020"}, "abe"},
		{{"year=2021.."}, "cf"},
		{{"year=..2020"}, "abe"},
		{{"year=2019", "path=berita/", "kind=txt"}, "a"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct search_request request = {.limit = 10};
		for (size_t k = 0; k < 3 && cases[i].filter[k]; k++)
			add(&request.filter, cases[i].filter[k]);
		request.q = slice_text("air");
		assert_ids(state, &request, cases[i].wanted);
		/* Without a query all that pass are listed; without either,
		 * nothing. */
		request.q = slice_text("");
		bool empty = filter_empty(&request.filter);
		assert_ids(state, &request, empty ? "" : cases[i].wanted);
		request.q = slice_text("air BUKAN \"air mengalir\"");
		assert_ids(state, &request, "");
	}
}

static void filters_leave_scores(void **state)
{
	struct search_request request = {
		.q = slice_text("zaman air"), .limit = 1};
	struct search_answer *whole = run(state, &request);
	add(&request.filter, "kind=txt");
	struct search_answer *narrow = run(state, &request);
	assert_int_equal(narrow->hit[0].document, whole->hit[0].document);
	assert_true(narrow->hit[0].score == whole->hit[0].score);
	search_answer_free(whole);
	search_answer_free(narrow);
}

static void bad_filters(void **state)
{
	static const char *const bad[][2] = {{"year", "abad"}, {"year", ".."},
		{"year", "2020..2019"}, {"year", "20190"}, {"year", "2019-05"},
		{"year", "2019...2020"}, {"kind", "doc"}, {"kind", "txt,"},
		{"kind", "TXT"}};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct filter filter = {.dated = false};
		struct error err = {0};
		assert_false(filter_add(
			&filter, bad[i][0], slice_text(bad[i][1]), &err));
		assert_int_equal(err.code, ERROR_USAGE);
		assert_memory_equal(err.text, bad[i][0], 4);
	}
	struct filter filter = {.dated = false};
	struct error err = {0};
	add(&filter, "year=2019");
	assert_false(filter_add(&filter, "year", slice_text("2020"), &err));
	for (int i = 0; i < FILTER_MAX_VALUES; i++)
		add(&filter, "author=x");
	assert_false(filter_add(&filter, "author", slice_text("x"), &err));
	assert_memory_equal(err.text, "author", 6);
}

/* A name that only begins like a filter's is none. */
static void unknown_filters(void **state)
{
	static const char *const names[] = {
		"a", "authors", "aut", "penulis", "years", "x", "", "Kind"};
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct filter filter = {.dated = false};
		struct error err = {0};
		assert_false(filter_add(
			&filter, names[i], slice_text("2019"), &err));
		assert_int_equal(err.code, ERROR_USAGE);
		assert_non_null(strstr(err.text, "no filter"));
		assert_true(filter_empty(&filter));
		assert_false(
			filter_add(&filter, names[i], slice_of("", 0), &err));
	}
}

static void orders(void **state)
{
	static const struct {
		enum search_sort sort;
		const char *wanted;
	} cases[] = {
		{SEARCH_BY_RELEVANCE, "abcdefg"},
		{SEARCH_BY_DATE, "eabcfdg"},
		{SEARCH_BY_DATE_DOWN, "fcbaedg"},
		{SEARCH_BY_TITLE, "fcgbead"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct search_request request = {.q = slice_text("air"),
			.limit = 10,
			.sort = cases[i].sort};
		assert_ids(state, &request, cases[i].wanted);
		request.q = slice_text("");
		assert_ids(state, &request, i ? cases[i].wanted : "");
		add(&request.filter, "year=2019..");
		request.passages = 1;
		struct search_answer *answer = run(state, &request);
		assert_int_equal(answer->hit_count, 5);
		for (size_t h = 0; h < answer->hit_count; h++) {
			assert_int_equal(answer->hit[h].passages.count, 1);
			assert_true(answer->hit[h].score == 0);
		}
		search_answer_free(answer);
	}
	struct error err = {0};
	enum search_sort sort;
	for (int i = 0; i < 4; i++) {
		const char *name = search_sort_names[i];
		assert_true(search_request_read_sort(
			slice_text(name), &sort, &err));
		assert_int_equal(sort, i);
	}
	assert_false(
		search_request_read_sort(slice_text("-title"), &sort, &err));
}

static void scores_are_the_same_in_any_order(void **state)
{
	double score[ESSAYS + 1] = {0};
	for (int sort = 0; sort < 4; sort++) {
		struct search_request request = {
			.q = slice_text("air bab 2 rahma"),
			.limit = 10,
			.sort = (enum search_sort)sort};
		struct search_answer *answer = run(state, &request);
		assert_int_equal(answer->hit_count, ESSAYS);
		for (size_t i = 0; i < ESSAYS; i++) {
			const struct search_hit *hit = &answer->hit[i];
			assert_true(hit->score > 0);
			if (sort == 0)
				score[hit->document] = hit->score;
			assert_true(score[hit->document] == hit->score);
		}
		search_answer_free(answer);
	}
}

static void assert_facet(const struct facet *facet, const char *wanted)
{
	char found[200] = "";
	size_t at = 0;
	for (size_t i = 0; i < facet->count; i++)
		at += (size_t)snprintf(found + at, sizeof found - at,
			"%s%.*s %u", i ? "|" : "",
			(int)facet->value[i].value.length,
			facet->value[i].value.bytes,
			(unsigned)facet->value[i].count);
	assert_string_equal(found, wanted);
}

static void facets_count(void **state)
{
	struct error err = {0};
	struct search_request request = {
		.q = slice_text("air"), .limit = 1, .facet_limit = 20};
	assert_true(facet_read(
		slice_text("author,year,folder,kind"), &request.facets, &err));
	struct search_answer *answer = run(state, &request);
	assert_int_equal(answer->hit_count, 1);
	assert_facet(&answer->facet[FACET_AUTHOR],
		"Jose Jumat 2|SITI  RAHMA 2|Siti Rahmawati 1");
	assert_facet(&answer->facet[FACET_YEAR], "2019 2|2020 1|2021 1|2022 1");
	assert_facet(&answer->facet[FACET_FOLDER],
		"berita 4|berita/kota 1|berita2 1");
	assert_facet(&answer->facet[FACET_KIND], "txt 3|html 1|md 1|ndjson 1");
	assert_true(answer->total_exact);
	search_answer_free(answer);

	/* Years and kinds are complete. */
	request.facet_limit = 1;
	answer = run(state, &request);
	assert_facet(&answer->facet[FACET_AUTHOR], "Jose Jumat 2");
	assert_int_equal(answer->facet[FACET_AUTHOR].total, 3);
	assert_facet(&answer->facet[FACET_YEAR], "2019 2|2020 1|2021 1|2022 1");
	assert_int_equal(answer->facet[FACET_YEAR].total, 4);
	assert_facet(&answer->facet[FACET_FOLDER], "berita 4");
	assert_int_equal(answer->facet[FACET_FOLDER].total, 3);
	search_answer_free(answer);

	/* Over what passes the filter, and only what is asked for. */
	request.facets = 1 << FACET_KIND;
	request.q = slice_text("\"air mengalir\"");
	add(&request.filter, "path=berita/");
	answer = run(state, &request);
	assert_facet(&answer->facet[FACET_KIND], "html 1|md 1|txt 1");
	assert_facet(&answer->facet[FACET_YEAR], "");
	search_answer_free(answer);
	assert_false(
		facet_read(slice_text("author,tag"), &request.facets, &err));
	assert_int_equal(err.code, ERROR_USAGE);
	assert_false(facet_read(slice_text(",kind"), &request.facets, &err));
}

static void title_keys(void **state)
{
	(void)state;
	/* By pairs: the first goes before the second. */
	static const char *const pairs[][2] = {{"Bab 2", "Bab 10"},
		{"Bab 002", "Bab 10"}, {"- Abad", "abad kedua"},
		{"\xE2\x80\x9C"
		 "Esa\xE2\x80\x9D",
			"\xC3\x89sai"},
		{"2", "a"}, {"Jum'at", "Jumatan"},
		{"Bab 999999999999", "Bab x"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct buf a = {0}, b = {0};
		struct error err = {0};
		assert_true(slot_title(slice_text(pairs[i][0]), &a, &err));
		assert_true(slot_title(slice_text(pairs[i][1]), &b, &err));
		if (slice_compare(buf_slice(&a), buf_slice(&b)) >= 0)
			fail_msg("%s is not before %s", pairs[i][0],
				pairs[i][1]);
		buf_free(&a);
		buf_free(&b);
	}
}

/* ---- many essays, most of them equal ---- */

enum { MANY = 10500, PAGE = 100 };

/* Ids in another order than document numbers. */
static void make_many(struct essay *essay, char (*id)[12])
{
	static const char *const texts[] = {"Laut.", "Laut biru.",
		"Laut dan ikan di laut.", "Ikan laut dalam."};
	for (uint32_t i = 0; i < MANY; i++) {
		snprintf(id[i], sizeof id[i], "e%05u",
			(unsigned)(i * 7919 % MANY));
		essay[i] = fixture_essay(
			id[i], "", true, texts[i % 7 ? i % 3 : 3]);
	}
}

static void assert_pages(
	struct index *index, struct search_request request, bool by_id)
{
	struct error err = {0};
	request.limit = SEARCH_MAX_DEPTH;
	struct search_answer *whole = search_run(index, &request, &err);
	assert_non_null(whole);
	assert_int_equal(whole->hit_count, SEARCH_MAX_DEPTH);
	for (size_t i = 1; i < whole->hit_count; i++) {
		const struct search_hit *a = &whole->hit[i - 1], *b = a + 1;
		if (request.sort == SEARCH_BY_RELEVANCE)
			assert_true(a->score >= b->score);
		/* search_find.h says where equal ones go by number. */
		if (a->score == b->score && (i < RERANK_DEPTH || by_id))
			assert_true(
				slice_compare(a->essay.id, b->essay.id) < 0);
	}
	request.limit = PAGE;
	for (request.offset = 0; request.offset < SEARCH_MAX_DEPTH;
		request.offset += request.limit) {
		struct search_answer *page = search_run(index, &request, &err);
		assert_non_null(page);
		assert_int_equal(page->hit_count, PAGE);
		assert_true(page->total >= request.offset + PAGE);
		for (size_t i = 0; i < PAGE; i++) {
			const struct search_hit *hit =
				&whole->hit[request.offset + i];
			assert_int_equal(page->hit[i].document, hit->document);
			assert_true(page->hit[i].score == hit->score);
		}
		search_answer_free(page);
	}
	search_answer_free(whole);
}

static void pages_are_the_whole(void **state)
{
	(void)state;
	static struct essay essay[MANY];
	static char id[MANY][12];
	struct fixture fixture;
	make_many(essay, id);
	fixture_open(&fixture, NULL, NULL, essay, MANY);
	assert_pages(fixture.index,
		(struct search_request){.q = slice_text("laut biru")}, false);
	assert_pages(fixture.index,
		(struct search_request){.q = slice_text("lau*")}, true);
	assert_pages(fixture.index,
		(struct search_request){.sort = SEARCH_BY_TITLE}, true);
	fixture_close(&fixture);
}

static void total_can_be_exact(void **state)
{
	(void)state;
	static struct essay essay[MANY];
	static char id[MANY][12];
	struct fixture fixture;
	struct error err = {0};
	make_many(essay, id);
	fixture_open(&fixture, NULL, NULL, essay, MANY);
	struct search_request request = {
		.q = slice_text("biru ikan"), .limit = 1};
	uint32_t wanted = 0;
	for (uint32_t i = 0; i < MANY; i++)
		wanted += i % 7 == 0 || i % 3 != 0;
	struct search_answer *answer = search_run(
		fixture.index, &request, &err);
	assert_non_null(answer);
	assert_false(answer->total_exact);
	search_answer_free(answer);
	request.total_exact = true;
	answer = search_run(fixture.index, &request, &err);
	assert_true(answer->total_exact);
	assert_int_equal(answer->total, wanted);
	search_answer_free(answer);
	fixture_close(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_narrow),
		cmocka_unit_test(filters_leave_scores),
		cmocka_unit_test(bad_filters),
		cmocka_unit_test(unknown_filters),
		cmocka_unit_test(orders),
		cmocka_unit_test(scores_are_the_same_in_any_order),
		cmocka_unit_test(facets_count),
		cmocka_unit_test(title_keys),
		cmocka_unit_test(pages_are_the_whole),
		cmocka_unit_test(total_can_be_exact),
	};
	return cmocka_run_group_tests(tests, open_library, close_library);
}
