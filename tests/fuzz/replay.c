/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives every file of the folders named to a fuzz target, whole and cut short,
 * so that what once broke it is tried in each run of the tests.  Fails when a
 * folder cannot be read or holds no file. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { REPLAY_MAX_BYTES = 1 << 20 };

/* In a piece of memory of just this size, so that reading past the end is
 * seen. */
static int try_bytes(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	if (!copy)
		return -1;
	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	return 0;
}

static int try_seed(const uint8_t *data, size_t size)
{
	const size_t cuts[] = {size, size ? size - 1 : 0, size / 2, size / 3,
		size > 3 ? 3 : 0, 1 < size};
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
		if (try_bytes(data, cuts[i]) != 0)
			return -1;
	return 0;
}

static int replay_file(const char *path)
{
	static uint8_t data[REPLAY_MAX_BYTES];
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		return -1;
	}
	size_t size = fread(data, 1, sizeof data, file);
	int failed = ferror(file);
	fclose(file);
	return failed ? -1 : try_seed(data, size);
}

/* How many files were tried; -1 after an error. */
static long replay_folder(const char *folder)
{
	long count = 0;
	DIR *open = opendir(folder);
	if (!open) {
		perror(folder);
		return -1;
	}
	for (struct dirent *entry; count >= 0 && (entry = readdir(open));) {
		char path[4096];
		struct stat status;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
			count = replay_file(path) == 0 ? count + 1 : -1;
	}
	closedir(open);
	return count;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: %s FOLDER...\n", argv[0]);
		return 2;
	}
	for (int i = 1; i < argc; i++) {
		long count = replay_folder(argv[i]);
		if (count <= 0) {
			fprintf(stderr, "%s: no seeds\n", argv[i]);
			return 1;
		}
		printf("%s: %ld seeds\n", argv[i], count);
	}
	return 0;
}
