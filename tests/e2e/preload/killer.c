/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into telusur-index: it is killed before the call of that number
 * (TELUSUR_KILL_AT, from 1) that makes something durable or visible.  Without
 * a number the calls are counted, into the file TELUSUR_KILL_COUNT. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long calls;

static void count(void)
{
	const char *at = getenv("TELUSUR_KILL_AT");
	const char *file = getenv("TELUSUR_KILL_COUNT");
	calls++;
	if (at && calls == atol(at))
		raise(SIGKILL);
	FILE *out = file ? fopen(file, "w") : NULL;
	if (out) {
		fprintf(out, "%ld\n", calls);
		fclose(out);
	}
}

int fsync(int fd)
{
	count();
	return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	count();
	return (int)syscall(SYS_fdatasync, fd);
}

int rename(const char *from, const char *to)
{
	count();
	return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int symlink(const char *target, const char *path)
{
	count();
	return (int)syscall(SYS_symlinkat, target, AT_FDCWD, path);
}

int unlink(const char *path)
{
	count();
	return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int unlinkat(int folder, const char *path, int flags)
{
	count();
	return (int)syscall(SYS_unlinkat, folder, path, flags);
}

int mkdir(const char *path, mode_t mode)
{
	count();
	return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int rmdir(const char *path)
{
	count();
	return (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}
