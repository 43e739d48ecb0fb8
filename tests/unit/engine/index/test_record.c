/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forward records: what goes in comes out, and damage is an error. */
#include "layout_sentence.h"
#include "record.h"

#include "index_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct world {
	struct support_store store;
	struct morphology *morphology;
	struct analyser *analyser;
	struct pack_book *book;
	struct record_writer *records;
	struct record_reader *reader;
};

static int set_up(void **state)
{
	struct error err;
	struct world *world = calloc(1, sizeof *world);
	*state = world;
	support_store_open(&world->store);
	world->morphology = support_morphology();
	world->analyser = analyser_new(world->morphology, &err);
	world->book = pack_book_new(
		xap_writer_reader(world->store.database), &err);
	world->records = record_writer_new(world->book, &err);
	world->reader = record_reader_new(&world->store.catalogue,
		xap_writer_reader(world->store.database), &err);
	assert_true(world->analyser && world->book && world->records &&
		    world->reader);
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	record_reader_free(world->reader);
	record_writer_free(world->records);
	pack_book_free(world->book);
	analyser_free(world->analyser);
	morphology_free(world->morphology);
	support_store_close(&world->store);
	free(world);
	return 0;
}

static void put(
	struct world *world, const struct essay *essay, uint32_t document)
{
	struct error err;
	support_ok(support_record(world->records, world->analyser, essay,
			   &world->store, document, &err),
		err);
}

/* The codes of tokens must be those of the text, one after the other. */
static void compare_codes(struct world *world, const uint64_t *codes,
	uint32_t count, const struct tokens *tokens)
{
	struct error err;
	uint32_t at = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		const struct word *word = tokens->token[i].word;
		if (tokens->token[i].over) {
			assert_true(at < count);
			assert_true(codes[at++] == CODE_OVER);
		}
		assert_true(at < count);
		assert_true(
			codes[at++] == numbering_code(world->store.numbering,
					       word->form, word->root, &err));
	}
	assert_int_equal(at, count);
}

static uint32_t count_positions(const struct tokens *tokens)
{
	uint32_t positions = 0;
	for (size_t i = 0; i < tokens->count; i++)
		positions += !tokens->token[i].over;
	return positions;
}

/* The sentences of a paragraph, counted again from its text. */
static void compare_sentences(const struct record_block *block,
	const struct record_paragraph *paragraph, struct slice text,
	const struct tokens *tokens)
{
	uint32_t sum = 0;
	const uint32_t *sentence = block->sentence + paragraph->first_sentence;
	assert_true(paragraph->sentence_count > 0);
	for (uint32_t i = 0; i < paragraph->sentence_count; i++)
		sum += sentence[i];
	assert_int_equal(sum, paragraph->token_count);
	/* Where a stored sentence ends, one of the text ends. */
	uint32_t before = 0, stored = 0, stored_end = 0;
	size_t next = 0;
	for (size_t end = 0; end < text.length;) {
		end = layout_sentence_end(text, end);
		for (; next < tokens->count && tokens->token[next].start < end;
			next++)
			before += !tokens->token[next].over;
		if (before > stored_end && stored < paragraph->sentence_count)
			stored_end += sentence[stored++];
		assert_int_equal(stored_end, before);
	}
}

/* What has been read of a record while it is compared. */
struct place {
	uint32_t paragraph, token;
};

static void compare_block(struct world *world, const struct essay *essay,
	const struct layout *layout, const struct record_block *block,
	struct place *at)
{
	struct error err;
	struct tokens tokens = {0};
	struct slice text;
	support_ok(record_text(world->reader, block, &text, &err), err);
	assert_int_equal(text.length, block->text.length);
	if (text.length)
		assert_memory_equal(text.bytes,
			essay->text.bytes + block->text_start, text.length);
	for (uint32_t i = 0; i < block->paragraph_count; i++, at->paragraph++) {
		const struct record_paragraph *paragraph = &block->paragraph[i];
		assert_true(at->paragraph < layout->count);
		const struct layout_paragraph *wanted =
			&layout->paragraph[at->paragraph];
		assert_int_equal(paragraph->place.start, wanted->start);
		assert_int_equal(paragraph->place.end, wanted->end);
		assert_int_equal(
			paragraph->place.first_line, wanted->first_line);
		assert_int_equal(paragraph->place.last_line, wanted->last_line);
		assert_int_equal(paragraph->place.number, wanted->number);
		struct slice own = slice_of(essay->text.bytes + wanted->start,
			wanted->end - wanted->start);
		support_ok(analyse(world->analyser, own, &tokens, &err), err);
		compare_codes(world, block->code + paragraph->first_code,
			paragraph->code_count, &tokens);
		assert_int_equal(paragraph->first_token, at->token);
		assert_int_equal(
			paragraph->token_count, count_positions(&tokens));
		compare_sentences(block, paragraph, own, &tokens);
		at->token += paragraph->token_count;
	}
	tokens_free(&tokens);
}

static void compare_head(struct world *world, const struct essay *essay,
	const struct record *record)
{
	const struct essay *read = &record->essay;
	assert_true(slice_equal(read->id, essay->id));
	assert_true(slice_equal(read->path, essay->path));
	assert_true(slice_equal(read->title, essay->title));
	assert_true(slice_equal(read->author, essay->author));
	assert_true(slice_equal(read->date, essay->date));
	assert_true(slice_equal(read->url, essay->url));
	assert_true(slice_equal(read->kind, essay->kind));
	assert_int_equal(read->source, essay->source);
	assert_int_equal(read->extracted, essay->extracted);
	assert_int_equal(read->titled, essay->titled);
	assert_int_equal(record->text_length, essay->text.length);
	struct error err;
	struct tokens title = {0};
	if (essay->titled)
		support_ok(analyse(world->analyser, essay->title, &title, &err),
			err);
	const uint64_t *code;
	support_ok(record_title(world->reader, record, &code, &err), err);
	compare_codes(world, code, record->title_code_count, &title);
	tokens_free(&title);
}

/* Reads the record back and compares all of it; returns its blocks. */
static uint32_t compare(
	struct world *world, const struct essay *essay, uint32_t document)
{
	struct error err;
	struct record record;
	struct layout layout = {0};
	support_ok(record_read(world->reader, document, &record, &err), err);
	compare_head(world, essay, &record);
	support_ok(layout_read(essay->text, &layout, &err), err);
	struct place at = {0};
	uint32_t end = 0;
	for (uint32_t n = 0; n < record.block_count; n++) {
		struct record_block block;
		support_ok(
			record_block(world->reader, &record, n, &block, &err),
			err);
		assert_int_equal(block.text_start, end);
		end += block.text.length;
		compare_block(world, essay, &layout, &block, &at);
	}
	assert_int_equal(end, essay->text.length);
	assert_int_equal(at.paragraph, layout.count);
	assert_int_equal(at.token, record.token_count);
	assert_int_equal(record.paragraph_count,
		layout.count ? layout.paragraph[layout.count - 1].number : 0);
	struct buf whole = {0};
	support_ok(
		record_whole_text(world->reader, &record, &whole, &err), err);
	assert_true(slice_equal(buf_slice(&whole), essay->text));
	uint32_t blocks = record.block_count;
	buf_free(&whole);
	layout_free(&layout);
	record_free(&record);
	return blocks;
}

static uint32_t round_trip(struct world *world, struct slice text)
{
	struct essay essay = {.id = slice_text("x"), .text = text, .source = 1};
	put(world, &essay, 5);
	return compare(world, &essay, 5);
}

static void small_texts_come_back(void **state)
{
	static const char *const texts[] = {"", " ", "\n\n\n", "a", "...",
		"Satu kalimat.", "Satu. Dua! Tiga? \"Empat.\" Lima",
		"Judul\n\nParagraf satu.\n\nParagraf dua.\n",
		"  di tepi  \n\n\n  lain  ",
		"covid-19 kupu-kupu anak-anaknya Jum'at 1.000.000 a.n. Tn.",
		"\xf0\x9f\x98\x80 \xe4\xb8\xad\xe6\x96\x87 caf\xc3\xa9",
		"- satu\n- dua\n- tiga\n", "baris satu\r\nbaris dua\r\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(round_trip(*state, slice_text(texts[i])), 1);
	assert_int_equal(round_trip(*state, slice_of(NULL, 0)), 1);
}

static void long_texts_take_many_blocks(void **state)
{
	struct world *world = *state;
	uint64_t chance = 3;
	struct buf text = {0};
	while (text.length < 1 << 20)
		support_text(&text, &chance, 2000);
	uint32_t blocks = round_trip(world, buf_slice(&text));
	assert_in_range(blocks, text.length / RECORD_BLOCK_BYTES,
		2 * text.length / RECORD_BLOCK_BYTES + 1);
	/* One paragraph that never ends: blocks are cut between pieces. */
	for (size_t i = 0; i < text.length; i++)
		if (text.bytes[i] == '\n')
			text.bytes[i] = ' ';
	blocks = round_trip(world, buf_slice(&text));
	assert_true(blocks > text.length / RECORD_BLOCK_BYTES / 2);
	/* Not a single place to cut at. */
	for (size_t i = 0; i < text.length; i++)
		text.bytes[i] = 'x';
	round_trip(world, buf_slice(&text));
	/* White space without end. */
	for (size_t i = 0; i < 100000; i++)
		text.bytes[i] = i % 2 ? '\n' : ' ';
	round_trip(world, slice_of(text.bytes, 100000));
	buf_free(&text);
}

static void fields_come_back(void **state)
{
	struct essay essay = {.id = slice_text("a-1"),
		.path = slice_text("folder/esai \xc3\xa9.txt"),
		.title = slice_text("Anak-anak di Jum'at covid-19"),
		.author = slice_text("Chairil Anwar"),
		.date = slice_text("1949-04"),
		.url = slice_text("https://example.org/?a=b&c"),
		.kind = slice_text("md"),
		.text = slice_text("Isi.\n\nLagi."),
		.source = 4000000000};
	for (int flags = 0; flags < 4; flags++) {
		essay.extracted = flags & 1;
		essay.titled = flags & 2;
		put(*state, &essay, 4000000000);
		compare(*state, &essay, 4000000000);
	}
	essay.text = slice_of("", 0);
	put(*state, &essay, 1);
	compare(*state, &essay, 1);
}

static void what_is_not_there_is_not_found(void **state)
{
	struct world *world = *state;
	struct error err;
	struct record record;
	struct essay essay = {.id = slice_text("a"), .text = slice_text("b")};
	put(world, &essay, 7);
	for (uint32_t document = 6; document <= 8; document += 2) {
		assert_false(
			record_read(world->reader, document, &record, &err));
		assert_int_equal(err.code, ERROR_NOT_FOUND);
		record_free(&record);
	}
	compare(world, &essay, 7);
	pending_remove(&world->store.pending, 7);
	assert_false(record_read(world->reader, 7, &record, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	record_free(&record);
}

static void an_unfinished_record_is_forgotten(void **state)
{
	struct world *world = *state;
	struct error err;
	struct essay lost = {
		.id = slice_text("lost"), .text = slice_text("satu dua")};
	struct tokens tokens = {0};
	struct layout_paragraph paragraph = {0, 8, 1, 1, 1, false};
	support_ok(record_start(world->records, &lost, &tokens, &err), err);
	support_ok(
		analyse(world->analyser, slice_text("satu dua"), &tokens, &err),
		err);
	support_ok(record_add(world->records, &paragraph, &tokens, &err), err);
	tokens_free(&tokens);
	round_trip(world, slice_text("tiga empat.\n\nlima"));
}

/* ---- damage ---- */

/* Reads everything that a record points to, so that a sanitizer sees every
 * byte that a search would touch; false when it was found to be damaged. */
static bool touch(struct world *world, uint32_t document, uint64_t *sum)
{
	struct error err = {0};
	struct record record;
	struct buf whole = {0};
	bool ok = record_read(world->reader, document, &record, &err);
	const uint64_t *title = NULL;
	ok = ok && record_title(world->reader, &record, &title, &err);
	for (uint32_t i = 0; ok && i < record.title_code_count; i++)
		*sum += title[i];
	for (uint32_t n = 0; ok && n < record.block_count; n++) {
		struct record_block block;
		struct slice text;
		ok = record_block(world->reader, &record, n, &block, &err) &&
		     record_text(world->reader, &block, &text, &err);
		for (uint32_t i = 0; ok && i < block.paragraph_count; i++) {
			const struct record_paragraph *p = &block.paragraph[i];
			assert_true(p->token_count <= p->code_count);
			assert_true(p->place.start >= block.text_start);
			assert_true(
				p->place.end - block.text_start <= text.length);
			for (uint32_t c = 0; c < p->code_count; c++)
				*sum += block.code[p->first_code + c];
			uint64_t tokens = 0;
			for (uint32_t s = 0; s < p->sentence_count; s++)
				tokens += block.sentence[p->first_sentence + s];
			assert_true(tokens == p->token_count);
			for (uint32_t b = p->place.start; b < p->place.end; b++)
				*sum += (unsigned char)text
						.bytes[b - block.text_start];
		}
	}
	ok = ok && record_whole_text(world->reader, &record, &whole, &err);
	assert_true(
		ok || err.code == ERROR_CORRUPT || err.code == ERROR_NOT_FOUND);
	*sum += whole.length + (ok ? record.essay.id.length : 0);
	buf_free(&whole);
	record_free(&record);
	return ok;
}

/* Changes each byte of the document's record in several ways (of a short one in
 * all), and cuts it at each place. */
static void damage(struct world *world, uint32_t document)
{
	struct pending *pending = &world->store.pending;
	struct buf *value = &pending->bytes;
	uint64_t sum = 0;
	size_t noticed = 0, tried = 0, whole = value->length;
	unsigned step = whole < 256 ? 1 : 51;
	for (size_t i = 0; i < whole; i++)
		for (unsigned flip = step; flip < 256; flip += step) {
			value->bytes[i] = (char)(value->bytes[i] ^ (char)flip);
			noticed += !touch(world, document, &sum);
			value->bytes[i] = (char)(value->bytes[i] ^ (char)flip);
			tried++;
		}
	assert_in_range(noticed, tried / 10, tried);
	/* The largest number there is, in the place of each byte. */
	struct buf changed = {0}, kept = *value;
	static const char largest[] = "\xff\xff\xff\xff\x0f";
	for (size_t i = 0; i < whole; i++) {
		buf_clear(&changed);
		buf_put(&changed, kept.bytes, i);
		buf_put_text(&changed, largest);
		buf_put(&changed, kept.bytes + i + 1, whole - i - 1);
		*value = changed;
		pending->record[0].end = changed.length;
		touch(world, document, &sum);
	}
	*value = kept;
	buf_free(&changed);
	for (size_t length = 0; length < whole; length++) {
		pending->record[0].end = length;
		assert_false(touch(world, document, &sum));
	}
	buf_put_byte(value, 7);
	pending->record[0].end = whole;
	assert_true(touch(world, document, &sum));
}

static void a_damaged_head_is_noticed_or_harmless(void **state)
{
	struct world *world = *state;
	struct essay essay = {.id = slice_text("id"),
		.path = slice_text("a.txt"),
		.title = slice_text("Judul covid-19"),
		.titled = true,
		.text = slice_text("Satu dua tiga. Empat.\n\nAnak-anak lima "
				   "lima lima lima lima lima lima lima lima.")};
	put(world, &essay, 1);
	damage(world, 1);
	essay.text.length = 12; /* stored as it is */
	put(world, &essay, 1);
	damage(world, 1);
}

static void damaged_blocks_are_noticed_or_harmless(void **state)
{
	struct world *world = *state;
	struct buf text = {0};
	uint64_t chance = 9;
	for (int i = 0; i < 2 * RECORD_BLOCK_BYTES - 600; i++)
		buf_put_byte(&text, i % 4000 ? 'y' : '\n');
	buf_put_text(&text, "\n\n");
	support_text(&text, &chance, 250);
	struct essay essay = {.id = slice_text("a"), .text = buf_slice(&text)};
	put(world, &essay, 1);
	assert_int_equal(compare(world, &essay, 1), 3);
	damage(world, 1);
	buf_free(&text);
}

#define RECORD_TEST(test) \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RECORD_TEST(small_texts_come_back),
		RECORD_TEST(long_texts_take_many_blocks),
		RECORD_TEST(fields_come_back),
		RECORD_TEST(what_is_not_there_is_not_found),
		RECORD_TEST(an_unfinished_record_is_forgotten),
		RECORD_TEST(a_damaged_head_is_noticed_or_harmless),
		RECORD_TEST(damaged_blocks_are_noticed_or_harmless),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
