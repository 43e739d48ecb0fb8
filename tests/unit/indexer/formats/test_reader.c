/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader_set.h"

#include "index_write.h"
#include "parsers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that is gone when it is closed. */
static int file_of(const char *bytes, size_t length)
{
	char path[] = "/tmp/telusur-source-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(write(fd, bytes, length), (ssize_t)length);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static int file_of_text(const char *text)
{
	return file_of(text, strlen(text));
}

struct reading {
	const struct reader_format *format;
	struct reader *reader;
	struct reader_item item;
	struct essay essay;
	enum decode_encoding encoding;
	struct error err;
};

/* Runs the parsers of all tests. */
static struct worker *worker;

static struct reading begin(const char *name, int fd)
{
	struct reading reading = {.format = reader_set_format(name)};
	assert_non_null(reading.format);
	reading.reader = reading.format->type->open(
		reading.format, worker, &reading.err);
	assert_non_null(reading.reader);
	reading.format->type->start(reading.reader, fd, name);
	return reading;
}

static enum reader_result next(struct reading *reading)
{
	const struct reader_type *type = reading->format->type;
	reading->err = (struct error){0};
	enum reader_result result = type->next(
		reading->reader, &reading->item, &reading->err);
	return result == READER_ITEM && type->take
		       ? type->take(
				 reading->reader, &reading->item, &reading->err)
		       : result;
}

static enum reader_result essay(struct reading *reading)
{
	return reading->format->type->essay(reading->reader, &reading->essay,
		&reading->encoding, &reading->err);
}

static void end(struct reading *reading, int fd)
{
	reading->format->type->free(reading->reader);
	close(fd);
}

static void is_text(struct slice got, const char *wanted)
{
	if (!slice_equal(got, slice_text(wanted)))
		fail_msg("got \"%.*s\", wanted \"%s\"", (int)got.length,
			got.bytes, wanted);
}

static void assert_read(const char *name, enum kind_id kind,
	const struct reader_type *type, extract_parser *parser)
{
	const struct reader_format *format = reader_set_format(name);
	assert_non_null(format);
	assert_ptr_equal(format->kind, &kinds[kind]);
	assert_ptr_equal(format->type, type);
	assert_ptr_equal(format->parser, parser);
}

static void test_formats(void **state)
{
	(void)state;
	assert_read("a.txt", KIND_TXT, &reader_text, NULL);
	assert_read("x/A.MD", KIND_MD, &reader_text, NULL);
	assert_read("a.ndjson", KIND_NDJSON, &reader_ndjson, NULL);
	assert_read("a.b.jsonl", KIND_NDJSON, &reader_ndjson, NULL);
	assert_read("a.Htm", KIND_HTML, &reader_document, html_extract);
	assert_read("x.y/a.docm", KIND_DOCX, &reader_document, docx_extract);
	assert_null(reader_set_format("PROVENANCE"));
	assert_true(reader_set_wants("a.pdf"));
	assert_false(reader_set_wants("a.pdf~"));
}

static void test_text(void **state)
{
	(void)state;
	int fd = file_of_text("Judul Teks\n\nIsi teks ini.\n");
	struct reading r = begin("folder/nama-berkas.txt", fd);
	assert_int_equal(next(&r), READER_ITEM);
	assert_int_equal(r.item.key.length, 0);
	assert_int_equal(essay(&r), READER_ITEM);
	is_text(r.essay.title, "Judul Teks");
	is_text(r.essay.text, "Judul Teks\n\nIsi teks ini.\n");
	assert_false(r.essay.titled);
	assert_false(r.essay.extracted);
	assert_int_equal(next(&r), READER_END);
	struct hash_wide first = r.item.content;
	close(fd);
	/* The same reader takes the next file. */
	fd = file_of_text("Isi teks ini saja.\n");
	r.format->type->start(r.reader, fd, "folder/nama-berkas.txt");
	assert_int_equal(next(&r), READER_ITEM);
	assert_int_equal(essay(&r), READER_ITEM);
	is_text(r.essay.title, "Nama berkas");
	assert_true(r.essay.titled);
	assert_memory_not_equal(&first, &r.item.content, sizeof first);
	end(&r, fd);
}

static void test_text_converted(void **state)
{
	(void)state;
	int fd = file_of("\xFF\xFEi\0s\0i\0", 8);
	struct reading r = begin("a.txt", fd);
	assert_int_equal(next(&r), READER_ITEM);
	assert_int_equal(essay(&r), READER_ITEM);
	is_text(r.essay.text, "isi");
	assert_true(r.essay.extracted);
	assert_int_equal(r.encoding, DECODE_UTF16);
	end(&r, fd);
}

static void test_text_refused(void **state)
{
	(void)state;
	int fd = file_of("a\0b", 3);
	struct reading r = begin("a.txt", fd);
	assert_int_equal(next(&r), READER_ITEM);
	assert_int_equal(essay(&r), READER_SKIP);
	assert_non_null(strstr(r.err.text, "binary"));
	close(fd);
	/* A huge file is refused by its size; nothing is read. */
	fd = file_of("", 0);
	assert_int_equal(ftruncate(fd, (off_t)20 << 30), 0);
	r.format->type->start(r.reader, fd, "a.txt");
	assert_int_equal(next(&r), READER_SKIP);
	assert_non_null(strstr(r.err.text, "64 MB"));
	close(fd);
	fd = open("/tmp", O_RDONLY | O_DIRECTORY);
	r.format->type->start(r.reader, fd, "a.txt");
	assert_int_equal(next(&r), READER_FAILED);
	end(&r, fd);
}

static void test_ndjson(void **state)
{
	(void)state;
	int fd = file_of_text(
		"\xEF\xBB\xBF{\"id\":\"a\",\"title\":\" Judul  A\",\"text\":"
		"\"isi \\u00e9\",\"author\":\"B\",\"date\":\"2021-12\","
		"\"url\":\"http://x\"}\r\n"
		"\n  \r\n"
		"{\"id\":\"b\",\"title\":\"\",\"text\":\"Judul Dalam\\nisi "
		"teks.\",\"date\":\"kemarin\"}\n"
		"{\"id\":\"c\",\"title\":\"\",\"text\":\"\"}");
	struct reading r = begin("a.jsonl", fd);
	assert_int_equal(next(&r), READER_ITEM);
	is_text(r.item.key, "a");
	assert_int_equal(r.item.line, 1);
	assert_int_equal(essay(&r), READER_ITEM);
	is_text(r.essay.id, "a");
	is_text(r.essay.title, "Judul A");
	is_text(r.essay.text, "isi \xC3\xA9");
	is_text(r.essay.author, "B");
	is_text(r.essay.date, "2021-12");
	is_text(r.essay.url, "http://x");
	is_text(r.essay.kind, "ndjson");
	assert_true(r.essay.titled && r.essay.extracted);
	assert_int_equal(next(&r), READER_ITEM);
	assert_int_equal(r.item.line, 4);
	assert_int_equal(essay(&r), READER_ITEM);
	is_text(r.essay.title, "Judul Dalam");
	assert_false(r.essay.titled);
	is_text(r.essay.date, "");
	assert_int_equal(next(&r), READER_ITEM);
	assert_int_equal(essay(&r), READER_ITEM);
	is_text(r.essay.title, "c");
	assert_int_equal(next(&r), READER_END);
	end(&r, fd);
}

/* A bad line costs itself. */
static void test_ndjson_bad_lines(void **state)
{
	(void)state;
	static const char *const bad[] = {"{", "[]", "{\"id\":\"x\"}",
		"{\"id\":1,\"title\":\"t\",\"text\":\"t\"}",
		"{\"id\":\"a b\",\"title\":\"t\",\"text\":\"t\"}",
		"{\"id\":\"\",\"title\":\"t\",\"text\":\"t\"}",
		"{\"id\":\"x\",\"title\":\"t\",\"text\":\"\xFF\"}", "null",
		"{\"id\":\"x\",\"title\":\"t\",\"text\":\"t\"} x"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char text[200];
		snprintf(text, sizeof text,
			"%s\n{\"id\":\"baik\",\"title\":\"t\",\"text\":\"t\"}"
			"\n",
			bad[i]);
		int fd = file_of_text(text);
		struct reading r = begin("a.ndjson", fd);
		if (next(&r) != READER_SKIP)
			fail_msg("taken: %s", bad[i]);
		assert_true(strlen(r.err.text) > 0);
		assert_int_equal(r.item.line, 1);
		assert_int_equal(next(&r), READER_ITEM);
		is_text(r.item.key, "baik");
		assert_int_equal(r.item.line, 2);
		assert_int_equal(next(&r), READER_END);
		end(&r, fd);
	}
}

static void test_ndjson_dates(void **state)
{
	(void)state;
	static const struct {
		const char *date;
		bool kept;
	} rows[] = {
		{"2021", true},
		{"2021-12-02", true},
		{"2021-12-02T22:24:00+07:00", true},
		{"1365", true},
		{"1945-13-07", false},
		{"1945-00-07", false},
		{"1945-12-32", false},
		{"2 Desember 2021", false},
		{"20211202", false},
		{"2021-12-", false},
		{"2021-12-02 ", false},
		{"2021-12-02x22", false},
		{"2021-12-02T0000000000000000000000000000000", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[200];
		snprintf(text, sizeof text,
			"{\"id\":\"a\",\"title\":\"t\",\"text\":\"t\","
			"\"date\":\"%s\"}",
			rows[i].date);
		int fd = file_of_text(text);
		struct reading r = begin("a.ndjson", fd);
		assert_int_equal(next(&r), READER_ITEM);
		assert_int_equal(essay(&r), READER_ITEM);
		is_text(r.essay.date, rows[i].kept ? rows[i].date : "");
		end(&r, fd);
	}
}

/* Lines longer than a chunk, and one that is longer than any may be. */
static void test_ndjson_long_lines(void **state)
{
	(void)state;
	enum { LONG = 700000 };
	static const char tail[] = "\"}\n";
	struct buf text = {0};
	for (int i = 0; i < 2; i++) {
		buf_put_format(&text,
			"{\"id\":\"l%d\",\"title\":\"t\",\"text\":\"", i);
		for (int n = 0; n < LONG; n++)
			buf_put_byte(&text, 'a');
		buf_put_text(&text, tail);
	}
	int fd = file_of(text.bytes, text.length);
	/* A hole of NULs, which the file system does not store. */
	off_t hole = INDEX_MAX_TEXT_BYTES + (INDEX_MAX_TEXT_BYTES >> 3) + 9;
	off_t after = (off_t)text.length + hole;
	static const char last[] =
		"\n{\"id\":\"z\",\"title\":\"t\",\"text\":\"t\"}";
	assert_int_equal(
		pwrite(fd, last, strlen(last), after), (ssize_t)strlen(last));
	struct reading r = begin("a.ndjson", fd);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(next(&r), READER_ITEM);
		assert_int_equal(essay(&r), READER_ITEM);
		assert_int_equal(r.essay.text.length, LONG);
	}
	assert_int_equal(next(&r), READER_SKIP);
	assert_int_equal(r.item.line, 3);
	assert_non_null(strstr(r.err.text, "64 MB"));
	assert_int_equal(next(&r), READER_ITEM);
	is_text(r.item.key, "z");
	assert_int_equal(r.item.line, 4);
	assert_int_equal(next(&r), READER_END);
	end(&r, fd);
	buf_free(&text);
}

static void test_ndjson_binary(void **state)
{
	(void)state;
	int fd = file_of("{\0\n{}\n", 6);
	struct reading r = begin("a.ndjson", fd);
	assert_int_equal(next(&r), READER_SKIP);
	assert_int_equal(r.item.line, 0);
	assert_int_equal(next(&r), READER_END);
	end(&r, fd);
}

/* What grows under the reader is not believed. */
static void test_ndjson_changes(void **state)
{
	(void)state;
	int fd = file_of_text(
		"{\"id\":\"a\",\"title\":\"t\",\"text\":\"t\"}\n");
	struct reading r = begin("a.ndjson", fd);
	assert_int_equal(next(&r), READER_ITEM);
	assert_int_equal(pwrite(fd, "\n", 1, 300), 1);
	enum reader_result result;
	while ((result = next(&r)) == READER_SKIP)
		;
	assert_int_equal(result, READER_FAILED);
	assert_non_null(strstr(r.err.text, "changes"));
	end(&r, fd);
}

static int start(void **state)
{
	struct error err = {0};
	(void)state;
	worker = worker_new(&err);
	return worker ? 0 : -1;
}

static int stop(void **state)
{
	(void)state;
	worker_free(worker);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_text_converted),
		cmocka_unit_test(test_text_refused),
		cmocka_unit_test(test_ndjson),
		cmocka_unit_test(test_ndjson_bad_lines),
		cmocka_unit_test(test_ndjson_dates),
		cmocka_unit_test(test_ndjson_long_lines),
		cmocka_unit_test(test_ndjson_binary),
		cmocka_unit_test(test_ndjson_changes),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
