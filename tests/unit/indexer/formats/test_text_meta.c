/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_meta.h"

#include "date.h"
#include "person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define BODY                                                              \
	"Diplomasi siber dilakukan oleh negara-negara yang bekerja sama " \
	"menjaga ruang siber Indonesia dan dunia.\n"

static void is_text(const struct buf *got, const char *wanted, const char *of)
{
	if (!slice_equal(buf_slice(got), slice_text(wanted)))
		fail_msg("%s: got \"%.*s\", wanted \"%s\"", of,
			(int)got->length, got->bytes ? got->bytes : "", wanted);
}

static void test_dates(void **state)
{
	static const char *const rows[][2] = {
		{"2 Desember 2021", "2021-12-02"},
		{"Diperbarui: 2 Desember 2021   22:24", "2021-12-02"},
		{"Kamis, 2 Des 2021", "2021-12-02"},
		{"Jum'at, 17 Agt 1945", "1945-08-17"},
		{"17 Agustus 1945", "1945-08-17"},
		{"5 Nop. 1999", "1999-11-05"},
		{"1 Pebruari 2000", "2000-02-01"},
		{"12 SEPT 2011", "2011-09-12"},
		{"2-Mei-2004", "2004-05-02"},
		{"Dec 2, 2021", "2021-12-02"},
		{"December 25th 2021", ""},
		{"02/12/2021", "2021-12-02"},
		{"12/25/2021", "2021-12-25"},
		{"2.1.2003", "2003-01-02"},
		{"2021-12-02T22:24:00+07:00", "2021-12-02"},
		{"2021-12", "2021-12"},
		{"2021", "2021"},
		{"D:20211202222400+07'00'", "2021-12-02"},
		{"D:2021", "2021"},
		{"Mei 2020", "2020-05"},
		{"31 Februari 2020", "2020-02"},
		{"29 Februari 2021", "2021-02"},
		{"29 Februari 2020", "2020-02-29"},
		{"29 Februari 1900", "1900-02"},
		{"29 Februari 2000", "2000-02-29"},
		{"2021-13-01", ""},
		{"2021-00-01", ""},
		{"32/01/2020", ""},
		{"2 Maretu 2020", ""},
		{"2 Ma 2020", ""},
		{"12 Juni 20201", ""},
		{"0 Mei 2020", "2020-05"},
		{"kemarin", ""},
		{"", ""},
		{"12345", ""},
		{"1/2/3", ""},
		{"2 Mei 1700", ""},
		{"-", ""},
		{"D:", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		date_field(slice_text(rows[i][0]), &out);
		is_text(&out, rows[i][1], rows[i][0]);
		buf_free(&out);
	}
}

static void test_persons(void **state)
{
	static const char *const rows[][2] = {
		{"Siti Aminah", "Siti Aminah"},
		{"Sindi lestari", "Sindi lestari"},
		{"Oleh: Budi Santoso", "Budi Santoso"},
		{"Oleh Dr. H.M. Yamin, S.H.", "Dr. H.M. Yamin, S.H."},
		{"Penulis : Ma'ruf Amin | Kabar", "Ma'ruf Amin"},
		{"by Ali-Fauzi - Koran", "Ali-Fauzi"},
		{"Redaksi", ""},
		{"admin", ""},
		{"Tim Redaksi", ""},
		{"Kompas.com", ""},
		{"budi", ""},
		{"Budi 88", ""},
		{"budi@contoh.id", ""},
		{"https://contoh.id/budi", ""},
		{"", ""},
		{"Oleh:", ""},
		{"Oleh Karena Itu", ""},
		{"A B C D E F G", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = {0};
		assert_int_equal(person_name(slice_text(rows[i][0]), &out),
			*rows[i][1] != '\0');
		is_text(&out, rows[i][1], rows[i][0]);
		buf_free(&out);
	}
}

static void test_front_matter(void **state)
{
	struct text_meta meta = {0};
	(void)state;
	assert_true(text_meta_front_matter(
		slice_text(
			"---\r\njudul: \"Malam: Satu\"\r\nPenulis: Budi "
			"Santoso # saya\ntanggal: 2020-05-01\nurl: "
			"https://a.id/x\ntags:\n  - title: lain\n---\nIsi.\n"),
		&meta));
	is_text(&meta.title, "Malam: Satu", "title");
	is_text(&meta.author, "Budi Santoso", "author");
	is_text(&meta.date, "2020-05-01", "date");
	is_text(&meta.url, "https://a.id/x", "url");
	text_meta_clear(&meta);
	assert_true(text_meta_front_matter(
		slice_text("---\ntitle: [a, b]\nauthor: admin\ndate: besok\n"
			   "url: /x\n---\n"),
		&meta));
	is_text(&meta.title, "", "title");
	is_text(&meta.author, "", "author");
	is_text(&meta.date, "", "date");
	is_text(&meta.url, "", "url");
	text_meta_clear(&meta);
	assert_true(text_meta_front_matter(
		slice_text("---\nauthors: [\"Budi Santoso\", Ani, admin]\n"
			   "title: T\n---\n"),
		&meta));
	is_text(&meta.author, "Budi Santoso, Ani", "authors side by side");
	text_meta_clear(&meta);
	assert_true(text_meta_front_matter(
		slice_text("---\npenulis:\n  - Budi Santoso\n- 'Ani'\n"
			   "tags:\n  - Candi\n---\n"),
		&meta));
	is_text(&meta.author, "Budi Santoso, Ani", "authors, a line each");
	text_meta_clear(&meta);
	assert_true(text_meta_front_matter(
		slice_text("+++\ntitle = \"Satu: Dua\"\nauthor=\"Ani\"\n"
			   "date = 2020-05-01T07:00:00Z\n[params]\n"
			   "  math = true\n+++\nIsi.\n"),
		&meta));
	is_text(&meta.title, "Satu: Dua", "title");
	is_text(&meta.author, "Ani", "author");
	is_text(&meta.date, "2020-05-01", "date");
	static const char *const none[] = {"", "---", "---\n---\n",
		"+++\ntitle: a\n+++\n", "+++\ntitle = a\n---\n",
		"---\ntitle: a\n", "---\nIni kalimat biasa.\n---\n",
		"title: a\n---\n", "-----\ntitle: a\n-----\n"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(
			text_meta_front_matter(slice_text(none[i]), &meta));
	text_meta_free(&meta);
}

static void test_saved_page(void **state)
{
	static const struct {
		const char *text, *title, *author, *date;
	} rows[] = {
		{"Lihat ke Halaman Asli\n\nSindi lestari\n\nmahasiswa\n\nJudul "
		 "Kita\n\nDiperbarui: 2 Desember 2021   22:24\n\n" BODY,
			"Judul Kita", "Sindi lestari", "2021-12-02"},
		{"Judul Kita\nOleh: Budi Santoso\nKamis, 2 Des 2021\n" BODY,
			"Judul Kita", "Budi Santoso", "2021-12-02"},
		{"Judul Kita\nDiperbarui: 3 Mei 2022\nDibuat: 1 Mei "
		 "2022\n" BODY,
			"Judul Kita", "", "2022-05-01"},
		/* Not an author: a section, an editor, a sentence, a line of a
		 * page without a date, or that says where it was seen. */
		{"Politik\nJudul Kita\nKamis, 2 Des 2021\n" BODY, "Judul Kita",
			"", "2021-12-02"},
		{"Judul Kita\nEditor: Budi Santoso\n" BODY, "Judul Kita", "",
			""},
		{"Judul Kita\nOleh karena itu kita bekerja\n" BODY,
			"Judul Kita", "", ""},
		{"Lihat ke Halaman Asli\nSosial Budaya\nJudul Kita\n" BODY,
			"Judul Kita", "", ""},
		{"Lihat ke Halaman Asli\nSiapa Berhak Menilai?\nDiperbarui: "
		 "26 Juni 2015   10:02\n" BODY,
			"Siapa Berhak Menilai?", "", "2015-06-26"},
		{"Lihat ke Halaman Asli\nNegara dan Diplomasi\nJudul "
		 "Kita\nDiperbarui: 26 Juni 2015\n" BODY,
			"Judul Kita", "", "2015-06-26"},
		{"Judul Kita\n" BODY "Oleh: Budi Santoso\n2 Mei 2020\n",
			"Judul Kita", "", ""},
		{"Pidato 17 Agustus 1945\n" BODY, "Pidato 17 Agustus 1945", "",
			""},
		{"", "", "", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text_meta meta = {0};
		text_meta_saved_page(slice_text(rows[i].text),
			slice_text(rows[i].title), &meta);
		is_text(&meta.author, rows[i].author, rows[i].text);
		is_text(&meta.date, rows[i].date, rows[i].text);
		text_meta_free(&meta);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_persons),
		cmocka_unit_test(test_front_matter),
		cmocka_unit_test(test_saved_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
