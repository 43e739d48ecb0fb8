/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_fixture.h"

#include "index_write.h"
#include "morphology.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void write_index(const char *folder, const struct morphology *morphology,
	const struct essay *essay, size_t count)
{
	struct error err = {0};
	uint32_t source = 0;
	struct index_writer *writer = index_writer_open(
		folder, morphology, false, &err);
	if (!writer || !index_writer_add_source(writer, "/", &source, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < count; i++) {
		struct essay with_source = essay[i];
		uint32_t document = 0;
		with_source.source = source;
		if (!index_writer_put(writer, &with_source, &document, &err))
			fail_msg("%s", err.text);
		assert_int_equal(document, i + 1);
	}
	if (!index_writer_commit(writer, &err) ||
		!index_writer_publish(writer, &err))
		fail_msg("%s", err.text);
	index_writer_free(writer);
}

void fixture_open(struct fixture *fixture, const char *dictionary,
	const char *exceptions, const struct essay *essay, size_t count)
{
	struct error err = {0};
	fixture->folder = support_folder();
	struct morphology *morphology = morphology_build(
		dictionary, &exceptions, exceptions ? 1 : 0, &err);
	if (!morphology)
		fail_msg("%s", err.text);
	write_index(fixture->folder, morphology, essay, count);
	morphology_free(morphology);
	fixture->index = index_open(fixture->folder, &err);
	if (!fixture->index)
		fail_msg("%s", err.text);
}

void fixture_close(struct fixture *fixture)
{
	index_close(fixture->index);
	support_remove(fixture->folder);
}

struct essay fixture_essay(
	const char *id, const char *title, bool titled, const char *text)
{
	struct essay essay = {.id = slice_text(id),
		.path = slice_text(id),
		.title = slice_text(title),
		.text = slice_text(text),
		.titled = titled};
	return essay;
}

/* Words of queries; none is a function word. */
static const char *const words[] = {"aman", "keamanan", "Keamanan",
	"mengamankan", "siber", "ruang", "ruang", "serang", "serangan",
	"menyerang", "jahat", "kejahatan", "anak-anak", "anak", "undang-undang",
	"undang", "covid-19", "covid", "19", "non-negara", "negara", "KTP-nya",
	"ktp", "Jum'at", "jumat", "1.000.000", "ui.ac.id", "nama@ui.ac.id",
	"ac", "caf\xC3\xA9", "cafe", "U.S.A", "usa", "buku2", "sayur-mayur"};

/* What stands beside them in texts, and inside quotes. */
static const char *const others[] = {"dan", "yang", "di", "ancaman- ancaman",
	"dunia", "batas-batas", "1980-an", "a/b", "(aman)", "diplomasi",
	"perang", "win-win", "aman,siber", "x-y-z"};

/* What stands in texts only. */
static const char *const marks[] = {"\xE2\x80\x9Csiber\xE2\x80\x9D",
	"\xE2\x80\x94", "\"jahat\"", "...", "serang- menyerang"};

static const char *pick(uint64_t *chance, const char *const *list, size_t count)
{
	return list[support_random(chance, (uint32_t)count)];
}

#define PICK(chance, list) pick(chance, list, sizeof(list) / sizeof *(list))

static void put_text_word(uint64_t *chance, struct buf *out)
{
	uint32_t kind = support_random(chance, 20);
	buf_put_text(out, kind == 0  ? PICK(chance, marks)
			  : kind < 8 ? PICK(chance, words)
				     : PICK(chance, others));
}

void chance_text(uint64_t *chance, uint32_t paragraphs, struct buf *out)
{
	static const char *const ends[] = {
		". ", ". ", "? ", "! ", ".\" ", "\n", ".\n", ", ", "; ", " "};
	uint32_t count = 1 + support_random(chance, paragraphs);
	for (uint32_t p = 0; p < count; p++) {
		uint32_t sentences = 1 + support_random(chance, 6);
		for (uint32_t s = 0; s < sentences; s++) {
			uint32_t length = 1 + support_random(
						      chance, p % 3 ? 12 : 50);
			for (uint32_t w = 0; w < length; w++) {
				if (w)
					buf_put_byte(out, ' ');
				put_text_word(chance, out);
			}
			buf_put_text(out, PICK(chance, ends));
		}
		buf_put_text(out, support_random(chance, 4) ? "\n\n" : "\n");
	}
}

static void put_word(uint64_t *chance, struct buf *out)
{
	buf_put_text(out, PICK(chance, words));
}

/* A word, prefix, exact form, phrase or NEAR, perhaps in a field. */
static void put_leaf(uint64_t *chance, bool near, struct buf *out)
{
	static const char *const fields[] = {"judul:", "berkas:", "penulis:",
		"tahun:2019..2021", "tahun:..2020"};
	static const char *const prefixes[] = {
		"ama*", "ser*", "men*", "cov*", "neg*", "non-n*", "kej*"};
	uint32_t kind = support_random(chance, 12);
	if (kind == 0 && !near) {
		const char *field = PICK(chance, fields);
		buf_put_text(out, field);
		if (field[0] == 't')
			return;
		put_leaf(chance, true, out);
	} else if (kind == 1) {
		buf_put_text(out, PICK(chance, prefixes));
	} else if (kind == 2) {
		buf_put_byte(out, '=');
		put_word(chance, out);
	} else if (kind <= 4) {
		uint32_t length = 1 + support_random(chance, 3);
		for (uint32_t i = 0; i < length; i++) {
			buf_put_byte(out, i ? ' ' : '"');
			bool word = i + 1 == length ||
				    support_random(chance, 3);
			buf_put_text(out, word ? PICK(chance, words)
					       : PICK(chance, others));
		}
		buf_put_text(out, support_random(chance, 2) ? "\"" : "\"~");
	} else if (kind == 5 && !near) {
		uint32_t further = 1 + support_random(chance, 2);
		put_leaf(chance, true, out);
		for (uint32_t i = 0; i < further; i++) {
			buf_put_format(out, " NEAR/%u ",
				(unsigned)(1 + support_random(chance, 8)));
			put_leaf(chance, true, out);
		}
	} else {
		put_word(chance, out);
	}
}

static void put_group(uint64_t *chance, unsigned depth, struct buf *out)
{
	static const char *const joints[] = {" ", " ", " DAN ", " ATAU ", " -",
		" +", " BUKAN ", " DAN BUKAN "};
	uint32_t length = 1 + support_random(chance, 3);
	if (support_random(chance, 8) == 0)
		buf_put_text(out, "BUKAN ");
	for (uint32_t i = 0; i < length; i++) {
		if (i)
			buf_put_text(out, PICK(chance, joints));
		if (depth && support_random(chance, 3) == 0) {
			buf_put_byte(out, '(');
			put_group(chance, depth - 1, out);
			buf_put_byte(out, ')');
		} else {
			put_leaf(chance, false, out);
		}
	}
}

void chance_query(uint64_t *chance, struct buf *out)
{
	put_group(chance, 3, out);
}
