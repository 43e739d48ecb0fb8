/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { INTERVAL_NS = 200000000, MIN_FILES = 20 };

/* Nanoseconds since some moment; never goes back. */
static int64_t clock_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void progress_start(struct progress *progress)
{
	*progress = (struct progress){.on = isatty(STDERR_FILENO)};
	progress->start_ns = clock_ns();
	progress->next_ns = progress->start_ns + INTERVAL_NS;
}

double progress_seconds(const struct progress *progress)
{
	return (double)(clock_ns() - progress->start_ns) / 1e9;
}

void progress_show(struct progress *progress, uint64_t files,
	uint64_t files_total, uint64_t essays)
{
	if (!progress->on)
		return;
	int64_t now_ns = clock_ns();
	if (now_ns < progress->next_ns)
		return;
	progress->next_ns = now_ns + INTERVAL_NS;
	double seconds = (double)(now_ns - progress->start_ns) / 1e9;
	fprintf(stderr,
		"\r\033[K%llu of %llu files, %llu essays, %.0f essays/s",
		(unsigned long long)files, (unsigned long long)files_total,
		(unsigned long long)essays, (double)essays / seconds);
	/* Files are alike as a rule; the first say too little. */
	if (files >= MIN_FILES && files_total > files)
		fprintf(stderr, ", %.0f s left",
			seconds * (double)(files_total - files) /
				(double)files);
	fflush(stderr);
	progress->shown = true;
}

void progress_clear(struct progress *progress)
{
	if (!progress->shown)
		return;
	fputs("\r\033[K", stderr);
	progress->shown = false;
}
