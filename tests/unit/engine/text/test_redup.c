/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doubled words by their letters. */
#include "redup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_redup(void **state)
{
	(void)state;
	static const struct {
		const char *first, *second, *stem;
		enum redup_source source;
	} rows[] = {
		{"berjam", "jam", "jam", REDUP_STEM},
		{"kebiru", "biruan", "biru", REDUP_STEM},
		{"beribu", "ribu", "ribu", REDUP_STEM},
		{"menari", "nari", "nari", REDUP_EITHER},
		{"mewanti", "wanti", "wanti", REDUP_EITHER},
		{"tergila", "gila", "gila", REDUP_STEM},
		{"terbata", "bata", "bata", REDUP_STEM},
		{"dielu", "elukan", "elu", REDUP_STEM},
		{"kumanja", "manja", "manja", REDUP_STEM},
		{"melambai", "lambai", "lambai", REDUP_EITHER},
		{"membagi", "bagi", "bagi", REDUP_EITHER},
		{"mendorong", "dorong", "dorong", REDUP_EITHER},
		{"menggali", "gali", "gali", REDUP_EITHER},
		{"pembagi", "bagi", "bagi", REDUP_EITHER},
		{"pelambai", "lambai", "lambai", REDUP_EITHER},
		{"pendorong", "dorong", "dorong", REDUP_EITHER},
		{"penggali", "gali", "gali", REDUP_EITHER},
		{"perlahan", "lahan", "lahan", REDUP_FIRST},
		{"semata", "mata", "mata", REDUP_FIRST},
		{"besar", "besaran", "besar", REDUP_FIRST},
		{"segala", "galanya", "gala", REDUP_FIRST},
		{"sayur", "mayur", "", REDUP_NONE},
		{"loango", "angola", "", REDUP_NONE},
		{"produk", "produksi", "", REDUP_NONE},
		{"keab", "ab", "", REDUP_NONE}, /* too short to tell */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct slice stem = slice_text("");
		assert_int_equal(redup_read(slice_text(rows[i].first),
					 slice_text(rows[i].second), &stem),
			rows[i].source);
		assert_true(slice_equal(stem, slice_text(rows[i].stem)));
	}
	assert_int_equal(redup_short(slice_text("anak2")), 4);
	assert_int_equal(redup_short(slice_text("anak2an")), 4);
	assert_int_equal(redup_short(slice_text("mp2")), 0);
	assert_int_equal(redup_short(slice_text("anak3")), 0);
	assert_int_equal(redup_short(slice_text("anak22")), 0);
	assert_int_equal(redup_short(slice_text("anak")), 0);
	assert_int_equal(redup_short(slice_text("2")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_redup),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
