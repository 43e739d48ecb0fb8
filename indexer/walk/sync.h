/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync.h - what of a source is new, changed, unchanged or gone, by what the
 * index remembers of it (engine/stamp.h).
 *
 * A file of the same size, times and inode is unchanged; else its content
 * decides.
 * What was not met is gone, unless it lies where this run could not look.
 */
#ifndef TELUSUR_SYNC_H
#define TELUSUR_SYNC_H

#include "errors.h"
#include "scan.h"
#include "stamp.h"

struct sync;

/* The stamps are borrowed.  With verify no size and time is believed.  now_ns
 * is when the run began: a file changed so shortly before it that it could
 * change again within the same tick is not believed next time. */
struct sync *sync_new(
	struct stamps *stamps, bool verify, int64_t now_ns, struct error *err);
void sync_free(struct sync *sync);

/* Whether the file is as it was when the stamp was made (NULL: never). */
bool sync_is_same(const struct sync *sync, const struct stamp *stamp,
	const struct scan_file *file);

/* Notes in the stamp how the file looks now; true when that is news.  A file
 * that was changed just before the run began is not believed next time. */
bool sync_note_file(const struct sync *sync, struct stamp *stamp,
	const struct scan_file *file);

/* Says that what is known of the path, in it or below it stays true though it
 * was not looked at: unchanged (a file of many that is as it was), or not to be
 * read. */
bool sync_keep(struct sync *sync, uint32_t source, const char *path,
	bool unchanged, struct error *err);

bool sync_is_kept(struct sync *sync, const struct stamp *stamp);

/* Tells of a source's stamps that were not met: how many essays are unchanged
 * or kept by sync_keep, how many are gone, and how many the index had. */
struct sync_counts {
	uint64_t before, unchanged, kept, gone;
};
struct sync_counts sync_count(struct sync *sync, uint32_t source);

/* Calls take for each stamp of the source that is gone, until it is false. */
typedef bool sync_take(void *context, struct stamp *stamp, struct error *err);
bool sync_each_gone(struct sync *sync, uint32_t source, sync_take *take,
	void *context, struct error *err);

/* The greatest share of a source's essays that may be gone without --force. */
bool sync_is_too_much(uint64_t before, uint64_t gone);

#endif
