/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "essay_id.h"

#include "index_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>

static void make(const char *path, uint32_t source, uint32_t salt, char id[129])
{
	struct buf out = {0};
	struct error err = {0};
	assert_true(essay_id(slice_text(path), source, salt, &out, &err));
	assert_true(index_is_id(buf_slice(&out)));
	assert_true(out.length <= 71);
	memcpy(id, out.bytes, out.length);
	id[out.length] = '\0';
	buf_free(&out);
}

static void test_slugs(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"diplomasi-siber.txt", "diplomasi-siber~"},
		{"folder/Bab 1_Ruang  Siber!.md", "bab-1-ruang-siber~"},
		{"a.b.txt", "a-b~"},
		{"Caf\xC3\xA9.txt", "cafe~"},
		{"Jum'at.txt", "jumat~"},
		{"\xE6\x97\xA5\xE6\x9C\xAC.txt", "teks~"},
		{"\xFF\xFE.txt", "teks~"},
		{"--x--.txt", "x~"},
		{"tanpa", "tanpa~"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char id[129];
		make(rows[i][0], 1, 0, id);
		assert_int_equal(strlen(id), strlen(rows[i][1]) + 10);
		assert_memory_equal(id, rows[i][1], strlen(rows[i][1]));
	}
}

static void test_differ(void **state)
{
	(void)state;
	char a[129], b[129], c[129];
	make("satu/teks.txt", 1, 0, a);
	make("satu/teks.txt", 1, 0, b);
	assert_string_equal(a, b);
	make("dua/teks.txt", 1, 0, b);
	assert_string_not_equal(a, b);
	make("satu/teks.txt", 2, 1, b);
	make("satu/teks.txt", 3, 1, c);
	assert_string_not_equal(a, b);
	assert_string_not_equal(b, c);
	make("satu/teks.txt", 3, 0, c);
	assert_string_equal(a, c);
	make("satu/teks.txt", 2, 2, c);
	assert_string_not_equal(b, c);
}

/* A long name is cut; what was cut still counts in the hash. */
static void test_long(void **state)
{
	(void)state;
	char name[256], a[129], b[129];
	memset(name, 'a', 250);
	strcpy(name + 250, ".txt");
	make(name, 1, 0, a);
	assert_int_equal(strlen(a), 60 + 11);
	name[249] = 'b';
	make(name, 1, 0, b);
	assert_memory_equal(a, b, 60);
	assert_string_not_equal(a, b);
	/* No hyphen is left at the cut. */
	memset(name, 'a', 250);
	name[59] = '-';
	make(name, 1, 0, a);
	assert_int_equal(a[58], 'a');
	assert_int_equal(a[59], '~');
}

/* Given once: ids stand in links that people keep. */
static void test_stable(void **state)
{
	(void)state;
	char id[129];
	make("diplomasi-siber-capaian.txt", 1, 0, id);
	assert_string_equal(id, "diplomasi-siber-capaian~080c051668");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slugs),
		cmocka_unit_test(test_differ),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_stable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
