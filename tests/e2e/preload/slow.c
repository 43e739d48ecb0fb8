/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into telusur-server: as long as the file TELUSUR_HOLD is there,
 * each write to a file waits, TELUSUR_HOLD_MS at most.  How many such writes
 * there were is the size of the file TELUSUR_WRITES. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { STEP_MS = 5 };

static void count(void)
{
	int file = open(getenv("TELUSUR_WRITES"),
		O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (file < 0)
		return;
	syscall(SYS_write, file, "x", 1L);
	close(file);
}

static void wait_for_release(void)
{
	const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};
	long most_ms = atol(getenv("TELUSUR_HOLD_MS"));
	for (long ms = 0; ms < most_ms; ms += STEP_MS) {
		if (access(getenv("TELUSUR_HOLD"), F_OK) != 0)
			return;
		nanosleep(&step, NULL);
	}
}

ssize_t write(int fd, const void *bytes, size_t length)
{
	struct stat about;
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
		count();
		wait_for_release();
	}
	return syscall(SYS_write, fd, bytes, length);
}
