/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an essay was found: parts that add up to its score, and the sentence. */
#include "search_reference.h"
#include "search_run.h"
#include "synonyms.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static double sum_of(const struct explain_reasons *explanation)
{
	double sum = 0;
	for (size_t i = 0; i < explanation->part_count; i++)
		sum += explanation->part[i].score;
	return sum;
}

/* A word has one part of a kind and field, and none of them is empty. */
static void assert_parts(const struct explain_reasons *explanation)
{
	for (size_t i = 0; i < explanation->part_count; i++) {
		const struct explain_part *part = &explanation->part[i];
		assert_true(part->score != 0);
		for (size_t k = 0; k < i; k++) {
			const struct explain_part *other =
				&explanation->part[k];
			assert_false(part->kind == other->kind &&
				     part->field == other->field &&
				     slice_equal(part->word, other->word) &&
				     slice_equal(part->root, other->root));
		}
	}
	assert_true(explanation->sentence.length > 2);
	assert_int_equal(
		explanation->sentence.bytes[explanation->sentence.length - 1],
		'.');
}

static size_t check_hits(const struct search_answer *answer)
{
	for (size_t i = 0; i < answer->hit_count; i++) {
		const struct search_hit *hit = &answer->hit[i];
		double sum = sum_of(&hit->explanation);
		if (fabs(sum - hit->score) >= 1e-6)
			fail_msg("%.*s: essay %u has %.9f, its parts %.9f",
				(int)answer->query->text.length,
				answer->query->text.bytes,
				(unsigned)hit->document, hit->score, sum);
		assert_parts(&hit->explanation);
	}
	return answer->hit_count;
}

static void set_chance_filter(uint64_t *chance, struct filter *filter)
{
	struct error err = {0};
	static const char *const values[][2] = {
		{"author", "siti jahat"}, {"path", "a/"}, {"year", "2020.."}};
	const char *const *value = values[support_random(chance, 3)];
	if (support_random(chance, 4) == 0)
		assert_true(filter_add(
			filter, value[0], slice_text(value[1]), &err));
}

/* Gives the open index these synonyms. */
static void set_synonyms(struct index *index, const char *text)
{
	struct error err = {0};
	char *folder = support_folder();
	char *path = support_path(folder, "sinonim");
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	synonyms_free(index->synonyms);
	index->synonyms = synonyms_read(path, &err);
	support_ok(index->synonyms != NULL, err);
	assert_true(synonyms_count(index->synonyms) > 0);
	free(path);
	support_remove(folder);
}

static void parts_add_up(void **state)
{
	(void)state;
	enum { QUERIES = 1500 };
	static struct collection collection;
	struct buf q = {0};
	size_t hits = 0;
	collection_open(&collection, 77);
	set_synonyms(collection.index,
		"siber = ruang\naman = jahat = negara\ncovid = anak\n"
		"serangan = ktp = undang\n");
	for (size_t n = 0; n < QUERIES; n++) {
		struct error err = {0};
		uint64_t *chance = &collection.chance;
		struct query *query = collection_query(&collection, &q);
		struct search_request request = {.q = query->text,
			.mode = (enum plan_mode)support_random(chance, 3),
			.sort = (enum search_sort)support_random(chance, 4),
			.limit = COLLECTION_ESSAYS,
			.explain = true};
		set_chance_filter(chance, &request.filter);
		struct search_answer *answer = search_run(
			collection.index, &request, &err);
		if (!answer)
			fail_msg("%.*s: %s", (int)q.length, q.bytes, err.text);
		hits += check_hits(answer);
		search_answer_free(answer);
		query_free(query);
	}
	buf_free(&q);
	collection_close(&collection);
	assert_true(hits > QUERIES * 5);
}

/* ---- sentences ---- */

static const struct {
	const char *q, *id, *sentence;
} cases[] = {
	{"serangan", "satu",
		"Memuat \xE2\x80\x9C"
		"serangan\xE2\x80\x9D 2 kali (juga "
		"\xE2\x80\x9C"
		"menyerang\xE2\x80\x9D sekali)."},
	{"serangan siber", "satu",
		"Memuat \xE2\x80\x9C"
		"serangan\xE2\x80\x9D 2 kali (juga "
		"\xE2\x80\x9C"
		"menyerang\xE2\x80\x9D sekali) dan \xE2\x80\x9C"
		"siber\xE2\x80\x9D "
		"sekali, keduanya dalam satu kalimat."},
	{"siber malam", "satu",
		"Memuat \xE2\x80\x9C"
		"siber\xE2\x80\x9D"
		" sekali dan \xE2\x80\x9C"
		"malam\xE2\x80\x9D"
		" sekali, keduanya dalam satu paragraf; judulnya "
		"menyebut \xE2\x80\x9C"
		"malam\xE2\x80\x9D"
		"."},
	{"siber kapal", "satu",
		"Memuat \xE2\x80\x9C"
		"siber\xE2\x80\x9D sekali dan "
		"\xE2\x80\x9C"
		"kapal\xE2\x80\x9D sekali."},
	{"penyerang", "satu",
		"Memuat \xE2\x80\x9C"
		"serangan\xE2\x80\x9D 2 kali (sekeluarga dengan "
		"\xE2\x80\x9C"
		"penyerang\xE2\x80\x9D; juga \xE2\x80\x9C"
		"menyerang\xE2\x80\x9D "
		"sekali)."},
	{"\"serangan siber\"", "satu",
		"Memuat frasa \xE2\x80\x9C"
		"serangan siber\xE2\x80\x9D sekali."},
	{"ser*", "satu",
		"Memuat kata berawalan \xE2\x80\x9C"
		"ser\xE2\x80\x9D 2 kali "
		"(\xE2\x80\x9C"
		"serangan\xE2\x80\x9D 2 kali)."},
	{"=menyerang", "satu",
		"Memuat \xE2\x80\x9C"
		"menyerang\xE2\x80\x9D sekali."},
	{"perahu", "satu",
		"Memuat \xE2\x80\x9C"
		"kapal\xE2\x80\x9D sekali (bersinonim dengan "
		"\xE2\x80\x9C"
		"perahu\xE2\x80\x9D)."},
	{"gunung", "dua",
		"Judulnya menyebut \xE2\x80\x9C"
		"gunung\xE2\x80\x9D."},
	{"api gunung", "dua",
		"Memuat \xE2\x80\x9C"
		"api\xE2\x80\x9D sekali; judulnya menyebut "
		"\xE2\x80\x9C"
		"gunung\xE2\x80\x9D."},
	{"lahar panas", "tiga",
		"Memuat \xE2\x80\x9C"
		"lahar\xE2\x80\x9D sekali dan "
		"\xE2\x80\x9C"
		"panas\xE2\x80\x9D sekali, keduanya dalam satu "
		"kalimat; judulnya menyebut keduanya."},
	{"penulis:hamzah", "tiga",
		"Nama penulisnya memuat \xE2\x80\x9C"
		"hamzah\xE2\x80\x9D."},
	{"berkas:tig*", "tiga",
		"Nama berkasnya memuat \xE2\x80\x9C"
		"tig*\xE2\x80\x9D."},
	{"judul:lahar", "tiga",
		"Judulnya menyebut \xE2\x80\x9C"
		"lahar\xE2\x80\x9D."},
	{"lahar -siber -api", "tiga",
		"Memuat \xE2\x80\x9C"
		"lahar\xE2\x80\x9D sekali; judulnya menyebut "
		"\xE2\x80\x9C"
		"lahar\xE2\x80\x9D."},
	{"covid-19", "empat",
		"Memuat \xE2\x80\x9C"
		"covid-19\xE2\x80\x9D"
		" 2 kali (juga \xE2\x80\x9C"
		"covid\xE2\x80\x9D"
		" sekali)."},
	{"covid-19 lahar", "empat",
		"Memuat \xE2\x80\x9C"
		"covid-19\xE2\x80\x9D"
		" 2 kali (juga \xE2\x80\x9C"
		"covid\xE2\x80\x9D"
		" sekali)."},
	{"peradi", "empat",
		"Memuat \xE2\x80\x9C"
		"peradi\xE2\x80\x9D"
		" 2 kali."},
	{"\"ruang maya\" covid", "empat",
		"Memuat \xE2\x80\x9C"
		"maya\xE2\x80\x9D"
		" sekali dan \xE2\x80\x9C"
		"covid\xE2\x80\x9D"
		" 3 kali, keduanya dalam satu kalimat."},
	{"BUKAN siber BUKAN api", "tiga", "Memenuhi semua syarat pertanyaan."},
	{"", "satu", "Lolos saringan; tidak ada kata yang dicari."},
};

enum { CASES = sizeof cases / sizeof *cases };

static void sentences(void **state)
{
	(void)state;
	struct essay essay[] = {
		fixture_essay("satu", "Malam", false,
			"Serangan siber itu terjadi kemarin. Pada malam hari "
			"mereka menyerang.\n\nSerangan lain mengenai kapal."),
		fixture_essay("dua", "Gunung", true, "Api itu merah."),
		fixture_essay(
			"tiga", "Lahar panas", true, "Lahar itu panas sekali."),
		fixture_essay("empat", "Wabah", true,
			"Wabah covid-19 reda. PERADI dan peradi bersidang.\n\n"
			"Wabah COVID-19, juga covid lain, melanda dunia maya."),
	};
	essay[2].author = slice_text("Hamzah");
	struct fixture fixture;
	fixture_open(&fixture, NULL, NULL, essay, 4);
	set_synonyms(fixture.index, "kapal = perahu\n");
	size_t wrong = 0;
	for (size_t i = 0; i < CASES; i++) {
		struct error err = {0};
		struct search_request request = {.q = slice_text(cases[i].q),
			.limit = 3,
			.explain = true};
		assert_true(filter_add(&request.filter, "path",
			slice_text(cases[i].id), &err));
		struct search_answer *answer = search_run(
			fixture.index, &request, &err);
		support_ok(answer != NULL, err);
		if (answer->hit_count != 1)
			fail_msg("%s: not found", cases[i].q);
		check_hits(answer);
		struct slice sentence = answer->hit[0].explanation.sentence;
		if (!slice_equal(sentence, slice_text(cases[i].sentence))) {
			print_error("%s: %.*s\n", cases[i].q,
				(int)sentence.length, sentence.bytes);
			wrong++;
		}
		search_answer_free(answer);
	}
	fixture_close(&fixture);
	assert_int_equal(wrong, 0);
}

/* The word's own form first; of the text alone, as the sentence tells them. */
static void forms_are_listed(void **state)
{
	(void)state;
	struct essay essay[] = {fixture_essay("a", "Aman, diamankan", true,
		"Keamanan, keamanan, mengamankan. Pengamanan aman.")};
	struct fixture fixture;
	struct error err = {0};
	struct search_request request = {
		.q = slice_text("mengamankan"), .limit = 1, .explain = true};
	fixture_open(&fixture, NULL, NULL, essay, 1);
	struct search_answer *answer = search_run(
		fixture.index, &request, &err);
	support_ok(answer != NULL, err);
	const struct explain_part *part = answer->hit[0].explanation.part;
	assert_int_equal(part->kind, EXPLAIN_WORD);
	static const struct {
		const char *form;
		uint32_t count;
	} wanted[] = {{"mengamankan", 1}, {"keamanan", 2}, {"aman", 1},
		{"pengamanan", 1}};
	assert_int_equal(part->form_count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(slice_equal(
			part->form[i].form, slice_text(wanted[i].form)));
		assert_int_equal(part->form[i].count, wanted[i].count);
	}
	search_answer_free(answer);
	fixture_close(&fixture);
}

/* Two words that a record cannot tell apart. */
static void words_of_one_code(void **state)
{
	(void)state;
	struct slice laut = slice_text("laut"), other = slice_text("romegub");
	struct essay essay[] = {fixture_essay("a", "Biru", true,
		"Romegub itu biru.\n\nRomegub, laut, laut dan romegub.")};
	struct fixture fixture;
	struct error err = {0};
	assert_int_equal(word_code(laut, laut), word_code(other, other));
	fixture_open(&fixture, NULL, NULL, essay, 1);
	for (int i = 0; i < 2; i++) {
		struct search_request request = {
			.q = i ? other : laut, .limit = 1, .explain = true};
		struct search_answer *answer = search_run(
			fixture.index, &request, &err);
		support_ok(answer != NULL, err);
		check_hits(answer);
		const struct explain_part *part =
			answer->hit[0].explanation.part;
		assert_int_equal(part->form_count, 1);
		assert_true(slice_equal(part->form[0].form, request.q));
		assert_int_equal(part->form[0].count, i ? 3 : 2);
		search_answer_free(answer);
	}
	fixture_close(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences),
		cmocka_unit_test(forms_are_listed),
		cmocka_unit_test(words_of_one_code),
		cmocka_unit_test(parts_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
