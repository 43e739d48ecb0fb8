/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages over all essays: their order, what is left out, pages of them, and
 * how passages are cut and ordered on request. */
#include "search_passages.h"
#include "search_reference.h"
#include "search_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct search_passages *list_of(
	struct index *index, const char *q, uint32_t offset, uint32_t limit)
{
	struct error err = {0};
	struct search_request request = {
		.q = slice_text(q), .offset = offset, .limit = limit};
	struct search_passages *list = search_passages(index, &request, &err);
	if (!list)
		fail_msg("%s: %s", q, err.text);
	return list;
}

/* "essay:text" of each, a bar between them. */
static void check_list(struct index *index, const char *q, const char *wanted)
{
	struct buf out = {0};
	struct search_passages *list = list_of(index, q, 0, 10);
	for (size_t i = 0; i < list->count; i++) {
		const struct search_passage *passage = &list->passage[i];
		buf_put_text(&out, i ? "|" : "");
		buf_put_slice(&out, passage->essay->id);
		buf_put_text(&out, ":");
		buf_put_slice(&out, passage->passage.text);
	}
	buf_put_byte(&out, 0);
	assert_string_equal(out.bytes, wanted);
	buf_free(&out);
	search_passages_free(list);
}

#define W10 "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"

static void passages_of_all_essays(void **state)
{
	(void)state;
	static const struct {
		const char *id, *title, *text;
	} rows[] = {
		{"a", "Samudra",
			"Laut biru di sana " W10 ".\n\nLangit " W10 ".\n\nLaut "
			"saja " W10 " sebelas."},
		{"b", "Kawasan",
			"Biru itu warna " W10 ".\n\nLaut biru di sana " W10
			"!"},
		{"c", "Lain", "Hutan hijau " W10 "."},
	};
	struct essay essay[3];
	struct fixture fixture;
	for (size_t i = 0; i < 3; i++)
		essay[i] = fixture_essay(
			rows[i].id, rows[i].title, true, rows[i].text);
	fixture_open(&fixture, NULL, NULL, essay, 3);
	struct index *index = fixture.index;
	/* both words before one, a near copy in another essay left out,
	 * equals by essay */
	check_list(index, "laut biru",
		"a:Laut biru di sana " W10 ".|a:Laut saja " W10
		" sebelas.|b:Biru itu warna " W10 ".");
	/* what the title says counts for passages that do not say it */
	check_list(index, "kawasan biru",
		"b:Biru itu warna " W10 ".|b:Laut biru di sana " W10 "!");
	/* the title alone gives the beginning */
	check_list(index, "samudra", "a:Laut biru di sana " W10 ".");
	check_list(index, "hutan -laut", "c:Hutan hijau " W10 ".");
	check_list(index, "takada", "");
	check_list(index, "", "");
	fixture_close(&fixture);
}

static void random_queries(void **state)
{
	(void)state;
	enum { QUERIES = 300 };
	static struct collection collection;
	struct buf q = {0};
	size_t listed = 0;
	collection_open(&collection, 77);
	for (size_t n = 0; n < QUERIES; n++) {
		struct query *query = collection_query(&collection, &q);
		buf_put_byte(&q, 0);
		struct search_passages *all = list_of(
			collection.index, q.bytes, 0, 50);
		struct search_passages *page = list_of(
			collection.index, q.bytes, 5, 10);
		for (size_t i = 0; i < all->count; i++) {
			const struct passage *a = &all->passage[i].passage;
			assert_true(a->text.length > 0);
			assert_true(
				i == 0 ||
				all->passage[i - 1].passage.score >= a->score);
			for (size_t k = 0; k < i; k++) {
				const struct search_passage *b =
					&all->passage[k];
				assert_true(b->essay != all->passage[i].essay ||
					    a->end <= b->passage.start ||
					    a->start >= b->passage.end);
			}
		}
		assert_true(page->count <= 10);
		if (page->count && all->count == 50)
			assert_true(slice_equal(page->passage[0].passage.text,
					    all->passage[5].passage.text) ||
				    page->count < 10);
		listed += all->count;
		search_passages_free(page);
		search_passages_free(all);
		query_free(query);
	}
	buf_free(&q);
	collection_close(&collection);
	assert_true(listed > QUERIES * 5);
}

static void refusals(void **state)
{
	(void)state;
	struct fixture fixture;
	struct essay essay = fixture_essay("a", "", false, "Laut.");
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	static const struct {
		struct search_request request;
		enum error_code code;
	} rows[] = {
		{{.limit = 1001}, ERROR_USAGE},
		{{.limit = 2, .offset = 999}, ERROR_USAGE},
		{{.limit = UINT32_MAX, .offset = UINT32_MAX}, ERROR_USAGE},
		{{.limit = 1, .words = 19}, ERROR_USAGE},
		{{.limit = 1, .words = 201}, ERROR_USAGE},
		{{.q = {"(", 1}, .limit = 1, .strict = true}, ERROR_SYNTAX},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = {0};
		assert_null(
			search_passages(fixture.index, &rows[i].request, &err));
		assert_int_equal(err.code, rows[i].code);
	}
	search_passages_free(list_of(fixture.index, "laut", 0, 0));
	search_passages_free(list_of(fixture.index, "laut", 999, 1));
	search_passages_free(NULL);
	fixture_close(&fixture);
}

/* ---- on request ---- */

static unsigned count_words(struct slice text)
{
	unsigned words = 1;
	for (size_t i = 0; i < text.length; i++)
		words += text.bytes[i] == ' ' || text.bytes[i] == '\n';
	return words;
}

static struct search_answer *ask(
	struct index *index, uint32_t words, enum passage_order order)
{
	struct error err = {0};
	struct search_request request = {.q = slice_text("laut biru"),
		.limit = 1,
		.passages = 20,
		.words = words,
		.order = order};
	struct search_answer *answer = search_run(index, &request, &err);
	support_ok(answer != NULL, err);
	return answer;
}

static void words_and_order(void **state)
{
	(void)state;
	struct buf text = {0};
	struct fixture fixture;
	for (unsigned i = 0; i < 60; i++)
		buf_put_format(&text, "Kalimat %u: laut %s tenang.%s", i,
			i % 7 == 3 ? "biru" : "luas",
			i % 20 == 19 ? "\n\n" : " ");
	buf_put_text(&text, "Laut " W10 " " W10 " " W10 " " W10 " biru " W10
			    " " W10 " " W10 " " W10 " " W10 " " W10 ".");
	buf_put_byte(&text, 0);
	struct essay essay = fixture_essay("a", "", false, text.bytes);
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	static const uint32_t words[] = {20, 60, 200};
	bool cut = false, whole = false;
	for (size_t w = 0; w < 3; w++) {
		struct search_answer *answer = ask(
			fixture.index, words[w], PASSAGE_BY_SCORE);
		const struct passages *passages = &answer->hit->passages;
		assert_true(passages->count > 1);
		for (size_t i = 0; i < passages->count; i++) {
			const struct passage *passage = &passages->passage[i];
			assert_true(
				count_words(passage->text) <= words[w] * 5 / 4);
			bool ends =
				passage->text.bytes[passage->text.length - 1] ==
				'.';
			assert_int_equal(passage->cut_after, !ends);
			cut = cut || passage->cut_after;
			whole = whole ||
				!(passage->cut_before || passage->cut_after);
			assert_true(
				i == 0 || passage->score <= passage[-1].score);
		}
		search_answer_free(answer);
	}
	assert_true(cut && whole);
	struct search_answer *answer = ask(
		fixture.index, 0, PASSAGE_BY_POSITION);
	const struct passages *passages = &answer->hit->passages;
	assert_true(passages->count > 1);
	for (size_t i = 1; i < passages->count; i++)
		assert_true(passages->passage[i].start >=
			    passages->passage[i - 1].end);
	search_answer_free(answer);
	fixture_close(&fixture);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passages_of_all_essays),
		cmocka_unit_test(random_queries),
		cmocka_unit_test(refusals),
		cmocka_unit_test(words_and_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
