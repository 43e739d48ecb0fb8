/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watch.h - --watch: runs again whenever something changes in the sources.
 *
 * The kernel (inotify) only reports that something happened; an ordinary run
 * finds out what.  So nothing is missed if the kernel's queue overflows, a
 * folder is moved or an editor saves by renaming; and other runs may come in
 * between.
 */
#ifndef TELUSUR_WATCH_H
#define TELUSUR_WATCH_H

#include "options.h"
#include "report.h"

/* Called after each run that changed the index. */
typedef bool watch_tell(
	void *context, const struct report *report, struct error *err);

/* Runs once and then after each change, until SIGINT or SIGTERM.  Fails if the
 * first run fails (errors of build_run, ERROR_LIMIT for too many folders to
 * watch, ERROR_IO); a later run that fails is reported on standard error and
 * tried again. */
bool watch_run(const struct options *options, watch_tell *tell, void *context,
	struct error *err);

#endif
