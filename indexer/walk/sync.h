/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync.h - compares the files of a source with the stamps that the index keeps
 * of them (engine/index/stamp.h): which are new, changed, unchanged or gone.
 *
 * A file with the same size, times and inode is unchanged.  Otherwise its
 * content decides.  A stamp that this run does not meet is gone, unless its
 * path lies where this run could not look.
 *
 * Every function here that takes err sets ERROR_MEMORY only; sync_each_gone
 * also passes on what its callback sets.
 */
#ifndef TELUSUR_SYNC_H
#define TELUSUR_SYNC_H

#include "errors.h"
#include "scan.h"
#include "stamp.h"

struct sync;

/* Keeps a pointer to the stamps.  verify: compare contents always, as if no
 * file had the same size and times.  now_ns: when the run began, in ns since
 * 1970; see sync_note_file. */
struct sync *sync_new(
	struct stamps *stamps, bool verify, int64_t now_ns, struct error *err);
void sync_free(struct sync *sync);

/* Whether the file looks as it did when the stamp was written.  False if stamp
 * is NULL. */
bool sync_is_same(const struct sync *sync, const struct stamp *stamp,
	const struct scan_file *file);

/* Stores in the stamp how the file looks now; true if the stamp changed.  A
 * file that changed in the two seconds before the run is stored with a change
 * time of 0, so the next run compares its content: it could change again
 * within the same tick of the file system's clock (at most 2 s). */
bool sync_note_file(const struct sync *sync, struct stamp *stamp,
	const struct scan_file *file);

/* Keeps the stamps of a path, of everything below it and of the lines in it,
 * though this run does not meet them.  unchanged: the file is unchanged, and
 * its lines count so; else it cannot be read now, and they count as kept. */
bool sync_keep(struct sync *sync, uint32_t source, const char *path,
	bool unchanged, struct error *err);

/* Whether sync_keep was called for the stamp's path or for one above it. */
bool sync_is_kept(struct sync *sync, const struct stamp *stamp);

/* Counts of essays in one source. */
struct sync_counts {
	uint64_t before; /* in the index when the run began */
	uint64_t unchanged,
		kept; /* not met by this run, but kept (sync_keep) */
	uint64_t gone; /* neither met nor kept */
};
struct sync_counts sync_count(struct sync *sync, uint32_t source);

/* Calls take for each stamp of the source that is gone; stops when it returns
 * false. */
typedef bool sync_take(void *context, struct stamp *stamp, struct error *err);
bool sync_each_gone(struct sync *sync, uint32_t source, sync_take *take,
	void *context, struct error *err);

/* Whether more than half of a source's essays are gone: a run refuses that
 * without --force, for the disk may just not be mounted. */
bool sync_is_too_much(uint64_t before, uint64_t gone);

#endif
