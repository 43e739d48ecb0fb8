/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "hash.h"

#include <dirent.h>
#include <fcntl.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

uint32_t support_random(uint64_t *state, uint32_t limit)
{
	/* splitmix64, Steele and others 2014. */
	uint64_t z = *state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (uint32_t)((z ^ z >> 31) % limit);
}

char *support_path(const char *folder, const char *name)
{
	struct buf path = {0};
	buf_put_format(&path, "%s/%s", folder, name);
	buf_put_byte(&path, 0);
	assert_false(path.failed);
	return path.bytes;
}

char *support_folder(void)
{
	const char *above = getenv("TMPDIR");
	char *folder = support_path(
		above && *above ? above : "/tmp", "telusur-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	return folder;
}

/* Calls visit for every file below the folder, then for the folder; returns
 * the sum of what it gives. */
static uint64_t walk(const char *path, uint64_t (*visit)(const char *path))
{
	uint64_t sum = 0;
	struct stat status;
	if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
		DIR *folder = opendir(path);
		assert_non_null(folder);
		for (struct dirent *entry; (entry = readdir(folder));) {
			if (strcmp(entry->d_name, ".") == 0 ||
				strcmp(entry->d_name, "..") == 0)
				continue;
			char *below = support_path(path, entry->d_name);
			sum += walk(below, visit);
			free(below);
		}
		closedir(folder);
	}
	return sum + visit(path);
}

static uint64_t remove_one(const char *path)
{
	return (uint64_t)remove(path);
}

void support_remove(char *folder)
{
	assert_int_equal(walk(folder, remove_one), 0);
	free(folder);
}

static uint64_t hash_one(const char *path)
{
	struct buf content = {0};
	struct stat status;
	assert_int_equal(lstat(path, &status), 0);
	buf_put_format(&content, "%s %o\n", path, (unsigned)status.st_mode);
	if (S_ISREG(status.st_mode)) {
		FILE *file = fopen(path, "rb");
		assert_non_null(file);
		char part[4096];
		for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
			buf_put(&content, part, n);
		fclose(file);
	} else if (S_ISLNK(status.st_mode)) {
		char target[256];
		ssize_t length = readlink(path, target, sizeof target);
		assert_true(length > 0);
		buf_put(&content, target, (size_t)length);
	}
	uint64_t hash = hash_bytes(buf_slice(&content));
	buf_free(&content);
	return hash;
}

uint64_t support_hash(const char *folder)
{
	return walk(folder, hash_one);
}

size_t support_memory_in_use(void)
{
	struct mallinfo2 info = mallinfo2();
	return info.uordblks + info.hblkhd;
}

void support_check(bool ok, const struct error *err, const char *file, int line)
{
	if (!ok)
		print_error("%s\n", err->text);
	_assert_true(ok, "ok", file, line);
}

void support_equal(struct buf *out, const char *expected)
{
	buf_put_byte(out, 0);
	assert_false(out->failed);
	assert_string_equal(out->bytes, expected);
	buf_free(out);
}

/* A word of two or three syllables; low numbers are more frequent. */
static void put_word(struct buf *out, uint64_t *state)
{
	static const char *const syllable[] = {
		"ba", "cu", "di", "ga", "ka", "lu", "ma", "ni", "sa", "tu"};
	uint32_t bound = 8 + support_random(state, 800);
	uint32_t number = support_random(state, bound);
	for (uint32_t n = number + 10; n; n /= 10)
		buf_put_text(out, syllable[n % 10]);
}

void support_text(struct buf *out, uint64_t *state, uint32_t words)
{
	for (uint32_t i = 0; i < words; i++) {
		put_word(out, state);
		uint32_t chance = support_random(state, 100);
		if (chance < 4) {
			buf_put_byte(out, '-');
			put_word(out, state);
		}
		buf_put_text(out, chance > 97   ? ".\n\n"
				  : chance > 85 ? ". "
						: " ");
	}
	assert_false(out->failed);
}
