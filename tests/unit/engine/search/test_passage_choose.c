/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stretches become passages: where long paragraphs are cut, how far a
 * window reaches, and what comes first. */
#include "layout_sentence.h"
#include "passage.h"
#include "passage_choose.h"
#include "search_reference.h"
#include "search_run.h"
#include "window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- pieces ---- */

enum { WORD = 5 }; /* bytes, each as long as "siber" */

/* A text of one paragraph whose sentences have so many words.  Where it will be
 * cut into pieces, "siber" stands on both sides. */
static void one_paragraph(uint32_t words, struct buf *out)
{
	uint64_t chance = 61;
	struct layout layout = {0};
	struct error err;
	for (uint32_t n = 0; out->length < 30000; n++) {
		bool first = n % words == 0;
		buf_put_text(out, !n ? "" : first ? ". " : " ");
		buf_put_byte(out, first ? 'K' : 'k');
		/* Words of its own, or one passage is a copy of another. */
		for (unsigned i = 1; i < WORD; i++)
			buf_put_byte(out,
				(unsigned char)('a' +
						support_random(&chance, 26)));
	}
	buf_put_text(out, ".");
	assert_true(layout_read(buf_slice(out), &layout, &err));
	for (size_t i = 1; i < layout.count; i++) {
		char *before = (char *)out->bytes + layout.paragraph[i - 1].end;
		char *after = (char *)out->bytes + layout.paragraph[i].start;
		before -= WORD + (before[-1] == '.');
		memcpy(before + 1, "iber", WORD - 1);
		memcpy(after + 1, "iber", WORD - 1);
		*before = *before == 'K' ? 'S' : 's';
		*after = *after == 'K' ? 'S' : 's';
	}
	layout_free(&layout);
}

static bool is_sentence_edge(struct slice text, uint32_t at)
{
	size_t end = 0;
	while (end < at)
		end = layout_sentence_end(text, end);
	return end == at;
}

/* A paragraph is cut into pieces; passages say whether that cut a sentence. */
static void cuts_at_pieces(void **state)
{
	static const uint32_t words[] = {7, 200, 450, 1000000};
	uint32_t inside = 0, between = 0;
	(void)state;
	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		struct buf buffer = {0};
		one_paragraph(words[w], &buffer);
		buf_put_byte(&buffer, 0);
		struct essay essay = fixture_essay(
			"a", "", false, buffer.bytes);
		struct slice text = essay.text;
		struct fixture fixture;
		fixture_open(&fixture, NULL, NULL, &essay, 1);
		struct search_request request = {.q = slice_text("siber"),
			.limit = 1,
			.passages = SEARCH_MAX_PASSAGES,
			.words = 25};
		struct error err;
		struct search_answer *answer = search_run(
			fixture.index, &request, &err);
		assert_non_null(answer);
		struct layout layout = {0};
		assert_true(layout_read(text, &layout, &err));
		const struct passages *passages = &answer->hit->passages;
		assert_true(passages->count > 10);
		for (size_t i = 0; i < passages->count; i++) {
			const struct passage *p = &passages->passage[i];
			bool starts = is_sentence_edge(text, p->start);
			bool ends = p->end == text.length ||
				    is_sentence_edge(text, p->end + 1);
			assert_int_equal(p->cut_before, !starts);
			assert_int_equal(p->cut_after, !ends);
			for (size_t k = 1; k < layout.count; k++) {
				uint32_t at = layout.paragraph[k].start;
				inside += at == p->start && !starts;
				inside += at == p->end + 1 && !ends;
				between += at == p->start && starts;
			}
		}
		layout_free(&layout);
		search_answer_free(answer);
		fixture_close(&fixture);
		buf_free(&buffer);
	}
	assert_true(inside > 4 && between > 4);
}

/* ---- windows ---- */

/* Every part of a paragraph is found once, whatever is taken away. */
static void window_stays_in_its_region(void **state)
{
	(void)state;
	uint64_t chance = 60;
	static struct plan plan;
	static uint64_t code[8 * 120];
	struct window_query query = {.plan = &plan,
		.rank = rank_defaults,
		.words = PASSAGE_WORDS,
		.idf = {1, 2}};
	plan.pattern_count = 2;
	for (unsigned n = 0; n < 20000; n++) {
		uint32_t sentence[8], total = 0;
		query.words = 20 + support_random(&chance, 181);
		struct match match[30];
		size_t sentences = 1 + support_random(&chance, 8), count = 0;
		for (size_t i = 0; i < sentences; i++)
			total += sentence[i] = 1 + support_random(&chance, 120);
		for (uint32_t at = 0; at < total && count < 30;
			at += 1 + support_random(&chance, 40)) {
			uint32_t length = 1 + support_random(&chance, 4);
			if (at + length <= total)
				match[count++] = (struct match){.position = at,
					.length = length,
					.pattern = support_random(&chance, 2)};
		}
		uint32_t from = support_random(&chance, total);
		struct window_region region = {.from = from,
			.to = from + support_random(&chance, total - from + 1),
			.match = match,
			.match_count = count,
			.sentence = sentence,
			.sentence_count = sentences,
			.code = code};
		bool any = false;
		for (size_t i = 0; i < count; i++)
			any = any ||
			      (match[i].position >= region.from &&
				      match[i].position + match[i].length <=
					      region.to);
		window_choose(&query, &region);
		assert_true(region.window_from >= region.from);
		assert_true(region.window_to <= region.to ||
			    region.from >= region.to);
		assert_true(region.window_to - region.window_from <=
			    query.words * 5 / 4);
		if (count)
			assert_true(
				any == (region.window_to > region.window_from));
	}
}

/* The same words count more where they stand near each other. */
static void near_words_score_more(void **state)
{
	static struct plan plan = {.pattern_count = 2};
	static const uint32_t places[] = {1, 20, 30};
	uint64_t code[40] = {0};
	uint32_t sentence = 40;
	double score[3];
	struct window_query query = {.plan = &plan,
		.rank = rank_defaults,
		.words = PASSAGE_WORDS,
		.idf = {1, 2}};
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct match match[] = {
			{.position = 0, .length = 1, .pattern = 0},
			{.position = places[i], .length = 1, .pattern = 1}};
		struct window_region region = {.to = sentence,
			.match = match,
			.match_count = 2,
			.sentence = &sentence,
			.sentence_count = 1,
			.code = code};
		window_choose(&query, &region);
		score[i] = region.score;
	}
	assert_true(score[0] == score[1]);
	/* Together they have the idf 3, apart the better of 1 and 2. */
	double more = score[1] - score[2] - rank_defaults.window;
	assert_true(more < 1e-9 && more > -1e-9);
}

/* A heading names what is asked for; the sentence that has less of it says
 * something. */
static void headings_come_last(void **state)
{
	(void)state;
	struct error err = {0};
	struct fixture fixture;
	struct essay essay = fixture_essay("x", "", false,
		"Keamanan Siber Indonesia\n\nRuang itu dibatasi agar keamanan "
		"warga dapat dijaga dengan baik oleh negara.\n");
	struct essay other = fixture_essay("y", "", false, "Ikan di laut.\n");
	struct essay essays[] = {essay, other};
	fixture_open(&fixture, NULL, NULL, essays, 2);
	struct search_request request = {
		.q = slice_text("keamanan siber Indonesia"),
		.limit = 1,
		.passages = 2};
	struct search_answer *answer = search_run(
		fixture.index, &request, &err);
	support_ok(answer != NULL, err);
	const struct passages *passages = &answer->hit->passages;
	assert_int_equal(passages->count, 2);
	assert_int_equal(passages->passage[0].paragraph, 2);
	assert_int_equal(passages->passage[1].paragraph, 1);
	search_answer_free(answer);
	fixture_close(&fixture);
}

/* ---- near copies ---- */

static struct passage_choice signed_by(unsigned from, unsigned to)
{
	struct passage_choice choice = {0};
	for (unsigned bit = from; bit < to; bit++)
		choice.signature[bit / 64] |= (uint64_t)1 << bit % 64;
	return choice;
}

/* Four words in five of both make a copy, one less does not. */
static void copies_are_near_ones_too(void **state)
{
	static const struct {
		unsigned from, to;
		bool copy;
	} rows[] = {
		{0, 100, true},
		{0, 80, true},
		{0, 79, false},
		{0, 125, true},
		{0, 126, false},
		{20, 100, true},
		{12, 110, true},
		{12, 111, false},
		{100, 200, false},
	};
	(void)state;
	struct passage_choice whole = signed_by(0, 100);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct passage_choice other = signed_by(
			rows[i].from, rows[i].to);
		assert_int_equal(
			passage_choose_is_copy(&whole, &other), rows[i].copy);
		assert_int_equal(
			passage_choose_is_copy(&other, &whole), rows[i].copy);
	}
}

/* ---- memory ---- */

/* Of an essay with many paragraphs that match, most are put aside again. */
static void what_is_put_aside_is_given_back(void **state)
{
	enum { PARAGRAPHS = 600, ROUNDS = 20 };
	(void)state;
	struct buf text = {0};
	for (unsigned n = 0; n < PARAGRAPHS; n++) {
		buf_put_format(&text, "Kata%u", n);
		/* Later ones are better. */
		for (unsigned i = 0; i < 40 - n / 20; i++)
			buf_put_format(&text, " lain%ux%u", n, i);
		buf_put_text(&text, " siber siber.\n\n");
	}
	buf_put_byte(&text, 0);
	struct essay essay = fixture_essay("a", "", false, text.bytes);
	struct fixture fixture;
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct search_request request = {
		.q = slice_text("siber"), .limit = 1, .passages = 3};
	size_t before = 0;
	for (unsigned round = 0; round <= ROUNDS; round++) {
		struct error err = {0};
		struct search_answer *answer = search_run(
			fixture.index, &request, &err);
		support_ok(answer != NULL, err);
		assert_int_equal(
			answer->hit->passages.matches_total, 2 * PARAGRAPHS);
		search_answer_free(answer);
		/* The first one fills what the index keeps. */
		if (round == 0)
			before = support_memory_in_use();
	}
	/* malloc's own caches grow by some hundred bytes in all. */
	assert_in_range(support_memory_in_use(), 0, before + ROUNDS * 1024);
	fixture_close(&fixture);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_at_pieces),
		cmocka_unit_test(window_stays_in_its_region),
		cmocka_unit_test(near_words_score_more),
		cmocka_unit_test(headings_come_last),
		cmocka_unit_test(copies_are_near_ones_too),
		cmocka_unit_test(what_is_put_aside_is_given_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
