/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "affix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

struct readings {
	char line[128][64]; /* "base via" */
	size_t count;
};

static void collect(
	void *context, struct slice base, const struct affixes *affixes)
{
	struct readings *readings = context;
	char via[AFFIX_TEXT_BYTES];
	assert_true(readings->count < 128);
	affix_text(affixes, via);
	snprintf(readings->line[readings->count++], 64, "%.*s %s",
		(int)base.length, base.bytes, via);
}

static struct readings read_form(const char *form)
{
	struct readings readings = {.count = 0};
	affix_read(slice_text(form), collect, &readings);
	return readings;
}

static bool has(const char *form, const char *line)
{
	struct readings readings = read_form(form);
	for (size_t i = 0; i < readings.count; i++)
		if (strcmp(readings.line[i], line) == 0)
			return true;
	return false;
}

static void test_found(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"rumah", "rumah "},
		{"rumahnyalah", "rumah -nya -lah"},
		{"bukumu", "buku -mu"},
		{"bukuku", "buku -ku"},
		{"apapun", "apa -pun"},
		{"siapakah", "siapa -kah"},
		{"menulis", "tulis me-"},
		{"mengirim", "kirim me-"},
		{"mengambil", "ambil me-"},
		{"memilih", "pilih me-"},
		{"memasak", "masak me-"},
		{"menyapu", "sapu me-"},
		{"menyanyi", "nyanyi me-"},
		{"mensyukuri", "syukur me- -i"},
		{"penyair", "syair pe-"},
		{"menilai", "nilai me-"},
		{"melihat", "lihat me-"},
		{"mentransfer", "transfer me-"},
		{"memproses", "proses me-"},
		{"mengkritik", "kritik me-"},
		{"mengebom", "bom me-"},
		{"pengecekan", "cek pe- -an"},
		{"petani", "tani pe-"},
		{"pengajar", "ajar pe-"},
		{"belajar", "ajar ber-"},
		{"pelajaran", "ajar per- -an"},
		{"berencana", "rencana ber-"},
		{"bekerja", "kerja ber-"},
		{"berangkat", "angkat ber-"},
		{"terasa", "rasa ter-"},
		{"tepercaya", "percaya ter-"},
		{"perumahan", "rumah per- -an"},
		{"kuambil", "ambil ku-"},
		{"kaulihat", "lihat kau-"},
		{"mempekerjakan", "kerja me- per- -kan"},
		{"memberdayakan", "daya me- ber- -kan"},
		{"diberlakukannya", "laku di- ber- -kan -nya"},
		{"mengetahui", "tahu me- ke- -i"},
		{"keterbatasan", "batas ke- ter- -an"},
		{"berkesinambungan", "sinambung ber- ke- -an"},
		{"sebaiknya", "baik se- -nya"},
		{"menunjukan", "tunjuk me- -kan"},
		{"pemerkosaan", "perkosa pe- -an"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (!has(rows[i][0], rows[i][1]))
			fail_msg("%s is not read as '%s'", rows[i][0],
				rows[i][1]);
}

static void test_not_found(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"menteri", "eri me-"}, /* n is no whole nasal before t */
		{"mekar", "kar me-"}, /* me- has a nasal before k */
		{"larii", "lari -i"}, {"dimakanan", "makan di- -an"},
		{"kejutkan", "jut ke- -kan"},
		{"temu", "te -mu"}, /* a base of two letters */
		{"sekubur", "bur se- ku-"}, /* ku- only outermost */
		{"perintah", "perin -tah"},
		{"masukan", "masuk -kan"}, /* a lone -an stays -an */
		{"belanja", "anja ber-"}, /* an l for r only before ajar */
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (has(rows[i][0], rows[i][1]))
			fail_msg("%s is read as '%s'", rows[i][0], rows[i][1]);
}

static void test_bare_form_comes_first(void **state)
{
	(void)state;
	struct readings readings = read_form("memperlakukannya");
	assert_string_equal(readings.line[0], "memperlakukannya ");
	assert_true(readings.count > 5);
}

static void test_lengths(void **state)
{
	(void)state;
	char form[AFFIX_MAX_BYTES + 2];
	memset(form, 'e', sizeof form);
	memcpy(form, "menge", 5);
	form[AFFIX_MAX_BYTES + 1] = '\0';
	assert_int_equal(read_form(form).count, 0);
	form[AFFIX_MAX_BYTES] = '\0';
	assert_true(read_form(form).count > 1);
	assert_int_equal(read_form("").count, 0);
	/* Every beginning of a word with every kind of affix, for the
	 * sanitizers: no reading looks behind the end. */
	static const char word[] = "kemenyengpembelajarannyalah";
	for (size_t from = 0; from < sizeof word; from++)
		for (size_t to = from; to < sizeof word; to++) {
			struct readings readings = {.count = 0};
			char *copy = strndup(word + from, to - from);
			affix_read(slice_of(copy, strlen(copy)), collect,
				&readings);
			free(copy);
		}
}

static void test_count_and_code(void **state)
{
	(void)state;
	struct affixes none = {{0, 0, 0}, 0, 0, 0};
	struct affixes all = {{AFFIX_SE, AFFIX_PER, AFFIX_PE}, AFFIX_KAN,
		AFFIX_NYA, AFFIX_PUN};
	char text[AFFIX_TEXT_BYTES];
	assert_int_equal(affix_count(&none), 0);
	assert_int_equal(affix_code(&none), 0);
	assert_int_equal(affix_count(&all), 6);
	assert_true(affix_code(&all) < 1u << 20);
	affix_text(&all, text);
	assert_string_equal(text, "se- per- pe- -kan -nya -pun");
	struct affixes other = all;
	other.prefix[1] = AFFIX_BER;
	assert_int_not_equal(affix_code(&other), affix_code(&all));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_not_found),
		cmocka_unit_test(test_bare_form_comes_first),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_count_and_code),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
