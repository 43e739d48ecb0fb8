/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots of word forms.  argv[1]: the exceptions, data/exceptions.txt. */
#include "affix.h"
#include "hunspell.h"
#include "roots.h"
#include "stem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>

static const char *exceptions_path;

struct tools {
	struct morphology *morphology;
	struct stem *stem;
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
	tools->stem = stem_new(tools->morphology, &err);
	assert_non_null(tools->stem);
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
	stem_free(tools->stem);
	morphology_free(tools->morphology);
	free(tools);
	return 0;
}

/* A root, then the forms that lead to it. */
static size_t check_family(struct stem *stem, const char *family)
{
	const char *at = family;
	struct slice root = slice_of(at, strcspn(at, ":"));
	size_t wrong = 0;
	at += root.length + 1;
	while (*(at += strspn(at, " "))) {
		struct slice form = slice_of(at, strcspn(at, " "));
		struct stem_result found;
		assert_true(stem_find(stem, form, &found, NULL));
		if (!slice_equal(found.root, root)) {
			print_error("%.*s -> %.*s, not %.*s\n",
				(int)form.length, form.bytes,
				(int)found.root.length, found.root.bytes,
				(int)root.length, root.bytes);
			wrong++;
		}
		at += form.length;
	}
	return wrong;
}

static void check_families(
	struct stem *stem, const char *const *family, size_t count)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++)
		wrong += check_family(stem, family[i]);
	assert_int_equal(wrong, 0);
}

#define CHECK_FAMILIES(stem, rows) \
	check_families(stem, rows, sizeof(rows) / sizeof(rows)[0])

/* What Snowball alone gets wrong, by cause. */
static const char *const repaired[] = {
	/* t */
	"tulis: menulis penulis penulisan tulisan ditulis tertulis",
	"terang: menerangkan keterangan diterangkan",
	"temu: menemukan bertemu pertemuan ditemukan penemuan",
	"tipu: penipuan menipu penipu",
	"tingkat: meningkat meningkatkan peningkatan tingkatan",
	"tuju: menuju tujuan",
	/* k */
	"kirim: mengirim mengirimkan pengiriman dikirim terkirim",
	"kurang: mengurangi berkurang pengurangan kekurangan",
	"kembang: mengembangkan berkembang perkembangan pengembangan",
	"kata: mengatakan perkataan berkata dikatakan",
	"kuasa: menguasai penguasa kekuasaan berkuasa",
	"kalah: mengalahkan kekalahan dikalahkan",
	"karang: mengarang pengarang karangan",
	/* m, n, p, s */
	"milik: memiliki pemilik kepemilikan dimiliki",
	"mulai: memulai dimulai mulailah",
	"main: pemain bermain permainan memainkan mainan",
	"masak: memasak masakan dimasak",
	"pemilu: pemilu",
	"nyata: menyatakan pernyataan kenyataan ternyata",
	"nyanyi: menyanyi penyanyi nyanyian bernyanyi",
	"syair: penyair bersyair",
	"pilih: memilih pemilihan pilihan dipilih terpilih",
	/* -i */
	"ekonomi: ekonomi perekonomian",
	"teknologi: teknologi berteknologi teknologinya",
	"sampai: sampai menyampaikan penyampaian disampaikan",
	"nilai: nilai menilai penilaian bernilai",
	"negeri: negeri negerinya",
	"partai: partai kepartaian",
	"industri: industri perindustrian",
	/* an end like a clitic or suffix */
	"masalah: masalah permasalahan bermasalah masalahnya",
	"sekolah: sekolah bersekolah persekolahan sekolahnya",
	"laku: pelaku berlaku perlakuan melakukan diberlakukan",
	"masuk: masukan pemasukan memasuki memasukkan termasuk",
	"beri: berikan memberi pemberian diberikan",
	/* a beginning like a prefix */
	"diplomasi: diplomasi berdiplomasi",
	"diplomat: diplomat",
	"digital: digital",
	"disinformasi: disinformasi",
	"media: media bermedia",
	"menteri: menteri kementerian",
	"keluar: keluar mengeluarkan pengeluaran",
	"keluarga: keluarga berkeluarga kekeluargaan",
	"ketua: ketua mengetuai",
	"terima: terima menerima penerimaan diterima",
	"beruang: beruang",
	"merdeka: merdeka kemerdekaan memerdekakan",
	"perintah: pemerintah pemerintahan memerintah perintah",
	"peluang: peluang berpeluang",
	"pengaruh: pengaruh memengaruhi mempengaruhi berpengaruh",
	"pesawat: pesawat",
	"perempuan: perempuan keperempuanan",
	"kepala: kepala mengepalai",
	"kereta: kereta",
	"berita: berita pemberitaan memberitakan",
	"setelah: setelah",
	"teroris: teroris",
	"terorisme: terorisme",
	/* r */
	"rencana: berencana perencanaan direncanakan terencana",
	"retas: meretas peretas diretas peretasan",
	/* se- and one syllable */
	"bagi: sebagian bagian berbagi membagikan",
	"bom: mengebom pengeboman",
	"cek: mengecek pengecekan dicek",
	/* ajar and its l */
	"ajar: belajar pelajaran pengajar mengajar pelajar pelajari",
	"ajar: pembelajaran mempelajari dipelajari terpelajar ajaran",
};

static void test_repaired(void **state)
{
	struct tools *tools = *state;
	CHECK_FAMILIES(tools->stem, repaired);
}

static void test_right_before(void **state)
{
	struct tools *tools = *state;
	static const char *const rows[] = {
		"aman: aman keamanan mengamankan pengamanan diamankan",
		"jahat: jahat kejahatan penjahat",
		"tahan: tahan pertahanan bertahan mempertahankan menahan",
		"serang: serang menyerang penyerang serangan penyerangan",
		"pilih: memilih pemilih pilihan",
		"sadap: sadap menyadap penyadapan disadap",
		"bangun: membangun pembangunan bangunan",
		"didik: pendidikan mendidik didikan terdidik",
		"baik: perbaikan memperbaiki sebaiknya kebaikan terbaik",
	};
	CHECK_FAMILIES(tools->stem, rows);
}

static void test_long_chains(void **state)
{
	struct tools *tools = *state;
	static const char *const rows[] = {
		"daya: memberdayakan pemberdayaan keberdayaan",
		"kerja: mempekerjakan pekerja pekerjaan bekerja dikerjakan",
		"batas: keterbatasan membatasi perbatasan",
		"sinambung: berkesinambungan",
		"tahu: mengetahui diketahui pengetahuan sepengetahuan",
		"sungguh: sesungguhnya kesungguhan",
		"juang: memperjuangkannyalah perjuangan",
		"tanggungjawab: pertanggungjawaban bertanggungjawab",
		/* One k of two left out. */
		"tunjuk: menunjukan menunjukkan pertunjukan",
		"letak: meletakan meletakkan terletak",
		/* tidak belongs to what it denies. */
		"tidakadil: ketidakadilan",
		"tidakpasti: ketidakpastian",
	};
	CHECK_FAMILIES(tools->stem, rows);
}

static void test_exceptions(void **state)
{
	struct tools *tools = *state;
	static const char *const rows[] = {
		/* Known by hand: a root of its own, and of its forms. */
		"siber: siber siberlah persiberan bersiber",
		"luring: luring",
		"daring: daring",
		/* Function words do not bring up their base. */
		"sebuah: sebuah",
		"menurut: menurut menurutnya",
		"turut: menuruti turut",
		/* Spellings. */
		"izin: ijin mengijinkan perizinan diizinkan",
		"nasihat: menasehati nasehat dinasihati",
		"ubah: merubah mengubah perubahan",
		/* Names. */
		"maluku: maluku",
		"kediri: kediri",
	};
	CHECK_FAMILIES(tools->stem, rows);
}

/* Of two roots that nothing else tells apart, Snowball's is taken, else the
 * longer one. */
static void test_ties(void **state)
{
	struct tools *tools = *state;
	static const char *const rows[] = {
		"upil: mengupil",
		"pinus: meminuskan",
		"iri: pengirian",
		"kening: mengeningkan pengeningan",
		"roman: peromankan",
	};
	CHECK_FAMILIES(tools->stem, rows);
}

/* -pun goes with any word; -lah and -kah with a short one only where the
 * dictionary says so. */
static void test_short_words_with_particles(void **state)
{
	struct tools *tools = *state;
	static const char *const rows[] = {
		"ubi: ubipun",
		"ibu: ibupun",
		"ubilah: ubilah",
		"jinkah: jinkah",
	};
	CHECK_FAMILIES(tools->stem, rows);
}

/* Words of no known root keep what is not plainly an affix. */
static void test_unknown(void **state)
{
	struct tools *tools = *state;
	static const char *const rows[] = {
		"kalimantan: kalimantan",
		"mexico: mexico",
		"american: american",
		"bekasi: bekasi",
		"peter: peter",
		"diana: diana",
		"abdullah: abdullah",
		"zorbling: zorblingnya dizorblingkan kezorblingannya",
	};
	CHECK_FAMILIES(tools->stem, rows);
}

static void test_without_dictionary(void **state)
{
	struct tools *tools = *state;
	static const char *const rows[] = {
		"aman: keamanan mengamankan diamankan pengamanan",
		"tahan: pertahanan bertahan mempertahankan",
		"bangun: membangun pembangunan",
		"kembang: perkembangan berkembang",
		"masalah: masalah permasalahan",
		"sekolah: sekolah bersekolah",
		"temu: menemukan bertemu pertemuan",
		"tulis: menulis penulis penulisan",
		"laku: berlaku pelaku melakukan",
		"retas: meretas peretasan",
		"ajar: belajar pelajaran mengajar",
		"media: media",
		"digital: digital",
		"diplomasi: diplomasi",
		"ekonomi: ekonomi perekonomian",
		"menteri: menteri kementerian",
		"beruang: beruang",
		"siber: siber persiberan",
	};
	CHECK_FAMILIES(tools->stem, rows);
	/* The rest is Snowball's. */
	struct stem_result found;
	assert_true(stem_find(
		tools->stem, slice_text("mengurungkan"), &found, NULL));
	assert_true(slice_equal(found.root, slice_text("urung")));
	assert_string_equal(found.via, "me- -kan");
}

static void test_via(void **state)
{
	struct tools *tools = *state;
	static const char *const rows[][2] = {
		{"tulis", ""},
		{"menulis", "me-"},
		{"penulisan", "pe- -an"},
		{"berikan", "-kan"},
		{"memperbaikinya", "me- per- -i -nya"},
		{"diberlakukan", "di- ber- -kan"},
		{"siapakah", "-kah"},
		{"rumahmulah", "-mu -lah"},
		{"sebaiknya", "se- -nya"},
		{"belajar", "ber-"},
		{"pelajaran", "per- -an"},
		{"mengebom", "me-"},
		{"mengijinkan", "me- -kan"},
		{"dikalimantankan", "di- -kan"},
		{"kalimantan", ""},
		{"ijin", ""},
	};
	const char *first = NULL;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct stem_result found;
		assert_true(stem_find(
			tools->stem, slice_text(rows[i][0]), &found, NULL));
		if (strcmp(found.via, rows[i][1]) != 0)
			fail_msg("%s via '%s', not '%s'", rows[i][0], found.via,
				rows[i][1]);
		if (strcmp(rows[i][1], "me-") == 0 && !first)
			first = found.via;
		else if (strcmp(rows[i][1], "me-") == 0)
			assert_ptr_equal(found.via, first);
	}
}

static void test_left_alone(void **state)
{
	struct tools *tools = *state;
	char long_form[AFFIX_MAX_BYTES + 8];
	memset(long_form, 'a', sizeof long_form);
	memcpy(long_form, "menulis", 7);
	long_form[sizeof long_form - 1] = '\0';
	const char *const rows[] = {"", "a", "di", "mp3nya", "2024", "кни",
		"menulis2", "日本", "kafé", "men\xff", long_form};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct stem_result found;
		assert_true(stem_find(
			tools->stem, slice_text(rows[i]), &found, NULL));
		assert_true(slice_equal(found.root, slice_text(rows[i])));
		assert_string_equal(found.via, "");
	}
}

/* A root that somebody looks up is found again under itself. */
static void test_roots_are_stable(void **state)
{
	struct tools *tools = *state;
	const struct roots *roots = morphology_roots(tools->morphology);
	size_t moved = 0;
	for (size_t i = 0; i < roots_count(roots); i++) {
		const struct root *root = roots_at(roots, i);
		struct stem_result found;
		assert_true(stem_find(tools->stem, root->root, &found, NULL));
		moved += !slice_equal(found.root, root->root);
	}
	assert_int_equal(moved, 0);
}

static void test_stem_exception(void **state)
{
	struct tools *tools = *state;
	struct slice root;
	assert_true(stem_exception(
		tools->stem, slice_text("undang-undang"), &root));
	assert_true(slice_equal(root, slice_text("undang-undang")));
	assert_true(stem_exception(
		tools->stem, slice_text("perundang-undangan"), &root));
	assert_true(slice_equal(root, slice_text("undang-undang")));
	assert_true(stem_exception(tools->stem, slice_text("berlaku"), &root));
	assert_true(slice_equal(root, slice_text("laku")));
	assert_false(stem_exception(tools->stem, slice_text("rumah"), &root));
	assert_false(
		stem_exception(tools->stem, slice_text("anak-anak"), &root));
}

/* A loaded morphology finds the same roots as the one that was built. */
static void test_loaded(void **state)
{
	struct tools *tools = *state;
	struct buf saved = {0};
	assert_true(morphology_save(tools->morphology, &saved));
	struct morphology *loaded = morphology_load(buf_slice(&saved), NULL);
	assert_non_null(loaded);
	struct stem *stem = stem_new(loaded, NULL);
	assert_int_equal(
		check_family(stem, "laku: melakukan berlaku diberlakukan"), 0);
	stem_free(stem);
	morphology_free(loaded);
	buf_free(&saved);
}

#define TEST_WITH(test) \
	cmocka_unit_test_setup_teardown(test, with_dictionary, free_tools)
#define TEST_WITHOUT(test) \
	cmocka_unit_test_setup_teardown(test, without_dictionary, free_tools)

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	exceptions_path = argv[1];
	const struct CMUnitTest tests[] = {
		TEST_WITH(test_repaired),
		TEST_WITH(test_right_before),
		TEST_WITH(test_long_chains),
		TEST_WITH(test_exceptions),
		TEST_WITH(test_ties),
		TEST_WITH(test_short_words_with_particles),
		TEST_WITH(test_unknown),
		TEST_WITHOUT(test_without_dictionary),
		TEST_WITH(test_via),
		TEST_WITH(test_left_alone),
		TEST_WITH(test_roots_are_stable),
		TEST_WITH(test_stem_exception),
		TEST_WITH(test_loaded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
