/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Essays of many blocks: the lists of blocks by root, and that queries,
 * passages and highlights are those of an essay that is read whole. */
#include "lexicon.h"
#include "schema.h"
#include "search_reference.h"
#include "search_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ESSAYS = 6 };

/* Essays of parts that queries meet in, far from each other. */
struct shelf {
	struct fixture fixture;
	struct index *index;
	uint64_t chance;
	struct buf text[ESSAYS];
	struct essay essay[ESSAYS];
	struct reference_essay reading[ESSAYS];
};

static void put_filler(struct buf *out)
{
	for (unsigned i = 0; i < 2600; i++)
		buf_put_format(out, "%s%u%s", i % 60 ? "isian" : "\n\nisian",
			i * 7 % 1000, i % 12 == 11 ? ". " : " ");
	buf_put_text(out, "\n\n");
}

static void shelf_open(struct shelf *shelf, uint64_t seed)
{
	static const char *const ids[ESSAYS] = {"a", "b", "c", "d", "e", "f"};
	shelf->chance = seed;
	for (size_t i = 0; i < ESSAYS; i++) {
		struct buf *text = &shelf->text[i];
		for (unsigned part = 0; part < 6 + i; part++) {
			put_filler(text);
			if (part % 2 == i % 2)
				chance_text(&shelf->chance, 3, text);
			buf_put_text(text, "\n\n");
		}
		buf_put_byte(text, 0);
		assert_false(text->failed);
		shelf->essay[i] = fixture_essay(ids[i], "", false, text->bytes);
	}
	fixture_open(&shelf->fixture, NULL, NULL, shelf->essay, ESSAYS);
	shelf->index = shelf->fixture.index;
	for (size_t i = 0; i < ESSAYS; i++)
		reference_read(
			&shelf->reading[i], shelf->index, &shelf->essay[i]);
}

static void shelf_close(struct shelf *shelf)
{
	for (size_t i = 0; i < ESSAYS; i++) {
		reference_free(&shelf->reading[i]);
		buf_free(&shelf->text[i]);
	}
	fixture_close(&shelf->fixture);
}

static bool was_loosened(const struct search_answer *answer)
{
	for (size_t i = 0; i < answer->query->note_count; i++)
		if (answer->query->note[i].kind == QUERY_NOTE_NO_PHRASE)
			return true;
	return false;
}

/* The hit's passages mark what is to be shown, and show it where there is
 * something. */
static size_t check_hit(struct shelf *shelf, const struct search_hit *hit,
	const struct query *query, enum plan_mode mode)
{
	struct reference_matches shown;
	size_t marks = 0;
	reference_shown(shelf->index, &shelf->reading[hit->document - 1], query,
		mode, &shown);
	assert_int_equal(hit->passages.matches_total > 0, shown.count > 0);
	for (size_t i = 0; i < hit->passages.count; i++) {
		const struct passage *passage = &hit->passages.passage[i];
		assert_true(
			(passage->highlight_count > 0) == (shown.count > 0));
		for (size_t k = 0; k < passage->highlight_count; k++) {
			bool known = false;
			for (size_t m = 0; m < shown.count && !known; m++)
				known = shown.match[m].start ==
						passage->highlight[k].start &&
					shown.match[m].end ==
						passage->highlight[k].end;
			assert_true(known);
			marks++;
		}
	}
	free(shown.match);
	return marks;
}

static void random_queries(void **state)
{
	(void)state;
	enum { QUERIES = 300 };
	static struct shelf shelf;
	struct buf q = {0};
	size_t marks = 0, truths = 0;
	shelf_open(&shelf, 9);
	for (size_t n = 0; n < QUERIES; n++) {
		struct error err = {0};
		buf_clear(&q);
		chance_query(&shelf.chance, &q);
		struct query *query = query_parse(buf_slice(&q), false, &err);
		if (!query)
			continue;
		struct search_request request = {.q = query->text,
			.mode = n % 5   ? PLAN_MODE_STEM
				: n % 2 ? PLAN_MODE_EXACT
					: PLAN_MODE_FAMILY,
			.limit = ESSAYS,
			.passages = 3};
		struct search_answer *answer = search_run(
			shelf.index, &request, &err);
		bool found[ESSAYS] = {false};
		if (!answer && err.code == ERROR_LIMIT) {
			query_free(query);
			continue;
		}
		support_ok(answer != NULL, err);
		for (size_t i = 0; i < answer->hit_count; i++) {
			found[answer->hit[i].document - 1] = true;
			if (!was_loosened(answer))
				marks += check_hit(&shelf, &answer->hit[i],
					query, request.mode);
		}
		for (size_t i = 0; i < ESSAYS && !was_loosened(answer); i++) {
			bool truth = reference_holds(shelf.index,
				&shelf.reading[i], query, request.mode);
			if (found[i] != truth)
				print_error("%.*s: essay %zu\n", (int)q.length,
					q.bytes, i + 1);
			assert_int_equal(found[i], truth);
			truths += truth;
		}
		search_answer_free(answer);
		query_free(query);
	}
	buf_free(&q);
	shelf_close(&shelf);
	assert_true(truths > QUERIES / 2 && marks > QUERIES);
}

/* ---- the lists ---- */

static uint32_t root_of(const struct catalogue *catalogue, const char *word)
{
	struct slice form = slice_text(word);
	return code_root(lexicon_code(catalogue, form, form));
}

/* Whether a block of the record holds the root, by its codes. */
static bool holds_root(struct record_reader *reader,
	const struct record *record, uint32_t n, uint32_t root)
{
	struct error err;
	struct record_block block;
	support_ok(record_block(reader, record, n, &block, &err), err);
	for (uint32_t i = 0; i < block.code_count; i++) {
		uint64_t code = block.code[i];
		if (code != CODE_OVER && code_root(code) == root)
			return true;
	}
	return false;
}

static void lists_say_what_blocks_hold(void **state)
{
	(void)state;
	static struct shelf shelf;
	struct error err;
	shelf_open(&shelf, 3);
	struct index *index = shelf.index;
	for (uint32_t document = 1; document <= ESSAYS; document++) {
		struct record record;
		support_ok(record_read(index->records, document, &record, &err),
			err);
		assert_true(record_is_long(record.block_count));
		for (uint32_t i = 0; i < 300; i++) {
			char word[16];
			uint64_t set = 0;
			/* isian1000 and after stand nowhere */
			snprintf(word, sizeof word, "isian%u", i * 7);
			uint32_t root = root_of(index->catalogue, word);
			support_ok(record_root_blocks(
					   &record, &root, 1, &set, &err),
				err);
			for (uint32_t n = 0; n < record.block_count; n++)
				assert_int_equal(set >> n & 1,
					holds_root(index->records, &record, n,
						root));
		}
		record_free(&record);
	}
	shelf_close(&shelf);
}

/* Roots that are asked for at once have each its own set, in any order, also
 * one that is asked for twice. */
static void lists_of_many_roots(void **state)
{
	(void)state;
	enum { ROOTS = 40 };
	static struct shelf shelf;
	struct error err;
	struct record record;
	uint32_t root[ROOTS];
	uint64_t set[ROOTS] = {0};
	size_t some = 0;
	shelf_open(&shelf, 3);
	struct index *index = shelf.index;
	support_ok(record_read(index->records, 1, &record, &err), err);
	assert_int_equal(RECORD_SET_WORDS(record.block_count), 1);
	for (uint32_t i = 0; i < ROOTS; i++) {
		char word[16];
		snprintf(word, sizeof word, "isian%u", i * 7919 % 37 * 31);
		root[i] = root_of(index->catalogue, word);
	}
	support_ok(record_root_blocks(&record, root, ROOTS, set, &err), err);
	for (uint32_t i = 0; i < ROOTS; i++) {
		some += set[i] != 0;
		for (uint32_t n = 0; n < record.block_count; n++)
			assert_int_equal(
				set[i] >> n & 1, holds_root(index->records,
							 &record, n, root[i]));
	}
	assert_true(some > ROOTS / 2);
	record_free(&record);
	shelf_close(&shelf);
}

/* An essay of `blocks` paragraphs of a block each; the numbered words stand in
 * the block of their number alone. */
static void put_blocks(struct buf *text, unsigned blocks)
{
	for (unsigned n = 0; n < blocks; n++) {
		size_t start = text->length;
		buf_put_format(text, "Biasa nomor%u.\n", n);
		while (text->length - start < RECORD_BLOCK_BYTES - 2000)
			buf_put_text(text, "Biasa saja isi baris ini dan "
					   "tidak lain.\n");
		buf_put_text(text, "\n");
	}
	buf_put_byte(text, 0);
}

static void best_blocks(void **state)
{
	(void)state;
	struct buf text = {0};
	struct fixture fixture;
	struct error err;
	struct record record;
	put_blocks(&text, 100);
	struct essay essay = fixture_essay("x", "", false, text.bytes);
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct index *index = fixture.index;
	support_ok(record_read(index->records, 1, &record, &err), err);
	assert_true(record.block_count > 80);
	uint32_t root[] = {root_of(index->catalogue, "biasa"),
		root_of(index->catalogue, "nomor77"),
		root_of(index->catalogue, "nomor3"),
		root_of(index->catalogue, "takada")};
	double weight[] = {1, 5, 4, 9};
	uint32_t block[3], count;
	support_ok(record_best_blocks(
			   &record, root, weight, 4, 3, block, &count, &err),
		err);
	assert_int_equal(count, 3);
	/* in the order of the text, one of the ties first */
	assert_true(block[0] < block[1] && block[1] < block[2]);
	assert_true(holds_root(index->records, &record, block[1], root[2]) ||
		    holds_root(index->records, &record, block[0], root[2]));
	assert_true(holds_root(index->records, &record, block[2], root[1]));
	support_ok(record_best_blocks(&record, root + 3, weight + 3, 1, 3,
			   block, &count, &err),
		err);
	assert_int_equal(count, 0);
	record_free(&record);
	fixture_close(&fixture);
	buf_free(&text);
}

/* A rare word in the last block is found and shown beside a word that stands in
 * every block, and the totals say that they are lower bounds. */
static void rare_word_far_behind(void **state)
{
	(void)state;
	struct buf text = {0};
	struct fixture fixture;
	struct error err = {0};
	put_blocks(&text, 100);
	struct essay essay = fixture_essay("x", "", false, text.bytes);
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct search_request request = {
		.q = slice_text("biasa nomor99"), .limit = 1, .passages = 2};
	struct search_answer *answer = search_run(
		fixture.index, &request, &err);
	support_ok(answer != NULL, err);
	assert_int_equal(answer->hit_count, 1);
	const struct passages *passages = &answer->hit->passages;
	assert_false(passages->totals_exact);
	assert_true(passages->matches_total > 1000);
	assert_non_null(strstr(passages->passage[0].text.bytes, "nomor99"));
	search_answer_free(answer);
	request.q = slice_text("nomor99");
	answer = search_run(fixture.index, &request, &err);
	support_ok(answer != NULL, err);
	passages = &answer->hit->passages;
	assert_true(passages->totals_exact);
	assert_int_equal(passages->matches_total, 1);
	search_answer_free(answer);
	/* a form that is left out is not found by its root's lists */
	request.q = slice_text("nomor99 -takada");
	request.exclude = slice_text("nomor99");
	answer = search_run(fixture.index, &request, &err);
	support_ok(answer != NULL, err);
	assert_int_equal(answer->hit_count, 0);
	search_answer_free(answer);
	fixture_close(&fixture);
	buf_free(&text);
}

/* The second stage sees a match behind the blocks that it would read first, and
 * the place of it: the later it stands, the less it counts. */
static void judged_by_a_late_block(void **state)
{
	(void)state;
	struct buf text = {0};
	struct fixture fixture;
	struct error err = {0};
	put_blocks(&text, 40);
	struct essay essay = fixture_essay("x", "", false, text.bytes);
	fixture_open(&fixture, NULL, NULL, &essay, 1);
	struct search_request request = {
		.q = slice_text("nomor39 biasa"), .limit = 1, .explain = true};
	struct search_answer *answer = search_run(
		fixture.index, &request, &err);
	support_ok(answer != NULL, err);
	request.q = slice_text("nomor39");
	struct search_answer *alone = search_run(fixture.index, &request, &err);
	support_ok(alone != NULL, err);
	const struct explain_reasons *why = &answer->hit->explanation;
	double part[EXPLAIN_KINDS] = {0}, sum = 0, late = 0;
	for (size_t i = 0; i < why->part_count; i++) {
		part[why->part[i].kind] += why->part[i].score;
		sum += why->part[i].score;
	}
	why = &alone->hit->explanation;
	for (size_t i = 0; i < why->part_count; i++)
		if (why->part[i].kind == EXPLAIN_FIRST)
			late += why->part[i].score;
	assert_true(fabs(sum - answer->hit->score) < 1e-6);
	assert_true(part[EXPLAIN_WINDOW] > 0);
	assert_true(part[EXPLAIN_STRETCH] > 0);
	/* One word begins the essay, the other stands far behind. */
	assert_true(late > 0 && late < part[EXPLAIN_FIRST] / 4);
	search_answer_free(alone);
	search_answer_free(answer);
	fixture_close(&fixture);
	buf_free(&text);
}

/* Changes each byte of the record's lists in turn and reads them; returns how
 * often that was noticed. */
static size_t read_damaged(
	struct support_store *store, struct record_reader *reader)
{
	struct error err = {0};
	struct record record;
	size_t noticed = 0;
	support_ok(record_read(reader, 1, &record, &err), err);
	assert_true(record.roots.length > 20);
	char *lists = store->pending.bytes.bytes + store->pending.bytes.length -
		      record.roots.length;
	for (size_t at = 0; at < record.roots.length; at++) {
		lists[at] ^= 0x7F;
		for (uint32_t root = 0; root < 1 << 20; root += 4099) {
			uint64_t set = 0;
			if (!record_root_blocks(
				    &record, &root, 1, &set, &err)) {
				assert_int_equal(err.code, ERROR_CORRUPT);
				noticed++;
			}
			assert_true(set >> record.block_count == 0);
		}
		lists[at] ^= 0x7F;
	}
	record_free(&record);
	return noticed;
}

/* What was stored is never trusted: any byte of a list may be wrong. */
static void damaged_lists(void **state)
{
	(void)state;
	struct buf text = {0};
	struct error err;
	struct support_store store;
	support_store_open(&store);
	struct xap_reader *database = xap_writer_reader(store.database);
	struct morphology *morphology = support_morphology();
	struct analyser *analyser = analyser_new(morphology, &err);
	struct pack_book *book = pack_book_new(database, &err);
	assert_non_null(book);
	struct record_writer *records = record_writer_new(book, &err);
	struct record_reader *reader = record_reader_new(
		&store.catalogue, database, &err);
	assert_true(analyser && records && reader);
	put_blocks(&text, 6);
	struct essay essay = {.id = slice_text("x"), .text = buf_slice(&text)};
	support_ok(support_record(records, analyser, &essay, &store, 1, &err),
		err);
	assert_true(read_damaged(&store, reader) > 0);
	buf_free(&text);
	record_reader_free(reader);
	record_writer_free(records);
	pack_book_free(book);
	analyser_free(analyser);
	morphology_free(morphology);
	support_store_close(&store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_queries),
		cmocka_unit_test(lists_say_what_blocks_hold),
		cmocka_unit_test(lists_of_many_roots),
		cmocka_unit_test(best_blocks),
		cmocka_unit_test(rare_word_far_behind),
		cmocka_unit_test(judged_by_a_late_block),
		cmocka_unit_test(damaged_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
