/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.h - a progress line on standard error, if that is a terminal.
 */
#ifndef TELUSUR_PROGRESS_H
#define TELUSUR_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool on; /* standard error is a terminal */
	bool shown; /* the line is on the screen now */
	int64_t start_ns, next_ns; /* monotonic clock: start, next update */
};

void progress_start(struct progress *progress);

/* Seconds since progress_start. */
double progress_seconds(const struct progress *progress);

/* Updates the line, at most five times a second. */
void progress_show(struct progress *progress, uint64_t files,
	uint64_t files_total, uint64_t essays);

/* Removes the line; call it before anything else is printed. */
void progress_clear(struct progress *progress);

#endif
