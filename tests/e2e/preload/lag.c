/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into telusur-server: its main thread takes nothing out of an epoll
 * set until others have had time to. */
#define _GNU_SOURCE
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int epoll_ctl(int set, int operation, int fd, struct epoll_event *event)
{
	const struct timespec lag = {.tv_nsec = 50 * 1000000L};
	if (operation == EPOLL_CTL_DEL && gettid() == getpid())
		nanosleep(&lag, NULL);
	return (int)syscall(SYS_epoll_ctl, set, operation, fd, event);
}
