/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts to tokens: reduplication, clitics, compounds, numbers, addresses.
 * argv[1]: the exceptions, data/exceptions.txt. */
#include "analyse.h"
#include "hunspell.h"
#include "morphology.h"
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static const char *exceptions_path;

struct tools {
	struct morphology *morphology;
	struct analyser *analyser;
};

static int make_tools(void **state, const char *dictionary)
{
	struct error err = {0};
	struct tools *tools = calloc(1, sizeof *tools);
	assert_non_null(tools);
	tools->morphology = morphology_build(
		dictionary, &exceptions_path, 1, &err);
	if (!tools->morphology)
		fail_msg("%s", err.text);
	tools->analyser = analyser_new(tools->morphology, &err);
	assert_non_null(tools->analyser);
	*state = tools;
	return 0;
}

static int with_dictionary(void **state)
{
	return make_tools(state, HUNSPELL_INDONESIAN);
}

static int without_dictionary(void **state)
{
	return make_tools(state, NULL);
}

static int free_tools(void **state)
{
	struct tools *tools = *state;
	analyser_free(tools->analyser);
	morphology_free(tools->morphology);
	free(tools);
	return 0;
}

/* The places of a text's tokens, with their words filled in late, are the
 * tokens. */
static void check_places(struct analyser *analyser, struct slice text,
	const struct tokens *tokens)
{
	struct tokens places = {0};
	struct error err = {0};
	if (!analyse_spans(analyser, text, &places, &err))
		fail_msg("%s", err.text);
	assert_int_equal(places.count, tokens->count);
	for (size_t i = places.count; i-- > 0;) {
		struct token *place = &places.token[i];
		const struct token *token = &tokens->token[i];
		assert_int_equal(place->start, token->start);
		assert_int_equal(place->end, token->end);
		assert_int_equal(place->over, token->over);
		if (!analyse_word(analyser, text, place, &err))
			fail_msg("%s", err.text);
		assert_ptr_equal(place->word, token->word);
	}
	tokens_free(&places);
}

/* Tokens as "form=root", "form" where that is the root; '+' before those that
 * stand over the one before. */
static void describe(
	struct analyser *analyser, const char *text, struct buf *out)
{
	struct tokens tokens = {0};
	struct error err = {0};
	if (!analyse(analyser, slice_text(text), &tokens, &err))
		fail_msg("%s", err.text);
	check_places(analyser, slice_text(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct word *word = tokens.token[i].word;
		if (i > 0)
			buf_put_byte(out, ' ');
		if (tokens.token[i].over)
			buf_put_byte(out, '+');
		buf_put_slice(out, word->form);
		if (slice_equal(word->form, word->root))
			continue;
		buf_put_byte(out, '=');
		buf_put_slice(out, word->root);
	}
	buf_put_byte(out, 0);
	tokens_free(&tokens);
}

static void check_rows(void **state, const char *const (*rows)[2], size_t count)
{
	struct tools *tools = *state;
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		struct buf got = {0};
		describe(tools->analyser, rows[i][0], &got);
		if (strcmp(got.bytes, rows[i][1]) != 0) {
			print_error("%s\n  is   %s\n  want %s\n", rows[i][0],
				got.bytes, rows[i][1]);
			wrong++;
		}
		buf_free(&got);
	}
	assert_int_equal(wrong, 0);
}

#define CHECK_ROWS(state, rows) \
	check_rows(state, rows, sizeof(rows) / sizeof *(rows))

static void test_reduplication(void **state)
{
	static const char *const rows[][2] = {
		{"anak-anak", "anak-anak=anak"},
		{"Anak-Anak", "anak-anak=anak"},
		{"batasan-batasan", "batasan-batasan=batas"},
		{"berlari-lari", "berlari-lari=lari"},
		{"tolong-menolong", "tolong-menolong=tolong"},
		{"ancaman- ancaman", "ancaman-ancaman=ancam"},
		{"masing - masing", "masing-masing=masing"},
		{"anak\u2013anak", "anak-anak=anak"},
		{"anak\u2011anak", "anak-anak=anak"},
		{"anak\u00AD-anak", "anak-anak=anak"},
		{"anak-\nanak", "anak-anak=anak"},
		{"buku-bukunya", "buku-bukunya=buku"},
		{"delegasi-delegasinya", "delegasi-delegasinya=delegasi"},
		{"bapak-bapak-nya", "bapak-bapak-nya=bapak"},
		{"anak2", "anak2=anak"},
		{"buku2nya", "buku2nya=buku"},
		{"Buku2 itu", "buku2=buku itu"},
		/* affixes around the pair */
		{"kebiru-biruan", "kebiru-biruan=biru"},
		{"keabu-abuan", "keabu-abuan=abu"},
		{"berjam-jam", "berjam-jam=jam"},
		{"beribu-ribu", "beribu-ribu=ribu"},
		{"menari-nari", "menari-nari=tari"},
		{"menakut-nakuti", "menakut-nakuti=takut"},
		{"dielu-elukan", "dielu-elukan=elu"},
		{"besar-besaran", "besar-besaran=besar"},
		{"semata-mata", "semata-mata=semata"},
		/* words of their own */
		{"undang-undang", "undang-undang"},
		{"Undang-Undang", "undang-undang"},
		{"undang- undang", "undang-undang"},
		{"undang-undangnya", "undang-undangnya=undang-undang"},
		{"undang-undang-nya", "undang-undang-nya=undang-undang"},
		{"undang2", "undang2=undang-undang"},
		{"perundang-undangan", "perundang-undangan=undang-undang"},
		{"perundang-undangannya",
			"perundang-undangannya=undang-undang"},
		{"kupu-kupu", "kupu-kupu"},
		{"mengundang", "mengundang=undang"},
		/* numbers are no halves */
		{"2-2", "2 +2-2 2"},
	};
	CHECK_ROWS(state, rows);
}

static void test_clitics(void **state)
{
	static const char *const rows[][2] = {
		{"KTP-nya", "ktp-nya=ktp"},
		{"PBB-lah", "pbb-lah=pbb"},
		{"buku-ku KTP-mu", "buku-ku=buku ktp-mu=ktp"},
		{"PBB-kah DPR-tah", "pbb-kah=pbb dpr-tah=dpr"},
		{"KPK-pun", "kpk-pun=kpk"},
		{"security-nya", "security-nya=security"},
		{"1980-an", "1980-an=1980"},
		{"1980 - an", "1980-an=1980"},
		{"1980an", "1980an=1980"},
		{"tahun 90-an", "tahun 90-an=90"},
		{"non-KTP-nya", "non +non-ktp=nonktp ktp-nya=ktp"},
		/* only with a number before it */
		{"KTP-an", "ktp +ktp-an=ktpan an"},
		/* a pronoun that stands alone */
		{"kamu - mu", "kamu mu"},
	};
	CHECK_ROWS(state, rows);
}

static void test_compounds(void **state)
{
	static const char *const rows[][2] = {
		{"sayur-mayur", "sayur +sayur-mayur=sayurmayur mayur"},
		{"Covid-19", "covid +covid-19=covid19 19"},
		{"covid19", "covid19"},
		{"G-20", "g +g-20=g20 20"},
		{"G20", "g20"},
		{"e-mail", "e +e-mail=email mail"},
		{"email", "email"},
		{"non-negara", "non +non-negara=nonnegara negara"},
		{"Al-Qur\u2019an", "al +al-qur'an=alquran qur'an=quran"},
		{"Alquran", "alquran"},
		{"2020-2021", "2020 +2020-2021 2021"},
		{"17-8-1945", "17 +17-8 8 +8-1945 1945"},
		{"ke-2", "ke +ke-2=ke2 2"},
		/* no reading of its own: it says what a part says */
		{"se-Indonesia", "se indonesia"},
		/* gaps make no compound */
		{"Senin - Jumat", "senin jumat"},
		{"utara\u2013selatan", "utara selatan"},
	};
	CHECK_ROWS(state, rows);
}

static void test_letters(void **state)
{
	static const char *const rows[][2] = {
		{"Keamanan keamanan KEAMANAN",
			"keamanan=aman keamanan=aman keamanan=aman"},
		{"Jum'at jum`at Jum\u2018at JUM\u2019AT Jum\u02BCat jumat",
			"jum'at=jumat jum'at=jumat jum'at=jumat "
			"jum'at=jumat jum'at=jumat jumat"},
		{"Indonesia's", "indonesia's=indonesia"},
		{"\u2018kata\u2019 \u201Ckata\u201D", "kata kata"},
		{"caf\u00E9 cafe\u0301 cafe", "caf\u00E9=cafe caf\u00E9=cafe "
					      "cafe"},
		{"keaman\u00ADan", "keamanan=aman"},
		{"ke\u200Damanan\uFEFF", "keamanan=aman"},
		{"\uFF2B\uFF25\uFF21\uFF2D\uFF21\uFF2E\uFF21\uFF2E",
			"keamanan=aman"},
		{"\uFB01lsafat", "filsafat"},
		{"siber\u200Bmaya", "siber maya"},
		{"negara.Hal ini", "negara hal ini"},
		{"berikutnya.Lihat", "berikutnya=ikut lihat"},
		{"\u4E2D\u6587", "\u4E2D\u6587"},
	};
	CHECK_ROWS(state, rows);
}

static void test_numbers(void **state)
{
	static const char *const rows[][2] = {
		{"1.000.000", "1.000.000=1000000"},
		{"1,000,000", "1,000,000=1000000"},
		{"1000000", "1000000"},
		{"12,5%", "12,5"},
		{"12.345", "12.345=12345"},
		{"12,345", "12,345"}, /* a decimal mark */
		{"1.234,56", "1.234,56=1234,56"},
		{"1,234,567.89", "1,234,567.89=1234567.89"},
		{"2.500,00", "2.500,00=2500"},
		{"0.123", "0.123"},
		{"10.30", "10.30"},
		{"17.08.1945", "17.08.1945"},
		{"1.000.00", "1.000.00"},
		{"1.000.000.", "1.000.000=1000000"},
		{"Rp100.000", "rp 100.000=100000"},
		{"Rp 100.000", "rp 100.000=100000"},
		{"Rp.100.000,00", "rp 100.000,00=100000"},
		{"Rp2,5 miliar", "rp 2,5 miliar"},
		{"Rp5-Rp6", "rp 5 rp 6"},
		{"\uFF11\uFF12\uFF0C\uFF15", "12 5"},
		{"km\u00B2", "km2"},
		{"mp3 5G 4x4", "mp3 5g 4x4"},
	};
	CHECK_ROWS(state, rows);
}

static void test_addresses(void **state)
{
	static const char *const rows[][2] = {
		{"www.ui.ac.id.", "www +www.ui.ac.id ui ac id"},
		{"Kompas.com menulis", "kompas +kompas.com com menulis=tulis"},
		{"https://www.ui.ac.id/siber",
			"https www +www.ui.ac.id ui ac id siber"},
		{"nama@ui.ac.id", "nama +nama@ui.ac.id ui ac id"},
		{"budi_santoso@ui.ac.id",
			"budi +budi_santoso@ui.ac.id santoso ui ac id"},
		{"info@my-site.co.id",
			"info +info@my-site.co.id my +my-site=mysite site "
			"co id"},
		{"laporan.pdf", "laporan=lapor pdf"},
		{"3@5", "3 5"},
		{"diplomasi_siber", "diplomasi siber"},
	};
	CHECK_ROWS(state, rows);
}

static void test_acronyms(void **state)
{
	static const char *const rows[][2] = {
		{"U.S.A.", "u.s.a=usa"},
		{"USA", "usa"},
		{"S.H., M.Si. hadir", "s.h=sh m.si=msi hadir"},
		{"J.P. Coen", "j.p=jp coen"},
		{"B.J.Habibie", "b.j=bj habibie"},
		{"vitamin A. Lalu", "vitamin a lalu"},
		/* in capitals amid small letters: itself first */
		{"kongres PERADI", "kongres peradi +peradi=radi"},
		{"kongres peradi", "kongres peradi=radi"},
		{"KONGRES PERADI", "kongres peradi=radi"},
		{"Kongres Peradi", "kongres peradi=radi"},
		{"saluran KBS2", "saluran=salur kbs2 +kbs2=kbs"},
		{"negara ASEAN asean", "negara asean asean"},
		{"PBB dan TNI", "pbb dan tni"},
		/* too long to be one */
		{"ini KEAMANAN", "ini keamanan=aman"},
	};
	CHECK_ROWS(state, rows);
}

/* Without a dictionary Snowball stems by the letters alone. */
static void test_without_dictionary(void **state)
{
	static const char *const rows[][2] = {
		{"Perang Dunia III", "perang dunia iii"},
		{"abad XVIII dan XVII", "abad xviii dan xvii"},
		{"negara ASEAN", "negara asean +asean=ase"},
		{"negara asean", "negara asean=ase"},
		{"anak-anak", "anak-anak=anak"},
		{"kebiru-biruan", "kebiru-biruan=biru"},
		{"undang-undang", "undang-undang"},
		{"KTP-nya", "ktp-nya=ktp"},
		{"keamanan", "keamanan=aman"},
	};
	CHECK_ROWS(state, rows);
}

/* The bytes of each token in the text. */
static void test_places(void **state)
{
	struct tools *tools = *state;
	static const struct {
		const char *text, *bytes;
	} rows[] = {
		{"Di KTP-nya, anak- anak.", "Di|KTP-nya|anak- anak"},
		{"\u201CJum\u2019at\u201D", "Jum\u2019at"},
		{"Covid-19", "Covid|Covid-19|19"},
		{"Rp100.000,", "Rp|100.000"},
		{"(U.S.A.)", "U.S.A"},
		{"1980 - an.", "1980 - an"},
		{"a@b.id", "a|a@b.id|b|id"},
		{"keaman\u00ADan\u00AD", "keaman\u00ADan"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tokens tokens = {0};
		struct buf got = {0};
		struct error err = {0};
		assert_true(analyse(tools->analyser, slice_text(rows[i].text),
			&tokens, &err));
		for (size_t t = 0; t < tokens.count; t++) {
			struct token token = tokens.token[t];
			if (t > 0)
				buf_put_byte(&got, '|');
			buf_put(&got, rows[i].text + token.start,
				token.end - token.start);
		}
		buf_put_byte(&got, 0);
		assert_string_equal(got.bytes, rows[i].bytes);
		buf_free(&got);
		tokens_free(&tokens);
	}
}

static void test_long_forms_are_cut(void **state)
{
	struct tools *tools = *state;
	struct buf text = {0};
	struct tokens tokens = {0};
	struct error err = {0};
	for (int i = 0; i < 70; i++)
		buf_put_text(&text, "\u00E9\u4E2D"); /* 5 bytes */
	buf_put_text(&text, "-");
	for (int i = 0; i < 300; i++)
		buf_put_text(&text, "Xa");
	assert_true(analyse(tools->analyser, buf_slice(&text), &tokens, &err));
	/* The whole of both, cut, says no more than the first. */
	assert_int_equal(tokens.count, 2);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct word *word = tokens.token[i].word;
		assert_int_equal(word->form.length, WORD_MAX_FORM_BYTES);
		assert_in_range(word->root.length, 1, WORD_MAX_FORM_BYTES);
		assert_true(unicode_valid(word->form));
		assert_true(unicode_valid(word->root));
	}
	assert_int_equal(tokens.token[1].end, text.length);
	tokens_free(&tokens);
	buf_free(&text);
}

/* One form is one word, with one number; one root is one root. */
static void test_numbers_of_words(void **state)
{
	struct tools *tools = *state;
	struct tokens tokens = {0};
	struct error err = {0};
	const char *text = "kbs2 KBS2 anak-anak anak Anak mengamankan aman "
			   "covid-19 KTP-nya ktp";
	assert_true(analyse(tools->analyser, slice_text(text), &tokens, &err));
	uint32_t words = analyser_words(tools->analyser);
	uint32_t roots = analyser_roots(tools->analyser);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct word *a = tokens.token[i].word;
		assert_in_range(a->id, 0, words - 1);
		assert_in_range(a->root_id, 0, roots - 1);
		assert_ptr_equal(analyser_word(tools->analyser, a->id), a);
		assert_true(slice_equal(
			analyser_root(tools->analyser, a->root_id), a->root));
		assert_int_equal(a->code, word_code(a->form, a->root));
		for (size_t k = 0; k < i; k++) {
			const struct word *b = tokens.token[k].word;
			assert_int_equal(a->root_id == b->root_id,
				slice_equal(a->root, b->root));
			assert_int_equal(word_code_root(a->code) ==
						 word_code_root(b->code),
				slice_equal(a->root, b->root));
		}
	}
	for (int round = 0; round < 3; round++)
		assert_true(analyse(
			tools->analyser, slice_text(text), &tokens, &err));
	assert_int_equal(analyser_words(tools->analyser), words);
	assert_int_equal(analyser_roots(tools->analyser), roots);
	tokens_free(&tokens);
}

static void test_trim(void **state)
{
	struct tools *tools = *state;
	struct tokens tokens = {0};
	struct error err = {0};
	struct buf text = {0};
	assert_false(analyser_trim(tools->analyser));
	for (unsigned i = 0; i <= ANALYSE_CACHE_WORDS; i++) {
		buf_put_format(&text, "%u ", i);
		if (text.length < 60000 && i < ANALYSE_CACHE_WORDS)
			continue;
		assert_true(analyse(
			tools->analyser, buf_slice(&text), &tokens, &err));
		buf_clear(&text);
	}
	assert_in_range(analyser_words(tools->analyser),
		ANALYSE_CACHE_WORDS + 1, ANALYSE_CACHE_WORDS + 1000);
	assert_true(analyser_trim(tools->analyser));
	assert_int_equal(analyser_words(tools->analyser), 0);
	assert_false(analyser_trim(tools->analyser));
	assert_true(analyse(
		tools->analyser, slice_text("keamanan"), &tokens, &err));
	assert_true(
		slice_equal(tokens.token[0].word->root, slice_text("aman")));
	tokens_free(&tokens);
	buf_free(&text);
}

#define WITH(test) \
	cmocka_unit_test_setup_teardown(test, with_dictionary, free_tools)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		WITH(test_reduplication),
		WITH(test_clitics),
		WITH(test_compounds),
		WITH(test_letters),
		WITH(test_numbers),
		WITH(test_addresses),
		WITH(test_acronyms),
		cmocka_unit_test_setup_teardown(test_without_dictionary,
			without_dictionary, free_tools),
		WITH(test_places),
		WITH(test_long_forms_are_cut),
		WITH(test_numbers_of_words),
		WITH(test_trim),
	};
	if (argc != 2) {
		fprintf(stderr, "usage: test_analyse EXCEPTIONS\n");
		return 2;
	}
	exceptions_path = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
