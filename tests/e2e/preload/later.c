/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into telusur-index: its clock is ten seconds ahead, so that it
 * believes files that a test has only just written. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { AHEAD_SECONDS = 10 };

int clock_gettime(clockid_t clock, struct timespec *now)
{
	int result = (int)syscall(SYS_clock_gettime, clock, now);
	if (result == 0 && clock == CLOCK_REALTIME)
		now->tv_sec += AHEAD_SECONDS;
	return result;
}
