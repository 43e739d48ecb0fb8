/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts packed and unpacked: alone, with a dictionary that is made on the way,
 * and damaged. */
#include "index_support.h"
#include "pack.h"
#include "record.h"
#include "schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>

struct world {
	char *folder;
	struct xap_writer *writer;
	struct xap_reader *reader;
	struct pack_book *book;
	struct packer *packer;
	struct unpacker *unpacker;
};

static int set_up(void **state)
{
	struct error err;
	struct world *world = calloc(1, sizeof *world);
	*state = world;
	world->folder = support_folder();
	world->writer = xap_writer_open(world->folder, &err);
	support_ok(world->writer != NULL, err);
	world->reader = xap_writer_reader(world->writer);
	world->book = pack_book_new(world->reader, &err);
	assert_non_null(world->book);
	world->packer = packer_new(&err);
	world->unpacker = unpacker_new(world->reader, &err);
	assert_true(world->packer && world->unpacker);
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	packer_free(world->packer);
	pack_book_free(world->book);
	unpacker_free(world->unpacker);
	xap_writer_free(world->writer);
	support_remove(world->folder);
	free(world);
	return 0;
}

/* Packs the text, reads it again and returns how it was packed. */
static enum pack_kind round_trip(
	struct world *world, struct slice text, size_t *length)
{
	struct error err;
	struct buf out = {0};
	struct packed packed;
	struct slice found;
	buf_put_text(&out, "vor");
	support_ok(
		packer_put(world->packer, world->book, text, &out, &err), err);
	struct cursor cursor = cursor_of(buf_slice(&out));
	cursor_bytes(&cursor, 3);
	assert_true(packed_read(&cursor, &packed));
	assert_int_equal(packed.length, text.length);
	assert_true(packed.bytes.length <= text.length);
	support_ok(unpacker_read(world->unpacker, &packed, &found, &err), err);
	assert_true(slice_equal(found, text));
	*length = packed.bytes.length;
	buf_free(&out);
	return packed.kind;
}

static void test_alone(void **state)
{
	struct world *world = *state;
	uint64_t seed = 7;
	struct buf text = {0};
	size_t length;
	assert_int_equal(
		round_trip(world, slice_of(NULL, 0), &length), PACK_PLAIN);
	assert_int_equal(
		round_trip(world, slice_text("x"), &length), PACK_PLAIN);
	/* Nothing to gain: bytes as they fall. */
	for (size_t i = 0; i < 300; i++)
		buf_put_byte(&text, (unsigned char)support_random(&seed, 256));
	assert_int_equal(
		round_trip(world, buf_slice(&text), &length), PACK_PLAIN);
	buf_clear(&text);
	support_text(&text, &seed, 3000);
	assert_int_equal(
		round_trip(world, buf_slice(&text), &length), PACK_ALONE);
	assert_true(length < text.length * 3 / 4);
	buf_free(&text);
}

/* Lets the book learn from texts until it has a dictionary; returns how many it
 * took. */
static size_t learn(struct world *world, uint64_t *seed)
{
	struct error err;
	struct slice stored;
	struct buf text = {0};
	for (size_t count = 1;; count++) {
		buf_clear(&text);
		support_text(&text, seed, 60);
		support_ok(pack_book_learn(world->book, buf_slice(&text),
				   world->writer, &err),
			err);
		support_ok(
			xap_reader_meta(world->reader,
				slice_text(SCHEMA_KEY_PACKING), &stored, &err),
			err);
		if (stored.length == 0) {
			assert_true(count < PACK_SAMPLE_BYTES / 60);
			continue;
		}
		assert_true(stored.length <= PACK_DICTIONARY_BYTES);
		buf_free(&text);
		return count;
	}
}

static void test_dictionary(void **state)
{
	struct world *world = *state;
	struct error err;
	uint64_t seed = 11;
	size_t alone = 0, with = 0, length;
	struct buf text = {0};
	for (size_t i = 0; i < 50; i++) {
		uint64_t own = 1000 + i;
		buf_clear(&text);
		support_text(&text, &own, 60);
		assert_int_equal(round_trip(world, buf_slice(&text), &length),
			PACK_ALONE);
		alone += length;
	}
	assert_true(learn(world, &seed) > 100);
	for (size_t i = 0; i < 50; i++) {
		uint64_t own = 1000 + i;
		buf_clear(&text);
		support_text(&text, &own, 60);
		assert_int_equal(round_trip(world, buf_slice(&text), &length),
			PACK_WITH_DICTIONARY);
		with += length;
	}
	assert_true(with * 10 < alone * 9);
	/* What goes before makes no difference: here, a long text that cannot
	 * get smaller. */
	struct buf odd = {0};
	size_t usual;
	round_trip(world, buf_slice(&text), &usual);
	while (odd.length <= PACK_SHORT_BYTES)
		buf_put_byte(&odd, (unsigned char)support_random(&seed, 256));
	assert_int_equal(
		round_trip(world, buf_slice(&odd), &length), PACK_PLAIN);
	round_trip(world, buf_slice(&text), &length);
	assert_int_equal(length, usual);
	buf_free(&odd);
	/* Who opens the index later has it from there. */
	pack_book_free(world->book);
	world->book = pack_book_new(world->reader, &err);
	assert_non_null(world->book);
	assert_int_equal(round_trip(world, buf_slice(&text), &length),
		PACK_WITH_DICTIONARY);
	/* Long ones do without it. */
	buf_clear(&text);
	support_text(&text, &seed, 3000);
	assert_int_equal(
		round_trip(world, buf_slice(&text), &length), PACK_ALONE);
	buf_free(&text);
}

/* A dictionary that is worth nothing does no harm. */
static void test_nothing_in_common(void **state)
{
	struct world *world = *state;
	struct error err;
	uint64_t seed = 17;
	struct buf text = {0};
	size_t length;
	for (size_t i = 0; i < PACK_SAMPLE_BYTES; i++)
		support_ok(pack_book_learn(world->book, slice_text("a"),
				   world->writer, &err),
			err);
	support_text(&text, &seed, 200);
	round_trip(world, buf_slice(&text), &length);
	assert_true(length < text.length * 3 / 4);
	buf_free(&text);
}

/* Packs a text with a dictionary that was made of others. */
static void put_with_dictionary(
	struct world *world, uint64_t seed, struct buf *out)
{
	struct error err;
	struct buf text = {0};
	learn(world, &seed);
	support_text(&text, &seed, 60);
	support_ok(packer_put(world->packer, world->book, buf_slice(&text), out,
			   &err),
		err);
	buf_free(&text);
}

/* Whatever is changed in a packed text gives an error or a text of its length,
 * never more. */
static void test_damaged(void **state)
{
	struct world *world = *state;
	struct error err;
	struct buf out = {0};
	struct packed packed;
	struct slice found;
	put_with_dictionary(world, 5, &out);
	size_t refused = 0;
	for (size_t i = 0; i < out.length * 8; i++) {
		out.bytes[i / 8] ^= (char)(1 << i % 8);
		struct cursor cursor = cursor_of(buf_slice(&out));
		if (packed_read(&cursor, &packed) &&
			unpacker_read(world->unpacker, &packed, &found, &err))
			assert_int_equal(found.length, packed.length);
		else
			refused++;
		out.bytes[i / 8] ^= (char)(1 << i % 8);
	}
	assert_true(refused > 16);
	for (size_t length = 0; length < out.length; length++) {
		struct cursor cursor = cursor_of(slice_of(out.bytes, length));
		assert_false(
			packed_read(&cursor, &packed) &&
			unpacker_read(world->unpacker, &packed, &found, &err));
	}
	buf_free(&out);
}

/* An index that lost its dictionary says so. */
static void test_lost(void **state)
{
	struct world *world = *state;
	struct error err;
	struct buf out = {0};
	struct packed packed;
	struct slice found;
	put_with_dictionary(world, 3, &out);
	support_ok(xap_writer_set_meta(world->writer,
			   slice_text(SCHEMA_KEY_PACKING), slice_of(NULL, 0),
			   &err),
		err);
	struct cursor cursor = cursor_of(buf_slice(&out));
	assert_true(packed_read(&cursor, &packed));
	assert_false(unpacker_read(world->unpacker, &packed, &found, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	buf_free(&out);
}

/* A record that was prepared before there was a dictionary, and is stored
 * after, is the same as one that was prepared after. */
static void test_order_alone_decides(void **state)
{
	struct world *world = *state;
	struct error err;
	uint64_t seed = 13;
	struct buf text = {0}, early = {0}, late = {0};
	struct morphology *morphology = support_morphology();
	struct analyser *analyser = analyser_new(morphology, &err);
	struct record_writer *records = record_writer_new(world->book, &err);
	struct tokens none = {0};
	assert_true(analyser && records);
	support_text(&text, &seed, 60);
	struct essay essay = {.id = slice_text("x"), .text = buf_slice(&text)};
	support_ok(record_start(records, &essay, &none, &err), err);
	learn(world, &seed);
	support_ok(
		record_finish(records, world->writer, NULL, &early, &err), err);
	support_ok(record_start(records, &essay, &none, &err), err);
	support_ok(
		record_finish(records, world->writer, NULL, &late, &err), err);
	assert_true(early.length > 0 && early.length < text.length);
	assert_true(slice_equal(buf_slice(&early), buf_slice(&late)));
	buf_free(&early);
	buf_free(&late);
	buf_free(&text);
	record_writer_free(records);
	analyser_free(analyser);
	morphology_free(morphology);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_dictionary, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_nothing_in_common, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_damaged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_lost, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_order_alone_decides, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
