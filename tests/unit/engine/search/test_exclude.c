/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a request leaves out is found by nothing, shown nowhere, counted for
 * nothing. */
#include "search_plan.h"
#include "search_reference.h"
#include "search_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct search_answer *ask(
	struct index *index, const char *q, const char *exclude)
{
	struct error err = {0};
	struct search_request request = {.q = slice_text(q),
		.exclude = slice_text(exclude),
		.limit = COLLECTION_ESSAYS,
		.passages = 3};
	struct search_answer *answer = search_run(index, &request, &err);
	if (!answer)
		fail_msg("%s: %s", q, err.text);
	return answer;
}

static const struct {
	const char *q, *exclude, *found;
} cases[] = {
	{"keamanan", "", "abd"},
	{"keamanan", "keamanan", "bd"},
	{"keamanan", " KEAMANAN ", "bd"},
	{"keamanan", "Keamanan", "bd"},
	{"keamanan", "mengamankan,aman", "a"},
	{"keamanan", ",mengamankan,,aman,", "a"},
	{"keamanan", "keamanan,mengamankan,aman", ""},
	{"keamanan siber", "keamanan,mengamankan,aman", "c"},
	{"=keamanan", "keamanan", ""},
	{"=keamanan", "mengamankan", "a"},
	{"\"keamanan negara\"", "keamanan", ""},
	{"\"keamanan negara\"~", "keamanan", "b"},
	{"keam*", "keamanan", ""},
	{"siber -keamanan", "keamanan", "c"},
	{"negara -keamanan", "keamanan", "a"},
	{"negara -keamanan", "", ""},
	{"keamanan NEAR/1 negara", "keamanan", "b"},
	{"judul:aman", "aman", ""},
	{"judul:aman", "keamanan", "d"},
	/* What the collection or the query lacks says nothing. */
	{"keamanan", "zebra,siber,\xFF", "abd"},
	{"anak", "anak-anak", "e"},
	{"anak", "anak", "f"},
};

static int compare_letter(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

static void hand_made(void **state)
{
	(void)state;
	struct essay essay[] = {
		fixture_essay("a", "", false, "Keamanan negara."),
		fixture_essay("b", "", false, "Mengamankan negara."),
		fixture_essay("c", "", false, "Ruang siber."),
		fixture_essay("d", "Aman", true, "Laut."),
		fixture_essay("e", "", false, "Seorang anak."),
		fixture_essay("f", "", false, "Para anak-anak."),
	};
	struct fixture fixture;
	size_t wrong = 0;
	fixture_open(&fixture, NULL, NULL, essay, 6);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char found[8] = "";
		struct search_answer *answer = ask(
			fixture.index, cases[i].q, cases[i].exclude);
		for (size_t k = 0; k < answer->hit_count; k++)
			found[k] = *answer->hit[k].essay.id.bytes;
		qsort(found, answer->hit_count, 1, compare_letter);
		search_answer_free(answer);
		if (strcmp(found, cases[i].found) == 0)
			continue;
		print_error("%s without %s: %s, not %s\n", cases[i].q,
			cases[i].exclude, found, cases[i].found);
		wrong++;
	}
	fixture_close(&fixture);
	assert_int_equal(wrong, 0);
}

/* The second stage sees a left out form as any other word: the scores are
 * those of an essay that has a foreign word in its place. */
static void counts_for_nothing_in_the_second_stage(void **state)
{
	(void)state;
	struct essay essay[] = {
		fixture_essay("a", "", false, "keamanan laut mengamankan ikan"),
		fixture_essay("b", "", false, "keamanan laut keamanan ikan"),
	};
	struct fixture fixture;
	fixture_open(&fixture, NULL, NULL, essay, 2);
	struct search_answer *with = ask(fixture.index, "keamanan", "");
	assert_int_equal(with->hit_count, 2);
	assert_true(slice_equal(with->hit[0].essay.id, slice_text("b")));
	search_answer_free(with);
	struct search_answer *without = ask(
		fixture.index, "keamanan", "keamanan");
	assert_int_equal(without->hit_count, 1);
	assert_int_equal(without->hit[0].passages.matches_total, 1);
	search_answer_free(without);
	fixture_close(&fixture);
}

static void limits(void **state)
{
	(void)state;
	struct essay essay = fixture_essay("a", "", false, "aman");
	struct fixture fixture;
	struct error err = {0};
	struct buf many = {0};
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct search_request request = {.q = slice_text("aman"), .limit = 1};
	for (size_t i = 0; i < PLAN_MAX_EXCLUDED; i++)
		buf_put_format(&many, "f%zu,", i);
	request.exclude = buf_slice(&many);
	struct search_answer *answer = search_run(
		fixture.index, &request, &err);
	assert_non_null(answer);
	search_answer_free(answer);
	buf_put_text(&many, "g");
	request.exclude = buf_slice(&many);
	assert_null(search_run(fixture.index, &request, &err));
	assert_int_equal(err.code, ERROR_USAGE);
	while (many.length <= PLAN_MAX_EXCLUDE_BYTES)
		buf_put_byte(&many, 'g');
	request.exclude = buf_slice(&many);
	assert_null(search_run(fixture.index, &request, &err));
	assert_int_equal(err.code, ERROR_USAGE);
	buf_free(&many);
	fixture_close(&fixture);
}

/* ---- against the reference ---- */

/* A word that no query asks for. */
static const struct word nothing = {
	.form = {"\x02", 1}, .root = {"\x02", 1}, .via = ""};

struct hidden {
	struct token *token;
	const struct word *word;
};

/* Puts nothing in the place of the tokens with the form. */
static size_t hide(struct collection *collection, const char *form,
	struct hidden *hidden, size_t count, size_t room)
{
	for (size_t i = 0; i < COLLECTION_ESSAYS; i++)
		for (size_t s = 0; s < collection->reading[i].count; s++) {
			struct tokens *tokens =
				&collection->reading[i].stream[s].tokens;
			for (size_t t = 0; t < tokens->count; t++) {
				struct token *token = &tokens->token[t];
				if (!slice_equal(token->word->form,
					    slice_text(form)))
					continue;
				assert_true(count < room);
				hidden[count++] = (struct hidden){
					token, token->word};
				token->word = &nothing;
			}
		}
	return count;
}

static bool is_found(const struct search_answer *answer, uint32_t document)
{
	for (size_t i = 0; i < answer->hit_count; i++)
		if (answer->hit[i].document == document)
			return true;
	return false;
}

/* No highlight of the answer is of one of the forms. */
static void assert_not_shown(
	const struct search_answer *answer, const char *form)
{
	for (size_t i = 0; i < answer->hit_count; i++) {
		const struct passages *passages = &answer->hit[i].passages;
		for (size_t p = 0; p < passages->count; p++)
			for (size_t h = 0;
				h < passages->passage[p].highlight_count; h++)
				assert_false(slice_equal(
					passages->passage[p].highlight[h].exact,
					slice_text(form)));
	}
}

static void random_queries(void **state)
{
	(void)state;
	enum { QUERIES = 1200, ROOM = 100000 };
	static const char *const forms[] = {"aman", "keamanan", "mengamankan",
		"siber", "ruang", "serangan", "serang", "anak-anak", "anak",
		"covid-19", "covid", "19", "ktp-nya", "ktp", "usa", "jum'at"};
	static struct collection collection;
	struct hidden *hidden = malloc(ROOM * sizeof *hidden);
	struct buf q = {0};
	size_t wrong = 0, refused = 0;
	collection_open(&collection, 31);
	for (size_t n = 0; n < QUERIES; n++) {
		uint64_t *chance = &collection.chance;
		const char *one = forms[support_random(chance, 16)];
		const char *two = forms[support_random(chance, 16)];
		struct query *query = collection_query(&collection, &q);
		struct buf list = {0};
		buf_put_format(&list, "%s,%s", one, two);
		buf_put_byte(&list, 0);
		buf_put_byte(&q, 0);
		struct search_answer *answer = ask(
			collection.index, q.bytes, list.bytes);
		size_t count = hide(&collection, one, hidden, 0, ROOM);
		count = hide(&collection, two, hidden, count, ROOM);
		bool loosened = false;
		for (size_t i = 0; i < answer->query->note_count; i++)
			loosened = loosened || answer->query->note[i].kind ==
						       QUERY_NOTE_NO_PHRASE;
		for (uint32_t i = 0; i < COLLECTION_ESSAYS && !loosened; i++)
			wrong += is_found(answer, i + 1) !=
				 reference_holds(collection.index,
					 &collection.reading[i], query,
					 PLAN_MODE_STEM);
		refused += loosened;
		/* A phrase or a compound may hold the letters still. */
		if (strchr(q.bytes, '"') == NULL && strcmp(one, "19") != 0)
			assert_not_shown(answer, one);
		while (count) {
			count--;
			hidden[count].token->word = hidden[count].word;
		}
		search_answer_free(answer);
		query_free(query);
		buf_free(&list);
	}
	buf_free(&q);
	free(hidden);
	collection_close(&collection);
	assert_true(refused < QUERIES / 2);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hand_made),
		cmocka_unit_test(counts_for_nothing_in_the_second_stage),
		cmocka_unit_test(limits),
		cmocka_unit_test(random_queries),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
