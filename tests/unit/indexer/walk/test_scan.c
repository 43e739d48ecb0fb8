/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static bool is_wanted(const char *name)
{
	static const char *const wanted[] = {".txt", ".md", ".ndjson", ".TXT"};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof wanted / sizeof *wanted; i++)
		if (strcmp(dot, wanted[i]) == 0)
			return true;
	return false;
}

/* A folder of its own for each test. */
struct fixture {
	char top[64];
	struct scan scan;
	struct buf skipped; /* "path: reason\n" */
};

static bool note_skipped(void *context, const char *path, bool may_hold,
	const char *reason, struct error *err)
{
	struct fixture *fixture = context;
	(void)err;
	buf_put_format(&fixture->skipped, "%s%s: %s\n", path,
		may_hold ? "/..." : "", reason);
	return true;
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	strcpy(fixture->top, "/tmp/telusur-scan-XXXXXX");
	if (!mkdtemp(fixture->top) || chdir(fixture->top) != 0)
		return -1;
	fixture->scan.is_wanted = is_wanted;
	fixture->scan.skipped = note_skipped;
	fixture->scan.context = fixture;
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[100];
	scan_free(&fixture->scan);
	buf_free(&fixture->skipped);
	snprintf(command, sizeof command, "rm -rf '%s'", fixture->top);
	int status = chdir("/") || system(command);
	free(fixture);
	return status;
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void walk(struct fixture *fixture)
{
	struct error err = {0};
	if (!scan_folder(&fixture->scan, fixture->top, &err))
		fail_msg("%s", err.text);
	buf_put_byte(&fixture->skipped, 0);
}

static void test_order(void **state)
{
	struct fixture *fixture = *state;
	static const char *const wanted[] = {
		"a-1.txt", "a.md", "a/2.txt", "a/b/3.ndjson", "b.TXT"};
	mkdir("a", 0700);
	mkdir("a/b", 0700);
	mkdir(".git", 0700);
	put("b.TXT", "12345");
	put("a/b/3.ndjson", "");
	put("a/2.txt", "");
	put("a.md", "");
	put("a-1.txt", "");
	put(".git/x.txt", "");
	put(".tersembunyi.txt", "");
	put("gambar.png", "");
	put("PROVENANCE", "");
	walk(fixture);
	assert_int_equal(fixture->scan.count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(fixture->scan.file[i].path, wanted[i]);
	assert_int_equal(fixture->scan.file[4].look.size_bytes, 5);
	assert_int_equal(fixture->scan.ignored, 4);
	assert_string_equal(fixture->skipped.bytes, "");
}

static void test_special(void **state)
{
	struct fixture *fixture = *state;
	put("baik.txt", "isi");
	mkdir("ruang", 0700);
	assert_int_equal(mkfifo("pipa.txt", 0600), 0);
	assert_int_equal(symlink("baik.txt", "tautan.txt"), 0);
	assert_int_equal(symlink("..", "ruang/putar"), 0);
	assert_int_equal(symlink("/dev/zero", "nol.txt"), 0);
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	strcpy(address.sun_path, "soket.txt");
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(
		bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	walk(fixture);
	close(fd);
	assert_int_equal(fixture->scan.count, 1);
	assert_string_equal(fixture->skipped.bytes,
		"nol.txt: a symbolic link; links are not followed\n"
		"pipa.txt: a pipe, not a file\n"
		"ruang/putar: a symbolic link; links are not followed\n"
		"soket.txt: a socket, not a file\n"
		"tautan.txt: a symbolic link; links are not followed\n");
}

static void test_depth(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 0; i < SCAN_MAX_DEPTH + 3; i++) {
		put("x.txt", "");
		assert_int_equal(mkdir("d", 0700), 0);
		assert_int_equal(chdir("d"), 0);
	}
	walk(fixture);
	/* The folder itself and SCAN_MAX_DEPTH below it. */
	assert_int_equal(fixture->scan.count, SCAN_MAX_DEPTH + 1);
	assert_non_null(strstr(fixture->skipped.bytes,
		"d/...: too many folders inside each other\n"));
}

static void test_odd_names(void **state)
{
	struct fixture *fixture = *state;
	char longest[256];
	memset(longest, 'n', 255);
	strcpy(longest + 251, ".txt");
	put("baris\nbaru.txt", "");
	put("-i.txt", "");
	put("\xFF\xFE.txt", "");
	put(longest, "");
	walk(fixture);
	assert_int_equal(fixture->scan.count, 4);
	for (size_t i = 0; i < 4; i++) {
		int fd = scan_open(fixture->top, fixture->scan.file[i].path);
		assert_true(fd >= 0);
		close(fd);
	}
}

static void test_missing(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	assert_false(scan_folder(&fixture->scan, "/tmp/tidak/ada", &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_false(scan_one(&fixture->scan, fixture->top, "x.txt", &err));
	put("x.txt", "abc");
	assert_true(scan_one(&fixture->scan, fixture->top, "x.txt", &err));
	assert_int_equal(fixture->scan.file[0].look.size_bytes, 3);
}

/* Nothing is reached over a link, wherever on the way it lies. */
static void test_open(void **state)
{
	struct fixture *fixture = *state;
	mkdir("a", 0700);
	mkdir("a/b", 0700);
	put("a/b/x.txt", "");
	assert_int_equal(symlink("a", "tautan"), 0);
	assert_int_equal(symlink("x.txt", "a/b/y.txt"), 0);
	assert_int_equal(mkfifo("a/pipa.txt", 0600), 0);
	int fd = scan_open(fixture->top, "a/b/x.txt");
	assert_true(fd >= 0);
	close(fd);
	static const char *const refused[] = {"tautan/b/x.txt", "a/b/y.txt",
		"a/pipa.txt", "a/b", "a/x.txt", "a/b/x.txt/z"};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		errno = 0;
		assert_int_equal(scan_open(fixture->top, refused[i]), -1);
		assert_int_not_equal(errno, 0);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_order),
		TEST(test_special),
		TEST(test_depth),
		TEST(test_odd_names),
		TEST(test_missing),
		TEST(test_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
