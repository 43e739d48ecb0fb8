/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "watch.h"

#include "build.h"
#include "index.h"
#include "reader_set.h"
#include "scan.h"
#include "sidecar_name.h"
#include "source_list.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum {
	QUIET_MS = 200, /* so long nothing, and a run begins */
	LONGEST_MS = 800, /* so long after the first event it does anyway */
	BETWEEN_MS = 1000, /* from one run to the next */
	AGAIN_MS = 5000, /* after a run that failed */
	EVENT_BYTES = 64 << 10,
	EVENTS = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
		 IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF |
		 IN_ONLYDIR | IN_DONT_FOLLOW,
	/* Folders came or went, or the kernel lost count. */
	RENEWALS = IN_ISDIR | IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF |
		   IN_UNMOUNT,
};

struct watch {
	const struct options *options;
	watch_tell *tell;
	void *context;
	char *index;
	int inotify, signals;
	bool renew; /* the folders to be watched are others */
	bool stopped;
	int64_t first_ms, last_ms; /* events since the last run; 0: none */
	int64_t run_ms; /* when the last run began */
	bool failed; /* the last run */
	struct report_notes notes;
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- the folders ---- */

struct folder_scan {
	struct watch *watch;
	const struct source *source;
};

static bool is_wanted(const char *name)
{
	(void)name;
	return false; /* only the folders are */
}

static bool ignore(void *context, const char *path, bool may_hold,
	const char *reason, struct error *err)
{
	(void)context;
	(void)path;
	(void)may_hold;
	(void)reason;
	(void)err;
	return true; /* the runs tell of it */
}

static bool watch_folder(void *context, const char *path, struct error *err)
{
	struct folder_scan *scan = context;
	struct buf whole = {0};
	buf_put_format(&whole, "%s/%s", scan->source->folder, path);
	buf_put_byte(&whole, 0);
	bool ok = !whole.failed || error_set_memory(err);
	/* What went away meanwhile is told by the folder above. */
	if (ok &&
		inotify_add_watch(scan->watch->inotify, whole.bytes, EVENTS) <
			0 &&
		errno != ENOENT && errno != ENOTDIR && errno != EACCES)
		ok = errno == ENOSPC
			     ? error_set(err, ERROR_LIMIT,
				       "there are more folders than may be "
				       "watched; raise the limit with sysctl "
				       "fs.inotify.max_user_watches")
			     : error_set_errno(err,
				       "cannot watch the folder "
				       "%s",
				       whole.bytes);
	buf_free(&whole);
	return ok;
}

static bool watch_source(
	struct watch *watch, const struct source *source, struct error *err)
{
	struct folder_scan context = {watch, source};
	struct scan scan = {.is_wanted = is_wanted,
		.skipped = ignore,
		.entered = watch_folder,
		.context = &context};
	bool ok = source->name ? watch_folder(&context, "", err)
			       : scan_folder(&scan, source->folder, err);
	scan_free(&scan);
	return ok;
}

/* Watches all folders of the sources from now on, and no others. */
static bool renew(struct watch *watch, struct error *err)
{
	struct source_list sources = {0};
	struct previous previous = {0};
	struct report report;
	if (watch->inotify >= 0)
		close(watch->inotify);
	report_start(&report);
	watch->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	bool ok = watch->inotify >= 0 ||
		  error_set_errno(err, "cannot watch folders");
	ok = ok && source_list_find(&sources, &previous, watch->options,
			   watch->index, &report, err);
	for (size_t i = 0; ok && i < sources.count; i++)
		ok = watch_source(watch, &sources.source[i], err);
	watch->renew = !ok;
	source_list_free(&sources);
	previous_free(&previous);
	report_free(&report);
	return ok;
}

/* ---- the runs ---- */

static bool has_changed(const struct report *report)
{
	return report->added || report->updated || report->moved ||
	       report->removed;
}

/* The first run fails for good; what fails later is tried again, which is told
 * once for as long as the reason stays the same. */
static bool run_once(struct watch *watch, bool first, struct error *err)
{
	struct report report;
	watch->run_ms = now_ms();
	watch->first_ms = 0;
	report_start(&report);
	report.notes = &watch->notes;
	bool ok = (!watch->renew || renew(watch, err)) &&
		  build_run(watch->options, &report, err);
	watch->stopped = ok && report.stopped;
	if (ok && has_changed(&report))
		ok = watch->tell(watch->context, &report, err);
	if (!ok && !first)
		report_note(&report, "%s; trying again", err->text);
	report_free(&report);
	report_notes_next(&watch->notes);
	watch->failed = !ok;
	return ok;
}

static void run_again(struct watch *watch)
{
	struct error err = {0};
	if (!run_once(watch, false, &err))
		watch->renew = true;
}

/* ---- the events ---- */

static void note_event(struct watch *watch, const struct inotify_event *event)
{
	bool matters = event->mask & RENEWALS;
	if (event->len && event->name[0] == '.')
		return;
	if (event->len && !(event->mask & IN_ISDIR))
		matters = reader_set_wants(event->name) ||
			  sidecar_name_is(event->name);
	if (!matters)
		return;
	/* What only happened to a folder's attributes moves nothing. */
	watch->renew |= (event->mask & RENEWALS) != 0 &&
			!(event->mask & IN_ATTRIB);
	watch->last_ms = now_ms();
	if (!watch->first_ms)
		watch->first_ms = watch->last_ms;
}

static void read_events(struct watch *watch)
{
	uint64_t room[EVENT_BYTES / sizeof(uint64_t)]; /* aligned for events */
	ssize_t got;
	while ((got = read(watch->inotify, room, sizeof room)) > 0) {
		const char *at = (const char *)room, *end = at + got;
		while (at < end) {
			const struct inotify_event *event =
				(const struct inotify_event *)(const void *)at;
			note_event(watch, event);
			at += sizeof *event + event->len;
		}
	}
}

/* How long until the next run is due; -1: nothing is to be done. */
static int wait_ms(const struct watch *watch)
{
	if (!watch->first_ms && !watch->failed)
		return -1;
	int64_t due = watch->run_ms + AGAIN_MS;
	if (watch->first_ms) {
		due = watch->last_ms + QUIET_MS;
		if (due > watch->first_ms + LONGEST_MS)
			due = watch->first_ms + LONGEST_MS;
		if (due < watch->run_ms + BETWEEN_MS)
			due = watch->run_ms + BETWEEN_MS;
	}
	int64_t left = due - now_ms();
	return left > 0 ? (int)left : 0;
}

static void follow(struct watch *watch)
{
	while (!watch->stopped) {
		struct pollfd polled[] = {{watch->signals, POLLIN, 0},
			{watch->inotify, POLLIN, 0}};
		int wait = wait_ms(watch);
		if (wait != 0 && poll(polled, 2, wait) < 0 && errno != EINTR)
			return;
		if (polled[0].revents)
			return;
		if (polled[1].revents)
			read_events(watch);
		if (wait_ms(watch) == 0)
			run_again(watch);
	}
}

static int open_signals(void)
{
	sigset_t wanted;
	sigemptyset(&wanted);
	sigaddset(&wanted, SIGINT);
	sigaddset(&wanted, SIGTERM);
	sigprocmask(SIG_BLOCK, &wanted, NULL);
	return signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool watch_run(const struct options *options, watch_tell *tell, void *context,
	struct error *err)
{
	struct watch watch = {.options = options,
		.tell = tell,
		.context = context,
		.inotify = -1,
		.renew = true};
	watch.index = options->index ? strdup(options->index)
				     : index_default_path(err);
	watch.signals = open_signals();
	bool ok = watch.index || err->code || error_set_memory(err);
	if (ok && watch.signals < 0)
		ok = error_set_errno(err, "cannot wait for signals");
	/* Watched before it is read, so that nothing falls between. */
	ok = ok && watch.index && run_once(&watch, true, err);
	if (ok)
		follow(&watch);
	if (watch.inotify >= 0)
		close(watch.inotify);
	if (watch.signals >= 0)
		close(watch.signals);
	free(watch.index);
	return ok;
}
