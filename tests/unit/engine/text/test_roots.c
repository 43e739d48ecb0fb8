/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "affix_flags.h"
#include "exceptions.h"
#include "hunspell.h"
#include "morphology.h"
#include "roots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A folder of its own for each test. */
struct folder {
	char path[64];
};

static int make_folder(void **state)
{
	struct folder *folder = malloc(sizeof *folder);
	assert_non_null(folder);
	strcpy(folder->path, "/tmp/telusur-roots-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	*state = folder;
	return 0;
}

static const char *const names[] = {"a.dic", "a.aff", "x.txt", "y.txt"};

static int remove_folder(void **state)
{
	struct folder *folder = *state;
	char path[128];
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", folder->path, names[i]);
		unlink(path);
	}
	rmdir(folder->path);
	free(folder);
	return 0;
}

static const char *write_file(struct folder *folder, const char *name,
	const char *text, char path[128])
{
	snprintf(path, 128, "%s/%s", folder->path, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

static const struct root *find(const struct roots *roots, const char *word)
{
	return roots_find(roots, slice_text(word));
}

static void put(struct roots *roots, const char *word, const char *root)
{
	struct root entry = {
		.word = slice_text(word), .root = slice_text(root)};
	assert_true(roots_put(roots, &entry, NULL));
}

static void test_put_and_find(void **state)
{
	(void)state;
	struct roots *roots = roots_new(NULL);
	assert_null(find(roots, "kata"));
	char word[16];
	for (int i = 0; i < 5000; i++) {
		snprintf(word, sizeof word, "k%d", i);
		put(roots, word, word);
	}
	put(roots, "k7", "tujuh");
	assert_int_equal(roots_count(roots), 5000);
	for (int i = 0; i < 5000; i++) {
		snprintf(word, sizeof word, "k%d", i);
		const struct root *root = find(roots, word);
		assert_non_null(root);
		assert_true(slice_equal(root->word, slice_text(word)));
		assert_true(slice_equal(
			root->root, slice_text(i == 7 ? "tujuh" : word)));
	}
	assert_null(find(roots, "k5000"));
	assert_null(find(roots, ""));
	struct root empty = {.word = slice_text(""), .root = slice_text("a")};
	struct error err = {0};
	assert_false(roots_put(roots, &empty, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	roots_free(roots);
}

static void test_affix_flags(void **state)
{
	(void)state;
	static const struct {
		const char *flag;
		struct affixes affixes;
	} rows[] = {
		{"M0", {{AFFIX_ME, 0, 0}, 0, 0, 0}},
		{"M0", {{AFFIX_DI, 0, 0}, 0, 0, 0}},
		{"Dk", {{AFFIX_ME, 0, 0}, AFFIX_KAN, AFFIX_NYA, 0}},
		{"Mi", {{AFFIX_ME, 0, 0}, AFFIX_I, 0, 0}},
		{"MR", {{AFFIX_ME, AFFIX_PER, 0}, 0, 0, 0}},
		{"Ka", {{AFFIX_KE, 0, 0}, AFFIX_AN, 0, 0}},
		{"Kc", {{AFFIX_KE, AFFIX_BER, 0}, AFFIX_AN, 0, 0}},
		{"a0", {{0, 0, 0}, AFFIX_AN, 0, 0}},
		{"TB", {{AFFIX_TER, AFFIX_BER, 0}, 0, 0, 0}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint64_t bit = affix_flags_bit(&rows[i].affixes);
		assert_int_not_equal(bit, 0);
		assert_int_not_equal(
			bit & affix_flags_read(slice_text(rows[i].flag)), 0);
		assert_int_equal(bit & affix_flags_read(slice_text("Zz")), 0);
	}
	/* A flag is two letters from an even place: not the 0M of B0M0. */
	assert_int_equal(affix_flags_read(slice_text("xM0x")), 0);
	struct affixes deep = {{AFFIX_BER, AFFIX_KE, AFFIX_SE}, 0, 0, 0};
	assert_int_equal(affix_flags_bit(&deep), 0);
	struct affixes clitic = {{0, 0, 0}, 0, AFFIX_NYA, 0};
	assert_int_equal(affix_flags_bit(&clitic), 0);
	assert_int_equal(affix_flags_group(AFFIX_FLAGS_OWNED),
		affix_flags_read(slice_text("o0")));
	assert_int_equal(affix_flags_group(AFFIX_FLAGS_STRESSED),
		affix_flags_read(slice_text("l0")));
	assert_int_equal(affix_flags_group(AFFIX_FLAGS_VERB_KAN),
		affix_flags_read(slice_text("Mk")));
}

static const char aff[] = "# made up\nSET ISO8859-1\nFLAG long\n";

static void test_hunspell(void **state)
{
	struct folder *folder = *state;
	char dic[128], path[128];
	write_file(folder, "a.aff", aff, path);
	write_file(folder, "a.dic",
		"9\nab\nPulau/KaB0\nkepulauan\nbicara/Mk\nbicarakan/M0\n"
		"laku/B0\nberlaku/Dk\nangkat/R0\nperangkat\nrata/M0\n"
		"merata/A2Mk\nanak-anak\ncaf\xe9\ntobat/B0\ntobat/PG\n"
		"akal/o0\nakalnya\natau/l0\nataupun\n",
		dic);
	struct error err = {0};
	struct roots *roots = roots_new(NULL);
	assert_true(hunspell_read(dic, roots, &err));
	static const char *const in[] = {"pulau", "bicara", "laku", "berlaku",
		"perangkat", "rata", "tobat", "akal", "atau"};
	static const char *const out[] = {"ab", "kepulauan", "bicarakan",
		"merata", "anak-anak", "anak", "caf", "akalnya", "ataupun",
		"Pulau"};
	for (size_t i = 0; i < sizeof in / sizeof in[0]; i++)
		if (!find(roots, in[i]))
			fail_msg("%s is missing", in[i]);
	for (size_t i = 0; i < sizeof out / sizeof out[0]; i++)
		if (find(roots, out[i]))
			fail_msg("%s is no root", out[i]);
	assert_int_equal(find(roots, "tobat")->affix_flags,
		affix_flags_read(slice_text("B0PG")));
	assert_int_equal(find(roots, "tobat")->weight, 2);
	roots_free(roots);
}

static void refuse(const char *dic, enum error_code code, const char *name)
{
	struct error err = {0};
	assert_null(morphology_build(dic, NULL, 0, &err));
	assert_int_equal(err.code, code);
	assert_non_null(strstr(err.text, name));
}

static void test_hunspell_refused(void **state)
{
	struct folder *folder = *state;
	char dic[128], path[128];
	write_file(folder, "a.dic", "1\n", dic);
	refuse(dic, ERROR_NOT_FOUND, "a.aff");
	write_file(folder, "a.aff", "SET UTF-8\nFLAG num\n", path);
	refuse(dic, ERROR_CORRUPT, "a.aff");
	write_file(folder, "a.aff", "SET KOI8-R\nFLAG long\n", path);
	refuse(dic, ERROR_CORRUPT, "a.aff");
	write_file(folder, "a.aff", aff, path);
	refuse(dic, ERROR_CORRUPT, "a.dic");
	unlink(dic);
	refuse(dic, ERROR_NOT_FOUND, "a.dic");
}

static void test_exceptions(void **state)
{
	struct folder *folder = *state;
	char first[128], second[128];
	write_file(folder, "x.txt",
		"# ours\n\n  Berlaku\tLAKU # a form\nsiber siber\nijin "
		"izin\r\n",
		first);
	write_file(folder, "y.txt", "ijin ijin", second);
	struct roots *roots = roots_new(NULL);
	put(roots, "berlaku", "berlaku");
	assert_true(exceptions_read(first, roots, NULL));
	assert_true(
		slice_equal(find(roots, "berlaku")->root, slice_text("laku")));
	assert_true(find(roots, "berlaku")->given);
	assert_false(find(roots, "laku")->given);
	assert_true(find(roots, "siber")->given);
	assert_true(slice_equal(find(roots, "ijin")->root, slice_text("izin")));
	assert_true(exceptions_read(second, roots, NULL));
	assert_true(slice_equal(find(roots, "ijin")->root, slice_text("ijin")));
	roots_free(roots);
}

static void test_exceptions_refused(void **state)
{
	struct folder *folder = *state;
	static const struct {
		const char *text, *place;
		enum error_code code;
	} rows[] = {
		{"a b\n\nsatu\n", "x.txt:3: ", ERROR_CORRUPT},
		{"a b\nsatu dua tiga\n", "x.txt:2: ", ERROR_CORRUPT},
		{"a b\nsat\xff dua\n", "x.txt:2: ", ERROR_CORRUPT},
	};
	char path[128];
	struct error err = {0};
	const char *paths[] = {path};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		write_file(folder, "x.txt", rows[i].text, path);
		assert_null(morphology_build(NULL, paths, 1, &err));
		assert_int_equal(err.code, rows[i].code);
		assert_non_null(strstr(err.text, rows[i].place));
	}
	char *line = malloc(2001);
	memset(line, 'a', 2000);
	line[2000] = '\0';
	write_file(folder, "x.txt", line, path);
	free(line);
	assert_null(morphology_build(NULL, paths, 1, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	unlink(path);
	assert_null(morphology_build(NULL, paths, 1, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_non_null(strstr(err.text, "x.txt"));
}

static void test_save_and_load(void **state)
{
	struct folder *folder = *state;
	char path[128];
	const char *paths[] = {path};
	write_file(folder, "x.txt", "siber siber\nberlaku laku\n", path);
	struct morphology *built = morphology_build(
		HUNSPELL_INDONESIAN, paths, 1, NULL);
	assert_non_null(built);
	struct buf saved = {0}, again = {0};
	assert_true(morphology_save(built, &saved));
	assert_true(saved.length < 400000);
	struct morphology *loaded = morphology_load(buf_slice(&saved), NULL);
	assert_non_null(loaded);
	assert_true(morphology_save(loaded, &again));
	assert_true(slice_equal(buf_slice(&saved), buf_slice(&again)));
	assert_true(morphology_fingerprint(built) ==
		    morphology_fingerprint(loaded));
	assert_true(morphology_has_dictionary(loaded));
	assert_int_equal(morphology_words(built), morphology_words(loaded));
	const struct roots *roots = morphology_roots(loaded);
	for (size_t i = 0; i < roots_count(morphology_roots(built)); i++) {
		const struct root *ours = roots_at(morphology_roots(built), i);
		const struct root *theirs = roots_find(roots, ours->word);
		assert_non_null(theirs);
		assert_true(slice_equal(ours->root, theirs->root));
		assert_true(ours->affix_flags == theirs->affix_flags);
		assert_int_equal(ours->weight, theirs->weight);
		assert_int_equal(ours->given, theirs->given);
	}
	write_file(folder, "x.txt", "siber siber\n", path);
	struct morphology *other = morphology_build(
		HUNSPELL_INDONESIAN, paths, 1, NULL);
	assert_true(
		morphology_fingerprint(built) != morphology_fingerprint(other));
	morphology_free(built);
	morphology_free(loaded);
	morphology_free(other);
	buf_free(&saved);
	buf_free(&again);
}

static void test_load_damaged(void **state)
{
	struct folder *folder = *state;
	char path[128];
	const char *paths[] = {path};
	write_file(folder, "x.txt", "siber siber\nberlaku laku\nijin izin\n",
		path);
	struct morphology *built = morphology_build(NULL, paths, 1, NULL);
	struct buf saved = {0};
	assert_true(morphology_save(built, &saved));
	for (size_t cut = 0; cut < saved.length; cut++) {
		struct error err = {0};
		char *copy = malloc(cut + 1);
		memcpy(copy, saved.bytes, cut);
		assert_null(morphology_load(slice_of(copy, cut), &err));
		assert_int_equal(err.code, ERROR_CORRUPT);
		free(copy);
	}
	/* Any byte changed: refused or read, and never worse than that. */
	for (size_t at = 0; at < saved.length; at++)
		for (unsigned bit = 0; bit < 8; bit++) {
			saved.bytes[at] ^= (char)(1 << bit);
			struct error err = {0};
			struct morphology *read = morphology_load(
				buf_slice(&saved), &err);
			assert_int_equal(read == NULL, err.code != ERROR_NONE);
			morphology_free(read);
			saved.bytes[at] ^= (char)(1 << bit);
		}
	buf_put_byte(&saved, 0);
	assert_null(morphology_load(buf_slice(&saved), NULL));
	saved.bytes[0] = 99;
	struct error err = {0};
	assert_null(morphology_load(buf_slice(&saved), &err));
	assert_int_equal(err.code, ERROR_VERSION);
	buf_free(&saved);
	morphology_free(built);
}

#define WITH_FOLDER(test) \
	cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put_and_find),
		cmocka_unit_test(test_affix_flags),
		WITH_FOLDER(test_hunspell),
		WITH_FOLDER(test_hunspell_refused),
		WITH_FOLDER(test_exceptions),
		WITH_FOLDER(test_exceptions_refused),
		WITH_FOLDER(test_save_and_load),
		WITH_FOLDER(test_load_damaged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
