/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watch.h - follows the sources: brings in what is written there, soon after.
 *
 * The kernel tells that something happened; what it was is found out by a run
 * like any other.  So nothing is lost where the kernel's queue overflows, a
 * folder is moved or an editor writes by renaming, and any other run may come
 * between.
 */
#ifndef TELUSUR_WATCH_H
#define TELUSUR_WATCH_H

#include "options.h"
#include "report.h"

/* Told of every run that changed something. */
typedef bool watch_tell(
	void *context, const struct report *report, struct error *err);

/* Runs once, then follows until SIGINT or SIGTERM.  Fails where the first run
 * fails or a folder cannot be watched; a later run that fails is told on
 * standard error and tried again. */
bool watch_run(const struct options *options, watch_tell *tell, void *context,
	struct error *err);

#endif
