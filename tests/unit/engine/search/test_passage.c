/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages and highlights: what must be true of all of them, on random essays;
 * then one by one. */
#include "highlight.h"
#include "passage.h"
#include "passage_quote.h"
#include "quote.h"
#include "search_reference.h"
#include "search_run.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MANY = 6 };

/* ---- what is true of every passage ---- */

static bool is_edge(struct slice text, uint32_t at)
{
	return at == 0 || at >= text.length ||
	       isspace((unsigned char)text.bytes[at]) ||
	       isspace((unsigned char)text.bytes[at - 1]);
}

static uint32_t line_at(struct slice text, uint32_t at)
{
	uint32_t line = 1;
	for (uint32_t i = 0; i < at; i++)
		line += text.bytes[i] == '\n';
	return line;
}

static void check_place(struct slice text, const struct passage *passage)
{
	struct layout layout = {0};
	struct error err = {0};
	assert_true(passage->start < passage->end);
	assert_true(passage->end <= text.length);
	assert_true(slice_equal(
		passage->text, slice_of(text.bytes + passage->start,
				       passage->end - passage->start)));
	assert_true(is_edge(text, passage->start));
	assert_true(is_edge(text, passage->end));
	assert_int_equal(passage->first_line, line_at(text, passage->start));
	assert_int_equal(passage->last_line, line_at(text, passage->end));
	assert_true(layout_read(text, &layout, &err));
	bool inside = false;
	for (size_t i = 0; i < layout.count; i++)
		inside = inside ||
			 (layout.paragraph[i].number == passage->paragraph &&
				 passage->start >= layout.paragraph[i].start &&
				 passage->end <= layout.paragraph[i].end);
	layout_free(&layout);
	assert_true(inside);
}

/* Token and context are what the whole text gives. */
static void check_quote(struct slice text, const struct passage *passage)
{
	struct quote quote;
	char token[QUOTE_TOKEN_BYTES];
	quote_make(text, passage->start, passage->end, 0, &quote);
	quote_write(&quote, token);
	assert_true(slice_equal(passage->token, slice_text(token)));
	assert_true(slice_equal(passage->prefix,
		passage_quote_prefix(slice_of(text.bytes, passage->start))));
	assert_true(slice_equal(passage->suffix,
		passage_quote_suffix(slice_of(text.bytes + passage->end,
			text.length - passage->end))));
}

static void check_highlights(struct slice text, const struct passage *passage,
	const struct reference_matches *shown)
{
	uint32_t at = passage->start;
	for (size_t i = 0; i < passage->highlight_count; i++) {
		const struct highlight *mark = &passage->highlight[i];
		bool known = false;
		assert_true(mark->start >= at && mark->start < mark->end);
		at = mark->end;
		assert_true(at <= passage->end);
		assert_true(slice_equal(
			mark->form, slice_of(text.bytes + mark->start,
					    mark->end - mark->start)));
		assert_true(mark->exact.length > 0);
		for (size_t m = 0; m < shown->count && !known; m++)
			known = shown->match[m].start == mark->start &&
				shown->match[m].end == mark->end;
		assert_true(known);
	}
	/* What lies inside is marked, by itself or in something longer. */
	for (size_t m = 0; m < shown->count; m++) {
		const struct reference_match *match = &shown->match[m];
		bool marked = match->start < passage->start ||
			      match->end > passage->end;
		for (size_t i = 0; i < passage->highlight_count && !marked; i++)
			marked = match->start < passage->highlight[i].end &&
				 match->end > passage->highlight[i].start;
		assert_true(marked);
	}
}

static void check_hit(struct collection *collection,
	const struct search_hit *hit, const struct query *query,
	enum plan_mode mode)
{
	const struct passages *passages = &hit->passages;
	struct slice text = collection->essay[hit->document - 1].text;
	struct reference_matches shown;
	reference_shown(collection->index,
		&collection->reading[hit->document - 1], query, mode, &shown);
	assert_true(passages->count > 0);
	assert_int_equal(passages->matches_total > 0, shown.count > 0);
	assert_true(passages->matches_total <= shown.count);
	for (size_t i = 0; i < passages->count; i++) {
		const struct passage *passage = &passages->passage[i];
		check_place(text, passage);
		check_quote(text, passage);
		check_highlights(text, passage, &shown);
		assert_true(
			(passage->highlight_count > 0) == (shown.count > 0));
		for (size_t k = 0; k < i; k++) {
			const struct passage *other = &passages->passage[k];
			assert_true(passage->end <= other->start ||
				    passage->start >= other->end);
			assert_true(passage->score <= other->score);
		}
	}
	free(shown.match);
}

static void random_queries(void **state)
{
	(void)state;
	enum { QUERIES = 1000 };
	static struct collection collection;
	struct buf q = {0};
	size_t checked = 0;
	collection_open(&collection, 50);
	for (size_t n = 0; n < QUERIES; n++) {
		struct error err = {0};
		struct query *query = collection_query(&collection, &q);
		struct search_request request = {.q = query->text,
			.mode = n % 5   ? PLAN_MODE_STEM
				: n % 2 ? PLAN_MODE_EXACT
					: PLAN_MODE_FAMILY,
			.limit = COLLECTION_ESSAYS,
			.passages = MANY};
		struct search_answer *answer = search_run(
			collection.index, &request, &err);
		if (!answer)
			fail_msg("%.*s: %s", (int)q.length, q.bytes, err.text);
		bool loosened = false;
		for (size_t i = 0; i < answer->query->note_count; i++)
			loosened = loosened || answer->query->note[i].kind ==
						       QUERY_NOTE_NO_PHRASE;
		for (size_t i = 0; i < answer->hit_count && !loosened; i++) {
			check_hit(&collection, &answer->hit[i], query,
				request.mode);
			checked += answer->hit[i].passages.count;
		}
		search_answer_free(answer);
		query_free(query);
	}
	buf_free(&q);
	collection_close(&collection);
	assert_true(checked > QUERIES * 10);
}

/* ---- one by one ---- */

/* The passages of the one essay with the text, as lines: marked words as
 * [form|kind]. */
static char *passages_of(const char *title, const char *text, const char *q)
{
	struct error err = {0};
	struct buf out = {0};
	struct fixture fixture;
	struct essay essay = fixture_essay("x", title, true, text);
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct search_request request = {
		.q = slice_text(q), .limit = 1, .passages = MANY};
	struct search_answer *answer = search_run(
		fixture.index, &request, &err);
	if (!answer)
		fail_msg("%s: %s", q, err.text);
	for (size_t i = 0; answer->hit_count && i < answer->hit->passages.count;
		i++) {
		const struct passage *passage =
			&answer->hit->passages.passage[i];
		uint32_t at = passage->start;
		buf_put_text(&out, i ? "\n" : "");
		for (size_t k = 0; k < passage->highlight_count; k++) {
			const struct highlight *mark = &passage->highlight[k];
			buf_put(&out, text + at, mark->start - at);
			buf_put_byte(&out, '[');
			buf_put_slice(&out, mark->form);
			buf_put_format(&out, "|%s]", mark->match);
			at = mark->end;
		}
		buf_put(&out, text + at, passage->end - at);
	}
	buf_put_byte(&out, 0);
	assert_false(out.failed);
	search_answer_free(answer);
	fixture_close(&fixture);
	return out.bytes;
}

struct example {
	const char *title, *text, *q, *passages;
};

static void check_examples(const struct example *example, size_t count)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		char *got = passages_of(
			example[i].title, example[i].text, example[i].q);
		if (strcmp(got, example[i].passages) != 0) {
			print_error("%s:\n%s\nbut should be\n%s\n",
				example[i].q, got, example[i].passages);
			wrong++;
		}
		free(got);
	}
	assert_int_equal(wrong, 0);
}

#define CHECK_EXAMPLES(list) \
	check_examples(list, sizeof(list) / sizeof(list)[0])

static const struct example kinds[] = {
	{"", "Serangan siber menyerang.", "serangan",
		"[Serangan|exact] siber [menyerang|root]."},
	{"", "Serangan siber, serang.", "=serangan",
		"[Serangan|exact] siber, serang."},
	{"", "Ruang siber di ruang lain siber.", "\"ruang siber\"",
		"[Ruang siber|phrase] di ruang lain siber."},
	{"", "Ruang siber dan siberia.", "sib*",
		"Ruang [siber|prefix] dan [siberia|prefix]."},
	{"", "Laut itu, laut dan ikan.", "laut NEAR/2 ikan",
		"Laut itu, [laut|near] dan [ikan|near]."},
	{"", "Ikan, laut luas, ikan jauh sekali.", "laut NEAR/3 ikan",
		"[Ikan|near], [laut|near] luas, [ikan|near] jauh sekali."},
	{"", "Laut biru dan ikan; laut biru.", "\"laut biru\" NEAR/2 ikan",
		"[Laut biru|near] dan [ikan|near]; [laut biru|near]."},
	/* the whole word, not its parts */
	{"", "Pandemi covid-19 reda.", "covid-19",
		"Pandemi [covid-19|exact] reda."},
	{"", "Pandemi covid-19 reda.", "covid",
		"Pandemi [covid|exact]-19 reda."},
	{"", "Pandemi covid-19 reda.", "\"covid 19\"",
		"Pandemi [covid-19|phrase] reda."},
	{"", "Surat ke nama@ui.ac.id saja.", "nama@ui.ac.id",
		"Surat ke [nama@ui.ac.id|exact] saja."},
	{"", "Anak-anak dan ancaman- ancaman itu.", "anak ancaman",
		"[Anak-anak|root] dan [ancaman- ancaman|root] itu."},
	{"",
		"KTP-nya hilang, Jum\xE2\x80\x99"
		"at lalu.",
		"ktp jumat",
		"[KTP-nya|root] hilang, [Jum\xE2\x80\x99"
		"at|root] lalu."},
	/* what is not wanted is never marked */
	{"", "Laut dan gunung.", "laut ATAU (hutan -gunung)",
		"[Laut|exact] dan gunung."},
	{"", "Laut dan gunung.", "laut -\"gunung dan\"",
		"[Laut|exact] dan gunung."},
	{"", "Laut biru.", "laut laut biru", "[Laut|exact] [biru|exact]."},
	{"", "Laut biru laut.", "\"laut biru\" laut",
		"[Laut biru|phrase] [laut|exact]."},
	/* a phrase beside other words: its stray words are not marked */
	{"", "Laut biru, ikan; laut luas, langit biru.", "\"laut biru\" ikan",
		"[Laut biru|phrase], [ikan|exact]; laut luas, langit biru."},
	{"", "Laut biru, ikan; laut luas.", "ikan -\"laut luas sekali\"",
		"Laut biru, [ikan|exact]; laut luas."},
	/* exact forms alone, several of them */
	{"", "Rugi, kerugian; internet, internetnya.", "=rugi =internet",
		"[Rugi|exact], kerugian; [internet|exact], internetnya."},
	{"", "Rugi, kerugian; internet.", "=rugi internet",
		"[Rugi|exact], kerugian; [internet|exact]."},
	/* over reduplication */
	{"", "Anak-anak sekolah, anak sekolah.", "\"anak-anak sekolah\"",
		"[Anak-anak sekolah|phrase], anak sekolah."},
	{"", "Buku anak-anak itu baru.", "\"buku anak-anak itu\"",
		"[Buku anak-anak itu|phrase] baru."},
	{"", "Anak-anak laut, ikan.", "anak-anak NEAR/2 ikan",
		"[Anak-anak|near] laut, [ikan|near]."},
	/* two prefixes, one of which is in the other */
	{"", "Ruang siber dan siberia.", "sib* siberi*",
		"Ruang [siber|prefix] dan [siberia|prefix]."},
};

static void kinds_of_highlights(void **state)
{
	(void)state;
	CHECK_EXAMPLES(kinds);
}

#define W5 "satu dua tiga empat lima "
#define W10 W5 "enam tujuh delapan sembilan sepuluh "
#define W40 W10 W10 W10 W10

static const struct example places[] = {
	/* by the title alone: the beginning, past the furniture */
	{"Samudra", "Menu\n\n" W10 W5 "akhir.", "samudra", W10 W5 "akhir."},
	{"Samudra", "Pendek.", "samudra", "Pendek."},
	/* whole sentences, as many as fit */
	{"", "Awal di sini. Laut biru. Akhir di sana.", "laut",
		"Awal di sini. [Laut|exact] biru. Akhir di sana."},
	{"", W40 "awal. Laut biru. Kata " W40 "akhir.", "laut",
		"[Laut|exact] biru. Kata " W40 "akhir."},
	{"", W40 "awal. Laut biru. Kata " W40 W40 "akhir.", "laut",
		W40 "awal. [Laut|exact] biru."},
	{"", W40 W10 "awal. (Kata \"Laut\" biru.) Kata " W40 W10 "akhir.",
		"laut", "(Kata \"[Laut|exact]\" biru.) Kata " W40 W10 "akhir."},
	/* one sentence that is a little too long stays whole */
	{"", "Satu. Kata " W40 W10 W10 "laut. Dua.", "laut",
		"Kata " W40 W10 W10 "[laut|exact]."},
	/* a part of one that is much too long, from ten words before */
	{"", "Kata " W40 W40 "laut " W40 W40 "akhir.", "laut",
		W10 "[laut|exact] " W40 W5 "enam tujuh delapan sembilan"},
	{"", "Kata " W40 W40 "laut, (biru) akhir.", "laut",
		"empat lima enam tujuh delapan sembilan sepuluh " W40 W10
		"[laut|exact], (biru) akhir."},
	/* a phrase over two sentences, one of them long */
	{"", "Kata " W40 W40 "laut. Biru " W40 W40 "akhir.", "\"laut biru\"",
		W10 "[laut. Biru|phrase] " W40 W5 "enam tujuh delapan"},
	{"", W40 W10 "laut. Biru " W40 W10 "akhir.", "\"laut biru\"",
		W10 "[laut. Biru|phrase] " W40 W5 "enam tujuh delapan"},
	/* no word is cut */
	{"",
		"Kata " W40 W40 "laut " W40 W5 "enam tujuh covid-19, lalu " W40
		"akhir.",
		"laut", W10 "[laut|exact] " W40 W5 "enam tujuh covid-19,"},
	/* several: the best first, none of them upon another */
	{"", "Laut saja.\n\nLaut biru.\n\nHutan.\n\nBiru saja.", "laut biru",
		"[Laut|exact] [biru|exact].\n[Laut|exact] saja.\n[Biru|exact] "
		"saja."},
	/* nor the same words again */
	{"", "Laut biru di sana.\n\nLaut biru, di sana!\n\nBiru laut lain.",
		"laut biru",
		"[Laut|exact] [biru|exact] di sana.\n[Biru|exact] [laut|exact] "
		"lain."},
};

static void places_of_passages(void **state)
{
	(void)state;
	CHECK_EXAMPLES(places);
}

/* A phrase that is longer than a passage. */
static void long_phrase(void **state)
{
	(void)state;
	struct buf text = {0}, q = {0}, expected = {0};
	buf_put_text(&q, "\"");
	for (unsigned i = 0; i < 63; i++)
		buf_put_format(&q, "%sk%u", i ? " " : "", i);
	buf_put_text(&text, W40 W40);
	buf_put(&text, q.bytes + 1, q.length - 1);
	buf_put_text(&text, " " W40 W40 "akhir.");
	buf_put_byte(&expected, '[');
	buf_put(&expected, q.bytes + 1, q.length - 1);
	buf_put_text(&expected, "|phrase]");
	buf_put_byte(&q, '"');
	buf_put_byte(&q, 0);
	buf_put_byte(&text, 0);
	buf_put_byte(&expected, 0);
	char *got = passages_of("", text.bytes, q.bytes);
	assert_string_equal(got, expected.bytes);
	free(got);
	buf_free(&text);
	buf_free(&q);
	buf_free(&expected);
}

/* Two words whose codes are alike are told apart by the text. */
static void equal_codes(void **state)
{
	(void)state;
	enum { WORDS = 6000 };
	static uint32_t root[WORDS];
	char word[16];
	unsigned a = 0, b = 0;
	for (unsigned i = 0; i < WORDS && !b; i++) {
		snprintf(word, sizeof word, "x%uy", i);
		root[i] = word_code_root(
			word_code(slice_text(word), slice_text(word)));
		for (unsigned k = 0; k < i && !b; k++)
			if (root[k] == root[i]) {
				a = k;
				b = i;
			}
	}
	assert_true(b > 0);
	char text[80], q[40], expected[80];
	snprintf(text, sizeof text, "Laut.\n\nKata x%uy lagi.", a);
	snprintf(q, sizeof q, "laut x%uy", b);
	snprintf(expected, sizeof expected, "[Laut|exact].");
	char *got = passages_of("", text, q);
	assert_string_equal(got, expected);
	free(got);
	/* A passage full of the one does not take the place of the other's. */
	char table[160], last[80];
	snprintf(table, sizeof table,
		"Tabel x%uy.\n\nJumlah x%uy x%uy.\n\nDi ujung x%uy.", a, a, a,
		b);
	snprintf(q, sizeof q, "x%uy", b);
	snprintf(last, sizeof last, "Di ujung [x%uy|exact].", b);
	got = passages_of("", table, q);
	assert_string_equal(got, last);
	free(got);
}

/* A long essay's passages come from any of its blocks, and the cost of what is
 * not chosen is not kept. */
static void long_essay(void **state)
{
	(void)state;
	struct buf text = {0};
	for (unsigned i = 0; i < 2000; i++)
		buf_put_format(&text, "Laut %u kata %u lain.%s\n\n", i, i * 7,
			i == 1777 ? " Biru." : "");
	buf_put_byte(&text, 0);
	char *got = passages_of("", text.bytes, "laut biru");
	const char *first = "[Laut|exact] 1777 kata 12439 lain. [Biru|exact].\n"
			    "[Laut|exact] 0 kata 0 lain.\n";
	got[strlen(first)] = '\0';
	assert_string_equal(got, first);
	free(got);
	buf_free(&text);
}

/* A number, in three letters. */
#define LETTERS(i) 'a' + (i) / 676, 'a' + (i) / 26 % 26, 'a' + (i) % 26

/* What stands around a passage is found in the block before and behind, too. */
static void quotes_across_blocks(void **state)
{
	(void)state;
	enum { PARAGRAPHS = 1500 };
	unsigned checked = 0;
	struct buf text = {0};
	struct fixture fixture;
	for (int i = 0; i < PARAGRAPHS; i++)
		buf_put_format(
			&text, "Kode%c%c%c, \xC3\xA9 laut.\n\n", LETTERS(i));
	buf_put_byte(&text, 0);
	struct essay essay = fixture_essay("e", "Kode", false, text.bytes);
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	for (int i = 0; i < PARAGRAPHS; i++) {
		char q[20];
		struct error err = {0};
		snprintf(q, sizeof q, "=kode%c%c%c", LETTERS(i));
		struct search_request request = {
			.q = slice_text(q), .limit = 1, .passages = 1};
		struct search_answer *answer = search_run(
			fixture.index, &request, &err);
		assert_non_null(answer);
		assert_int_equal(answer->hit_count, 1);
		/* Two words' codes may be equal. */
		if (answer->hit[0].passages.count) {
			check_quote(
				essay.text, answer->hit[0].passages.passage);
			checked++;
		}
		search_answer_free(answer);
	}
	assert_true(checked > PARAGRAPHS - 10);
	fixture_close(&fixture);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_of_highlights),
		cmocka_unit_test(places_of_passages),
		cmocka_unit_test(long_phrase),
		cmocka_unit_test(equal_codes),
		cmocka_unit_test(long_essay),
		cmocka_unit_test(quotes_across_blocks),
		cmocka_unit_test(random_queries),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
