/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request in, an answer out: which essays are found, in which order, in how
 * many; what is refused. */
#include "search_reference.h"
#include "search_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct search_answer *ask(struct index *index, const char *q,
	uint32_t offset, uint32_t limit, uint32_t passages)
{
	struct error err = {0};
	struct search_request request = {.q = slice_text(q),
		.offset = offset,
		.limit = limit,
		.passages = passages};
	struct search_answer *answer = search_run(index, &request, &err);
	if (!answer)
		fail_msg("%s: %s", q, err.text);
	return answer;
}

/* ---- the found essays are those that the query is true of ---- */

/* Whether an answer says that it took phrases that stand nowhere as words:
 * then its hits are another query's. */
static bool was_loosened(const struct search_answer *answer)
{
	for (size_t i = 0; i < answer->query->note_count; i++)
		if (answer->query->note[i].kind == QUERY_NOTE_NO_PHRASE)
			return true;
	return false;
}

static bool is_found(const struct search_answer *answer, uint32_t document)
{
	for (size_t i = 0; i < answer->hit_count; i++)
		if (answer->hit[i].document == document)
			return true;
	return false;
}

static size_t compare_hits(struct collection *collection,
	const struct query *query, enum plan_mode mode,
	const struct search_answer *answer)
{
	size_t wrong = 0, truths = 0;
	for (uint32_t i = 0; i < COLLECTION_ESSAYS; i++) {
		bool truth = reference_holds(collection->index,
			&collection->reading[i], query, mode);
		truths += truth;
		if (is_found(answer, i + 1) == truth)
			continue;
		print_error("%.*s (mode %d): essay %u should be %s\n",
			(int)query->text.length, query->text.bytes, (int)mode,
			(unsigned)i + 1, truth ? "found" : "left out");
		wrong++;
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(answer->hit_count, truths);
	if (answer->total_exact)
		assert_int_equal(answer->total, truths);
	return truths;
}

static void random_queries(void **state)
{
	(void)state;
	enum { QUERIES = 3000 };
	static struct collection collection;
	struct buf q = {0};
	size_t found = 0, compared = 0;
	collection_open(&collection, 30);
	for (size_t n = 0; n < QUERIES; n++) {
		struct error err = {0};
		struct query *query = collection_query(&collection, &q);
		struct search_request request = {.q = query->text,
			.mode = n % 5   ? PLAN_MODE_STEM
				: n % 2 ? PLAN_MODE_EXACT
					: PLAN_MODE_FAMILY,
			.limit = COLLECTION_ESSAYS};
		struct search_answer *answer = search_run(
			collection.index, &request, &err);
		if (!answer)
			fail_msg("%.*s: %s", (int)q.length, q.bytes, err.text);
		if (!was_loosened(answer)) {
			found += compare_hits(
				&collection, query, request.mode, answer);
			compared++;
		}
		search_answer_free(answer);
		query_free(query);
	}
	buf_free(&q);
	collection_close(&collection);
	assert_true(compared > QUERIES / 2);
	assert_true(found > compared * COLLECTION_ESSAYS / 10);
}

/* Pages side by side are the whole, and scores never rise. */
static void paging(void **state)
{
	(void)state;
	static const char *const queries[] = {"siber", "aman ruang covid-19",
		"\"ruang siber\" ATAU =anak", "BUKAN =kejahatan",
		"siber NEAR/5 ruang"};
	enum { PAGE = 7 };
	static struct collection collection;
	collection_open(&collection, 40);
	for (size_t n = 0; n < sizeof queries / sizeof *queries; n++) {
		struct search_answer *whole = ask(
			collection.index, queries[n], 0, COLLECTION_ESSAYS, 0);
		assert_true(whole->hit_count > PAGE);
		for (size_t i = 1; i < whole->hit_count; i++)
			assert_true(
				whole->hit[i - 1].score >= whole->hit[i].score);
		for (uint32_t at = 0; at < COLLECTION_ESSAYS; at += PAGE) {
			struct search_answer *page = ask(
				collection.index, queries[n], at, PAGE, 0);
			size_t left = whole->hit_count > at
					      ? whole->hit_count - at
					      : 0;
			assert_int_equal(
				page->hit_count, left < PAGE ? left : PAGE);
			for (size_t i = 0; i < page->hit_count; i++)
				assert_int_equal(page->hit[i].document,
					whole->hit[at + i].document);
			search_answer_free(page);
		}
		search_answer_free(whole);
	}
	collection_close(&collection);
}

/* Words that always stand together are in as many essays as one of them, not in
 * the share of a share; where not all is counted, the guess must know. */
static void guessed_total(void **state)
{
	(void)state;
	enum { ESSAYS = 2000, EVERY = 5, WORDS = 100 };
	static struct essay essay[ESSAYS];
	static struct buf text[ESSAYS];
	static char id[ESSAYS][8];
	struct fixture fixture;
	for (unsigned i = 0; i < ESSAYS; i++) {
		snprintf(id[i], sizeof id[i], "e%u", i);
		/* the best first, so that the others score too little */
		for (unsigned n = i * WORDS / ESSAYS; n; n--)
			buf_put_text(&text[i], "ombak ");
		buf_put_text(&text[i],
			i % EVERY ? "di laut." : "di Amerika Serikat.");
		buf_put_byte(&text[i], 0);
		essay[i] = fixture_essay(id[i], "", false, text[i].bytes);
	}
	fixture_open(&fixture, NULL, NULL, essay, ESSAYS);
	struct search_answer *answer = ask(
		fixture.index, "\"amerika serikat\"", 0, 10, 0);
	assert_false(answer->total_exact);
	assert_in_range(answer->total, ESSAYS / EVERY * 9 / 10,
		ESSAYS / EVERY * 11 / 10);
	for (unsigned i = 0; i < ESSAYS; i++)
		buf_free(&text[i]);
	search_answer_free(answer);
	fixture_close(&fixture);
}

/* ---- hand-made ---- */

struct library {
	struct fixture fixture;
};

static int open_library(void **state)
{
	static struct library library;
	struct essay essay[] = {
		fixture_essay("laut", "Laut", true,
			"Nelayan mencari ikan di laut lepas."),
		fixture_essay("gunung", "Gunung", true,
			"Pendaki naik gunung. Gunung itu tinggi."),
		fixture_essay("kosong", "Hanya judul", true, ""),
	};
	essay[0].date = slice_text("2019-05-01");
	essay[0].author = slice_text("Hamzah Laut");
	essay[1].url = slice_text("https://contoh.id/gunung");
	fixture_open(&library.fixture, NULL, NULL, essay,
		sizeof essay / sizeof *essay);
	*state = &library;
	return 0;
}

static int close_library(void **state)
{
	struct library *library = *state;
	fixture_close(&library->fixture);
	return 0;
}

static struct index *index_of(void **state)
{
	return ((struct library *)*state)->fixture.index;
}

static void assert_slice(struct slice slice, const char *text)
{
	if (!slice_equal(slice, slice_text(text)))
		fail_msg("\"%.*s\" is not \"%s\"", (int)slice.length,
			slice.bytes, text);
}

static void hit_has_its_fields(void **state)
{
	struct search_answer *answer = ask(index_of(state), "ikan", 0, 10, 3);
	assert_int_equal(answer->hit_count, 1);
	const struct search_hit *hit = &answer->hit[0];
	assert_slice(hit->essay.id, "laut");
	assert_slice(hit->essay.title, "Laut");
	assert_slice(hit->essay.author, "Hamzah Laut");
	assert_slice(hit->essay.date, "2019-05-01");
	assert_slice(hit->essay.url, "");
	assert_int_equal(hit->essay.text.length, 0);
	assert_true(hit->score > 0);
	assert_int_equal(hit->passages.count, 1);
	assert_slice(hit->passages.passage[0].text,
		"Nelayan mencari ikan di laut lepas.");
	assert_int_equal(answer->total, 1);
	assert_true(answer->total_exact);
	assert_true(answer->time_ms > 0);
	assert_true(*answer->generation);
	search_answer_free(answer);
}

static void terms_say_how_a_word_was_understood(void **state)
{
	struct search_answer *answer = ask(
		index_of(state), "pendaki -\"laut lepas\" gun*", 0, 10, 0);
	assert_int_equal(answer->term_count, 3);
	assert_slice(answer->term[0].input, "pendaki");
	assert_slice(answer->term[0].root, "daki");
	assert_string_equal(answer->term[0].via, "pe-");
	assert_false(answer->term[0].negative);
	size_t negative = 0, prefixes = 0;
	for (size_t i = 0; i < answer->term_count; i++) {
		const struct search_term *term = &answer->term[i];
		negative += term->negative;
		if (term->negative)
			assert_string_equal(term->kind, "phrase");
		prefixes += slice_equal(term->input, slice_text("gun*"));
	}
	assert_int_equal(negative, 1);
	assert_int_equal(prefixes, 1);
	search_answer_free(answer);
}

static void nothing_to_look_for(void **state)
{
	static const char *const queries[] = {"", "   ", "...", "()"};
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct search_answer *answer = ask(
			index_of(state), queries[i], 0, 10, 3);
		assert_int_equal(answer->hit_count, 0);
		assert_int_equal(answer->total, 0);
		assert_true(answer->total_exact);
		search_answer_free(answer);
	}
}

static void passages_are_optional(void **state)
{
	struct search_answer *answer = ask(index_of(state), "ikan", 0, 10, 0);
	assert_int_equal(answer->hit_count, 1);
	assert_int_equal(answer->hit[0].passages.count, 0);
	search_answer_free(answer);
}

static void title_is_marked(void **state)
{
	static const struct {
		const char *q;
		size_t marks;
	} cases[] = {{"gunung", 1}, {"judul:gunung", 1}, {"naik", 0},
		{"naik -laut", 0}, {"berkas:gunung", 0}, {"gun*", 1},
		{"judul:gun*", 1}, {"=gunung", 1}, {"gunung -judul:laut", 1}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct search_answer *answer = ask(
			index_of(state), cases[i].q, 0, 10, 0);
		assert_int_equal(answer->hit_count, 1);
		assert_slice(answer->hit[0].essay.id, "gunung");
		assert_int_equal(
			answer->hit[0].title_highlight_count, cases[i].marks);
		search_answer_free(answer);
	}
}

static void essay_without_text(void **state)
{
	struct search_answer *answer = ask(index_of(state), "judul", 0, 10, 3);
	assert_int_equal(answer->hit_count, 1);
	assert_slice(answer->hit[0].essay.id, "kosong");
	assert_int_equal(answer->hit[0].passages.count, 0);
	search_answer_free(answer);
}

static void refusals(void **state)
{
	static const struct {
		struct search_request request;
		enum error_code code;
	} cases[] = {
		{{.limit = SEARCH_MAX_DEPTH + 1}, ERROR_USAGE},
		{{.offset = SEARCH_MAX_DEPTH, .limit = 1}, ERROR_USAGE},
		{{.offset = UINT32_MAX, .limit = 2}, ERROR_USAGE},
		{{.limit = 1, .passages = SEARCH_MAX_PASSAGES + 1},
			ERROR_USAGE},
		{{.q = {"a \"b", 4}, .limit = 1, .strict = true}, ERROR_SYNTAX},
		{{.q = {"((((((((((((((((((a", 19}, .limit = 1}, ERROR_LIMIT},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error err = {0};
		assert_null(
			search_run(index_of(state), &cases[i].request, &err));
		assert_int_equal(err.code, cases[i].code);
		if (err.code == ERROR_SYNTAX)
			assert_int_equal(err.position, 2);
	}
}

static void broken_query_is_read_as_words(void **state)
{
	struct search_answer *answer = ask(
		index_of(state), "\"ikan di", 0, 10, 1);
	assert_int_equal(answer->query->note_count, 1);
	assert_int_equal(answer->query->note[0].kind, QUERY_NOTE_OPEN_QUOTE);
	assert_int_equal(answer->hit_count, 1);
	search_answer_free(answer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_queries),
		cmocka_unit_test(paging),
		cmocka_unit_test(guessed_total),
		cmocka_unit_test(hit_has_its_fields),
		cmocka_unit_test(terms_say_how_a_word_was_understood),
		cmocka_unit_test(nothing_to_look_for),
		cmocka_unit_test(passages_are_optional),
		cmocka_unit_test(title_is_marked),
		cmocka_unit_test(essay_without_text),
		cmocka_unit_test(refusals),
		cmocka_unit_test(broken_query_is_read_as_words),
	};
	return cmocka_run_group_tests(tests, open_library, close_library);
}
