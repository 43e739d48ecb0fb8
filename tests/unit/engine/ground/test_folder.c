/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an index needs of the file system. */
#define _DEFAULT_SOURCE /* for syscall, which POSIX has not */

#include "folder.h"

#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* What fsync was called on last, and whether it is to fail. */
static struct stat synced;
static bool sync_fails;

/* Stands before the one of the C library. */
int fsync(int fd)
{
	assert_int_equal(fstat(fd, &synced), 0);
	if (sync_fails) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fsync, fd);
}

static int set_up(void **state)
{
	*state = support_folder();
	synced = (struct stat){0};
	sync_fails = false;
	return 0;
}

static int tear_down(void **state)
{
	support_remove(*state);
	return 0;
}

static void touch(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "content", 7), 7);
	close(fd);
}

static bool exists(const char *path)
{
	struct stat status;
	return lstat(path, &status) == 0;
}

static void folders_are_made_for_the_owner(void **state)
{
	struct error err = {0};
	struct stat status;
	char *deep = support_path(*state, "a/b/c");
	char *file = support_path(*state, "file");
	char *below = support_path(*state, "file/x");
	assert_false(folder_make(deep, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_non_null(strstr(err.text, deep));
	for (int twice = 0; twice < 2; twice++) {
		support_ok(folder_make_all(deep, &err), err);
		assert_int_equal(stat(deep, &status), 0);
		assert_int_equal(status.st_mode, S_IFDIR | 0700);
		support_ok(folder_make(deep, &err), err);
	}
	touch(file);
	assert_false(folder_make(file, &err));
	assert_non_null(strstr(err.text, strerror(ENOTDIR)));
	assert_false(folder_make_all(below, &err));
	free(deep);
	free(file);
	free(below);
}

static void odd_paths_are_read_rightly(void **state)
{
	struct error err = {0};
	assert_false(folder_make_all("", &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	support_ok(folder_make_all("/", &err), err);
	char *slashes = support_path(*state, "a//b///");
	char *made = support_path(*state, "a/b");
	support_ok(folder_make_all(slashes, &err), err);
	assert_true(exists(made));
	free(slashes);
	free(made);
	int here = open(".", O_RDONLY);
	assert_int_equal(chdir(*state), 0);
	support_ok(folder_make_all("relative/path", &err), err);
	assert_true(exists("relative/path"));
	support_ok(folder_make_all("./relative/other", &err), err);
	assert_true(exists("relative/other"));
	assert_int_equal(fchdir(here), 0);
	close(here);
}

static void a_folder_behind_a_link_is_a_folder(void **state)
{
	struct error err = {0};
	char *target = support_path(*state, "target");
	char *link = support_path(*state, "link");
	support_ok(folder_make(target, &err), err);
	assert_int_equal(symlink("target", link), 0);
	support_ok(folder_make(link, &err), err);
	assert_int_equal(remove(target), 0);
	assert_false(folder_make(link, &err));
	free(target);
	free(link);
}

static void only_flat_folders_are_removed(void **state)
{
	struct error err = {0};
	char *folder = support_path(*state, "g");
	char *file = support_path(*state, "g/file");
	char *link = support_path(*state, "g/link");
	char *outside = support_path(*state, "outside");
	char *inner = support_path(*state, "g/inner");
	support_ok(folder_remove(folder, &err), err); /* missing */
	support_ok(folder_make(folder, &err), err);
	touch(file);
	touch(outside);
	assert_int_equal(symlink("../outside", link), 0);
	support_ok(folder_remove(folder, &err), err);
	assert_false(exists(folder));
	assert_true(exists(outside));
	support_ok(folder_make_all(inner, &err), err);
	assert_false(folder_remove(folder, &err));
	assert_int_equal(err.code, ERROR_IO);
	assert_true(exists(inner));
	assert_false(folder_remove(outside, &err));
	assert_true(exists(outside));
	free(folder);
	free(file);
	free(link);
	free(outside);
	free(inner);
}

static void syncing_what_is_not_there_fails(void **state)
{
	struct error err = {0};
	char *missing = support_path(*state, "missing");
	support_ok(folder_sync(*state, &err), err);
	assert_false(folder_sync(missing, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	free(missing);
}

static void assert_synced(const char *folder)
{
	struct stat wanted;
	assert_int_equal(stat(folder, &wanted), 0);
	assert_int_equal(synced.st_dev, wanted.st_dev);
	assert_int_equal(synced.st_ino, wanted.st_ino);
}

static void names_are_made_durable(void **state)
{
	struct error err = {0};
	char *new = support_path(*state, "new");
	support_ok(folder_make(new, &err), err);
	assert_synced(*state);
	support_ok(folder_sync(new, &err), err);
	assert_synced(new);
	sync_fails = true;
	assert_false(folder_sync(new, &err));
	assert_int_equal(err.code, ERROR_IO);
	assert_non_null(strstr(err.text, new));
	free(new);
}

static void assert_link(const char *folder, const char *wanted)
{
	char target[100];
	char *link = support_path(folder, "current");
	ssize_t length = readlink(link, target, sizeof target - 1);
	assert_true(length >= 0);
	target[length] = '\0';
	assert_string_equal(target, wanted);
	free(link);
}

static void links_are_replaced(void **state)
{
	struct error err = {0};
	char *next = support_path(*state, "current.next");
	char *missing = support_path(*state, "missing");
	support_ok(folder_link(*state, "current", "g000001", &err), err);
	assert_link(*state, "g000001");
	support_ok(folder_link(*state, "current", "g000002", &err), err);
	assert_link(*state, "g000002");
	assert_false(exists(next));
	/* What a killed run left behind does not matter. */
	touch(next);
	support_ok(folder_link(*state, "current", "g000003", &err), err);
	assert_link(*state, "g000003");
	assert_false(folder_link(missing, "current", "g000001", &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	free(next);
	free(missing);
}

/* While the link is replaced again and again, another process must always
 * find the one or the other. */
static void a_link_is_never_missing(void **state)
{
	struct error err = {0};
	support_ok(folder_link(*state, "current", "g000001", &err), err);
	pid_t child = fork();
	if (child == 0) {
		char *link = support_path(*state, "current");
		char target[100];
		for (;;)
			if (readlink(link, target, sizeof target) != 7)
				_exit(1);
	}
	for (int i = 0; i < 3000; i++)
		support_ok(folder_link(*state, "current",
				   i % 2 ? "g000001" : "g000002", &err),
			err);
	int status;
	assert_int_equal(waitpid(child, &status, WNOHANG), 0);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
}

/* ---- the lock ---- */

static void a_lock_ends_with_unlock(void **state)
{
	struct error err = {0};
	int lock = -1;
	for (int i = 0; i < 3; i++) {
		support_ok(folder_lock(*state, &lock, &err), err);
		assert_true(lock >= 0);
		folder_unlock(lock);
	}
	folder_unlock(-1);
	char *missing = support_path(*state, "missing");
	assert_false(folder_lock(missing, &lock, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	free(missing);
}

/* Starts a process that takes the lock and keeps it till it is killed. */
static pid_t start_holder(const char *folder)
{
	int ready[2];
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct error err;
		int lock;
		char ok = folder_lock(folder, &lock, &err) ? 'y' : 'n';
		if (write(ready[1], &ok, 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	char ok = 0;
	assert_int_equal(read(ready[0], &ok, 1), 1);
	assert_int_equal(ok, 'y');
	close(ready[0]);
	close(ready[1]);
	return child;
}

static void a_lock_names_who_has_it(void **state)
{
	struct error err = {0};
	int lock = -1;
	char pid[32];
	pid_t holder = start_holder(*state);
	assert_false(folder_lock(*state, &lock, &err));
	assert_int_equal(err.code, ERROR_LOCKED);
	assert_int_equal(lock, -1);
	snprintf(pid, sizeof pid, "process %ld;", (long)holder);
	assert_non_null(strstr(err.text, pid));
	/* Its end, however sudden, ends the lock. */
	kill(holder, SIGKILL);
	assert_int_equal(waitpid(holder, NULL, 0), holder);
	support_ok(folder_lock(*state, &lock, &err), err);
	folder_unlock(lock);
}

/* A child that lives on after its parent does not keep the parent's lock. */
static void a_forked_child_does_not_hold_the_lock(void **state)
{
	struct error err = {0};
	int lock = -1, pipes[2];
	assert_int_equal(pipe(pipes), 0);
	pid_t parent = fork();
	if (parent == 0) {
		char byte;
		if (!folder_lock(*state, &lock, &err))
			_exit(1);
		if (fork() == 0) {
			close(pipes[1]);
			/* Till the test is done. */
			_exit(read(pipes[0], &byte, 1) != 0);
		}
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(parent, &status, 0), parent);
	assert_int_equal(status, 0);
	support_ok(folder_lock(*state, &lock, &err), err);
	folder_unlock(lock);
	close(pipes[0]);
	close(pipes[1]);
}

static void a_link_for_a_lock_is_not_followed(void **state)
{
	struct error err = {0};
	int lock = -1;
	char *victim = support_path(*state, "victim");
	char *link = support_path(*state, "lock");
	touch(victim);
	assert_int_equal(symlink("victim", link), 0);
	uint64_t before = support_hash(*state);
	assert_false(folder_lock(*state, &lock, &err));
	assert_int_equal(err.code, ERROR_IO);
	assert_true(support_hash(*state) == before);
	free(victim);
	free(link);
}

#define FOLDER_TEST(test) \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(folders_are_made_for_the_owner),
		FOLDER_TEST(odd_paths_are_read_rightly),
		FOLDER_TEST(a_folder_behind_a_link_is_a_folder),
		FOLDER_TEST(only_flat_folders_are_removed),
		FOLDER_TEST(syncing_what_is_not_there_fails),
		FOLDER_TEST(names_are_made_durable),
		FOLDER_TEST(links_are_replaced),
		FOLDER_TEST(a_link_is_never_missing),
		FOLDER_TEST(a_lock_ends_with_unlock),
		FOLDER_TEST(a_lock_names_who_has_it),
		FOLDER_TEST(a_forked_child_does_not_hold_the_lock),
		FOLDER_TEST(a_link_for_a_lock_is_not_followed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
