/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index that was edited again and again against one made anew. */
#include "index_fixture.h"

#include "column.h"
#include "lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ESSAYS = 40, EDITS = 300 };

struct world {
	struct fixture *fixture;
	/* What the index should hold; an empty text is no essay. */
	struct buf text[ESSAYS], title[ESSAYS];
};

static void make_essay(
	struct world *world, size_t i, char id[32], struct essay *essay)
{
	snprintf(id, 32, "essay-%zu", i);
	*essay = (struct essay){.id = slice_text(id),
		.path = slice_text("esai/x.txt"),
		.title = buf_slice(&world->title[i]),
		.author = slice_text(i % 3 ? "Pramoedya" : ""),
		.date = slice_text(i % 4 ? "1949-04-28" : ""),
		.text = buf_slice(&world->text[i]),
		.source = 1 + (uint32_t)(i % 2),
		.titled = i % 2 == 1};
}

/* Gives one essay another text, or removes it. */
static void edit(struct world *world)
{
	struct error err;
	struct essay essay;
	char id[32];
	uint32_t document;
	size_t i = support_random(&world->fixture->chance, ESSAYS);
	make_essay(world, i, id, &essay);
	support_ok(index_writer_find(
			   world->fixture->writer, essay.id, &document, &err),
		err);
	assert_int_equal(document != 0, essay.text.length != 0);
	buf_clear(&world->text[i]);
	buf_clear(&world->title[i]);
	if (support_random(&world->fixture->chance, 4) == 0) {
		if (document)
			support_ok(index_writer_remove(world->fixture->writer,
					   document, &err),
				err);
		return;
	}
	/* Now and then one of several blocks. */
	uint32_t words = support_random(&world->fixture->chance, 30) ? 150
								     : 6000;
	support_text(&world->text[i], &world->fixture->chance,
		1 + support_random(&world->fixture->chance, words));
	/* What has no words must be forgotten as it was written. */
	if (world->text[i].length % 3 == 0)
		buf_put_text(&world->text[i],
			"\n\nBERI NILAI\n\nKirim\n\nBaca juga: Lain\n");
	support_text(&world->title[i], &world->fixture->chance,
		support_random(&world->fixture->chance, 5));
	make_essay(world, i, id, &essay);
	support_ok(index_writer_put(
			   world->fixture->writer, &essay, &document, &err),
		err);
}

static bool dump_entry(void *context, const struct lexicon_entry *entry)
{
	buf_put_string(context, entry->form);
	buf_put_string(context, entry->root);
	buf_put_varint(context, entry->occurrences);
	buf_put_varint(context, entry->documents);
	return true;
}

static void dump_lexicon(struct index *index, struct buf *out)
{
	struct error err;
	support_ok(lexicon_each(index->catalogue, dump_entry, out, &err), err);
	assert_false(out->failed);
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* "id score" of all that the term finds, sorted. */
static void dump_answer(struct index *index, struct slice term, struct buf *out)
{
	struct error err;
	char line[ESSAYS][64];
	struct xap_query *query = xap_query_term(term, &err);
	struct xap_search search = {.limit = ESSAYS,
		.check_at_least = ESSAYS,
		.weights = {index->saturation, RANK_CODES, 1.25}};
	struct xap_results *results = xap_search_run(
		index->reader, query, &search, &err);
	support_ok(results != NULL, err);
	uint32_t count = xap_results_count(results);
	for (uint32_t i = 0; i < count; i++) {
		struct record record;
		support_ok(record_read(index->records,
				   xap_results_document(results, i), &record,
				   &err),
			err);
		snprintf(line[i], sizeof line[i], "%.*s %.12f",
			(int)record.essay.id.length, record.essay.id.bytes,
			xap_results_score(results, i));
		record_free(&record);
	}
	qsort(line, count, sizeof *line, compare_lines);
	for (uint32_t i = 0; i < count; i++)
		buf_put_format(out, "%s\n", line[i]);
	assert_false(out->failed);
	xap_results_free(results);
	xap_query_free(query);
}

static size_t compare_answers(
	struct index *a, struct index *b, struct slice lexicon)
{
	size_t asked = 0;
	struct cursor cursor = cursor_of(lexicon);
	while (cursor.at < cursor.end) {
		cursor_string(&cursor);
		struct slice root = cursor_string(&cursor);
		cursor_varint(&cursor);
		cursor_varint(&cursor);
		struct buf answers[2] = {{0}, {0}};
		dump_answer(a, root, &answers[0]);
		dump_answer(b, root, &answers[1]);
		assert_true(answers[0].length > 0);
		assert_true(slice_equal(
			buf_slice(&answers[0]), buf_slice(&answers[1])));
		buf_free(&answers[0]);
		buf_free(&answers[1]);
		asked++;
	}
	return asked;
}

/* Documents that the segments hold, the dead ones too; how many are dead. */
static uint32_t count_stored(const struct index *index, uint32_t *dead)
{
	uint32_t documents = 0;
	*dead = 0;
	for (size_t i = 0; i < index->catalogue->count; i++) {
		documents += index->catalogue->segment[i]->info.documents;
		*dead += index->catalogue->segment[i]->info.dead;
	}
	return documents;
}

static void compare_records(struct world *world, struct index *index)
{
	for (size_t i = 0; i < ESSAYS; i++) {
		struct error err;
		struct essay essay;
		struct record record;
		struct buf text = {0};
		char id[32];
		uint32_t document;
		make_essay(world, i, id, &essay);
		support_ok(index_find(index, essay.id, &document, &err), err);
		assert_int_equal(document != 0, essay.text.length != 0);
		if (!document)
			continue;
		support_ok(record_read(index->records, document, &record, &err),
			err);
		support_ok(
			record_whole_text(index->records, &record, &text, &err),
			err);
		assert_true(slice_equal(buf_slice(&text), essay.text));
		assert_true(slice_equal(record.essay.title, essay.title));
		record_free(&record);
		buf_free(&text);
	}
}

/* What the columns have of a document. */
static void dump_columns(
	struct index *index, uint32_t document, struct buf *out)
{
	struct error err;
	size_t place;
	const struct segment *segment = catalogue_segment(
		index->catalogue, document);
	assert_non_null(segment);
	assert_true(segment_place(segment, document, &place));
	for (unsigned id = 0; id < COLUMN_COUNT; id++) {
		struct column column;
		struct slice string = {0};
		support_ok(
			column_open(segment, (enum column_id)id, &column, &err),
			err);
		uint32_t number = column_number(&column, place);
		struct column_text text = column_text_of(&column);
		if (number)
			support_ok(
				column_text_read(&text, number, &string, &err),
				err);
		buf_put_string(out, string);
		column_text_free(&text);
	}
	assert_false(out->failed);
}

static void compare_columns(
	struct world *world, struct index *a, struct index *b)
{
	size_t with_title = 0;
	for (size_t i = 0; i < ESSAYS; i++) {
		struct error err;
		struct essay essay;
		struct buf columns[2] = {{0}, {0}};
		char id[32];
		uint32_t document;
		make_essay(world, i, id, &essay);
		if (essay.text.length == 0)
			continue;
		support_ok(index_find(a, essay.id, &document, &err), err);
		dump_columns(a, document, &columns[0]);
		support_ok(index_find(b, essay.id, &document, &err), err);
		dump_columns(b, document, &columns[1]);
		assert_true(slice_equal(
			buf_slice(&columns[0]), buf_slice(&columns[1])));
		struct cursor cursor = cursor_of(buf_slice(&columns[0]));
		assert_true(slice_equal(cursor_string(&cursor), essay.date));
		with_title += cursor_string(&cursor).length > 0;
		assert_true(slice_equal(cursor_string(&cursor), essay.id));
		assert_int_equal(cursor_string(&cursor).length,
			essay.author.length ? 2 * essay.author.length + 1 : 0);
		assert_true(slice_equal(cursor_string(&cursor), essay.path));
		assert_true(slice_equal(
			cursor_string(&cursor), slice_text("esai")));
		buf_free(&columns[0]);
		buf_free(&columns[1]);
	}
	assert_true(with_title > 0);
}

static void compare_with_fresh(struct world *world)
{
	struct error err;
	char *fresh = support_path(world->fixture->folder, "fresh");
	struct index_writer *writer = index_writer_open(
		fresh, world->fixture->morphology, true, &err);
	support_ok(writer != NULL, err);
	uint32_t wanted = 0;
	for (size_t i = 0; i < ESSAYS; i++) {
		struct essay essay;
		char id[32];
		uint32_t document = 0;
		make_essay(world, i, id, &essay);
		if (essay.text.length == 0)
			continue;
		support_ok(
			index_writer_put(writer, &essay, &document, &err), err);
		wanted++;
	}
	support_ok(index_writer_commit(writer, &err), err);
	support_ok(index_writer_publish(writer, &err), err);
	index_writer_free(writer);

	struct index *a = fixture_open_index(world->fixture->path),
		     *b = fixture_open_index(fresh);
	assert_int_equal(a->documents, wanted);
	assert_int_equal(b->documents, wanted);
	assert_true(a->totals.tokens == b->totals.tokens);
	assert_true(a->totals.text_bytes == b->totals.text_bytes);
	assert_memory_equal(a->saturation, b->saturation, sizeof a->saturation);
	struct buf lexicon[2] = {{0}, {0}};
	dump_lexicon(a, &lexicon[0]);
	dump_lexicon(b, &lexicon[1]);
	assert_true(
		slice_equal(buf_slice(&lexicon[0]), buf_slice(&lexicon[1])));
	assert_true(compare_answers(a, b, buf_slice(&lexicon[0])) > 300);
	compare_records(world, a);
	compare_records(world, b);
	compare_columns(world, a, b);
	uint32_t dead;
	assert_int_equal(count_stored(a, &dead) - dead, wanted);
	assert_int_equal(count_stored(b, &dead), wanted);
	assert_int_equal(dead, 0);
	buf_free(&lexicon[0]);
	buf_free(&lexicon[1]);
	index_close(a);
	index_close(b);
	free(fresh);
}

static void edits_end_in_what_a_fresh_build_gives(void **state)
{
	struct world *world = calloc(1, sizeof *world);
	world->fixture = *state;
	fixture_open_writer(world->fixture, false);
	for (int i = 0; i < EDITS; i++) {
		edit(world);
		if (i % 13 == 0)
			fixture_commit(world->fixture);
		if (i % 50 == 0) {
			fixture_commit(world->fixture);
			fixture_close_writer(world->fixture);
			fixture_open_writer(world->fixture, false);
		}
	}
	fixture_commit(world->fixture);
	fixture_close_writer(world->fixture);
	compare_with_fresh(world);
	for (size_t i = 0; i < ESSAYS; i++) {
		buf_free(&world->text[i]);
		buf_free(&world->title[i]);
	}
	free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			edits_end_in_what_a_fresh_build_gives, fixture_set_up,
			fixture_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
