/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.h - the line that tells how far a run is; on a terminal only.
 */
#ifndef TELUSUR_PROGRESS_H
#define TELUSUR_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool on; /* standard error is a terminal */
	bool shown; /* the line stands there */
	int64_t start_ns, next_ns;
};

void progress_start(struct progress *progress);
double progress_seconds(const struct progress *progress);

/* Shows the line anew, at most five times a second. */
void progress_show(struct progress *progress, uint64_t files,
	uint64_t files_total, uint64_t essays);

/* Removes the line, before anything else is printed. */
void progress_clear(struct progress *progress);

#endif
