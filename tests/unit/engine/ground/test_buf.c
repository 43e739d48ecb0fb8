/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices, buffers, cursors, the arena; errors; hashes. */
#include "buf.h"
#include "errors.h"
#include "hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <errno.h>
#include <stdalign.h>

static void test_slice_order(void **state)
{
	(void)state;
	/* In order; each is equal to itself alone. */
	static const char *const sorted[] = {
		"", "a", "aa", "ab", "b", "b\x7f", "b\x80", "b\xff"};
	size_t count = sizeof sorted / sizeof *sorted;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < count; k++) {
			struct slice a = slice_text(sorted[i]);
			struct slice b = slice_text(sorted[k]);
			int order = slice_compare(a, b);
			assert_int_equal(
				(order > 0) - (order < 0), (i > k) - (i < k));
			assert_int_equal(slice_equal(a, b), i == k);
		}
	}
	assert_true(slice_equal(slice_of(NULL, 0), slice_text("")));
	assert_int_equal(slice_text(NULL).length, 0);
}

static void test_buf_grows(void **state)
{
	(void)state;
	struct buf buf = {0};
	for (unsigned i = 0; i < 1000; i++)
		buf_put_format(&buf, "%u,", i);
	assert_false(buf.failed);
	assert_int_equal(buf.length, 10 * 2 + 90 * 3 + 900 * 4);
	assert_memory_equal(buf.bytes, "0,1,2,", 6);
	assert_memory_equal(buf.bytes + buf.length - 8, "998,999,", 8);
	buf_clear(&buf);
	assert_int_equal(buf.length, 0);
	buf_put_text(&buf, "sur");
	buf_put_byte(&buf, 'e');
	buf_put_slice(&buf, slice_of(NULL, 0));
	buf_put(&buf, "l", 1);
	assert_true(slice_equal(buf_slice(&buf), slice_text("surel")));
	buf_free(&buf);
	assert_null(buf.bytes);
}

static void test_buf_fails_once_and_stays(void **state)
{
	(void)state;
	struct buf buf = {0};
	buf_put_text(&buf, "isi");
	assert_false(buf_reserve(&buf, SIZE_MAX));
	assert_true(buf.failed);
	buf_put_text(&buf, " tidak ditambah");
	assert_true(slice_equal(buf_slice(&buf), slice_text("isi")));
	buf_clear(&buf);
	buf_put_text(&buf, "lagi");
	assert_false(buf.failed);
	assert_true(slice_equal(buf_slice(&buf), slice_text("lagi")));
	buf_free(&buf);
}

static void test_numbers_come_back(void **state)
{
	(void)state;
	static const struct {
		uint64_t value;
		size_t bytes;
	} rows[] = {{0, 1}, {127, 1}, {128, 2}, {16383, 2}, {16384, 3},
		{UINT32_MAX, 5}, {UINT64_MAX, 10}};
	struct buf buf = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t before = buf.length;
		buf_put_varint(&buf, rows[i].value);
		assert_int_equal(buf.length - before, rows[i].bytes);
	}
	buf_put_u32(&buf, 0x01020304);
	buf_put_string(&buf, slice_text("roti"));
	buf_put_string(&buf, slice_text(""));
	struct cursor in = cursor_of(buf_slice(&buf));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(cursor_varint(&in) == rows[i].value);
	assert_int_equal(*in.at, 4); /* little endian */
	assert_int_equal(cursor_u32(&in), 0x01020304);
	assert_true(slice_equal(cursor_string(&in), slice_text("roti")));
	assert_int_equal(cursor_string(&in).length, 0);
	assert_false(in.failed);
	assert_ptr_equal(in.at, in.end);
	buf_free(&buf);
}

static void test_cursor_stops_at_the_end(void **state)
{
	(void)state;
	static const struct slice broken[] = {
		{"", 0},
		{"\x80", 1}, /* a number that goes on */
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 12},
		{"\x05"
		 "abc",
			4}, /* a string that is too short */
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01z", 11},
	};
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct cursor in = cursor_of(broken[i]);
		assert_int_equal(cursor_string(&in).length, 0);
		assert_true(in.failed);
		assert_int_equal(cursor_varint(&in), 0);
		assert_int_equal(cursor_u32(&in), 0);
		assert_int_equal(cursor_bytes(&in, 1).length, 0);
		assert_true(in.failed);
	}
	struct cursor three = cursor_of(slice_text("abc"));
	assert_int_equal(cursor_u32(&three), 0);
	assert_true(three.failed);
	struct cursor nothing = cursor_of(slice_of(NULL, 0));
	assert_int_equal(cursor_bytes(&nothing, 0).length, 0);
	assert_false(nothing.failed);
}

static void test_arena(void **state)
{
	(void)state;
	struct arena arena = {0};
	char *piece[200];
	for (size_t i = 0; i < 200; i++) {
		size_t size = i == 100 ? 100000 : i * 7;
		piece[i] = arena_alloc(&arena, size);
		assert_non_null(piece[i]);
		assert_int_equal((uintptr_t)piece[i] % alignof(max_align_t), 0);
		memset(piece[i], (int)i, size);
	}
	for (size_t i = 1; i < 200; i++) {
		size_t size = i == 100 ? 100000 : i * 7;
		for (size_t k = 0; k < size; k++)
			assert_int_equal((unsigned char)piece[i][k], i);
	}
	uint32_t *zeros = arena_array(&arena, 50, sizeof *zeros);
	for (size_t i = 0; i < 50; i++)
		assert_int_equal(zeros[i], 0);
	assert_string_equal(arena_copy(&arena, slice_text("salin")), "salin");
	assert_string_equal(arena_copy(&arena, slice_of(NULL, 0)), "");
	assert_null(arena_array(&arena, SIZE_MAX / 2, 4));
	assert_null(arena_alloc(&arena, SIZE_MAX));
	arena_clear(&arena);
	void *first = arena_alloc(&arena, 1);
	assert_non_null(arena_alloc(&arena, 1 << 20));
	assert_ptr_not_equal(arena_alloc(&arena, 1), first);
	arena_clear(&arena);
	assert_string_equal(arena_copy(&arena, slice_text("lagi")), "lagi");
	arena_free(&arena);
	arena_free(&arena);
	arena_clear(&arena);
}

static void test_error_text(void **state)
{
	(void)state;
	struct error err = {0};
	assert_false(error_set(&err, ERROR_LIMIT, "over %d terms", 64));
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_string_equal(err.text, "over 64 terms");
	assert_false(error_set_memory(&err));
	assert_int_equal(err.code, ERROR_MEMORY);
	assert_false(error_set(NULL, ERROR_USAGE, "nobody asks"));
	assert_false(error_set_errno(NULL, "nobody asks"));
	char name[2 * sizeof err.text];
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	error_set(&err, ERROR_IO, "%s", name);
	assert_int_equal(strlen(err.text), sizeof err.text - 1);
	errno = EACCES;
	error_set_errno(&err, "cannot read %s", name);
	assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

static void test_error_of_errno(void **state)
{
	(void)state;
	static const struct {
		int cause;
		enum error_code code;
		const char *text;
	} rows[] = {
		{ENOENT, ERROR_NOT_FOUND,
			"cannot open esai: No such file or directory"},
		{ENOMEM, ERROR_MEMORY,
			"cannot open esai: Cannot allocate memory"},
		{EACCES, ERROR_IO, "cannot open esai: Permission denied"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = {.position = 7};
		errno = rows[i].cause;
		assert_false(error_set_errno(&err, "cannot open %s", "esai"));
		assert_int_equal(err.code, rows[i].code);
		assert_string_equal(err.text, rows[i].text);
		assert_int_equal(err.position, 0);
	}
}

/* Hashes are stored in indexes: these are XXH3's, and must not change. */
static void test_hash_is_stable(void **state)
{
	(void)state;
	assert_true(hash_bytes(slice_text("")) == UINT64_C(0x2d06800538d394c2));
	assert_true(hash_bytes(slice_text("siber")) !=
		    hash_bytes(slice_text("siben")));
	static const unsigned char empty[16] = {0x99, 0xaa, 0x06, 0xd3, 0x01,
		0x47, 0x98, 0xd8, 0x60, 0x01, 0xc3, 0x24, 0x46, 0x8d, 0x49,
		0x7f};
	struct hash_wide wide = hash_wide(slice_text(""));
	assert_memory_equal(wide.bytes, empty, sizeof empty);
	struct hash_wide other = hash_wide(slice_text("siber"));
	assert_memory_not_equal(other.bytes, wide.bytes, sizeof wide.bytes);
}

static void test_array(void **state)
{
	enum { MANY = 1000 };
	uint32_t *item = NULL;
	size_t capacity = 0;
	(void)state;
	for (uint32_t i = 0; i < MANY; i++) {
		uint32_t *grown = array_room(item, i, &capacity, sizeof *grown);
		assert_non_null(grown);
		assert_true(i < capacity);
		/* What has room stays where it is. */
		assert_ptr_equal(
			array_room(grown, i, &capacity, sizeof *grown), grown);
		item = grown;
		item[i] = i;
	}
	for (uint32_t i = 0; i < MANY; i++)
		assert_int_equal(item[i], i);
	free(item);
	/* More bytes than can be counted. */
	capacity = SIZE_MAX / 8;
	assert_null(array_room(NULL, capacity, &capacity, 8));
	assert_int_equal(capacity, SIZE_MAX / 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slice_order),
		cmocka_unit_test(test_buf_grows),
		cmocka_unit_test(test_buf_fails_once_and_stays),
		cmocka_unit_test(test_numbers_come_back),
		cmocka_unit_test(test_cursor_stops_at_the_end),
		cmocka_unit_test(test_arena),
		cmocka_unit_test(test_error_text),
		cmocka_unit_test(test_error_of_errno),
		cmocka_unit_test(test_hash_is_stable),
		cmocka_unit_test(test_array),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
