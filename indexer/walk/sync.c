/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync.h"

#include <stdlib.h>

/* Kernels stamp files by a tick of 1 to 10 ms, some file systems by 2 s. */
enum { TICK_NS = 2000000000 };

struct keep {
	uint32_t source;
	bool unchanged;
	struct slice path;
};

struct sync {
	struct stamps *stamps;
	bool verify;
	int64_t doubt_ns; /* a later time is not believed */
	uint64_t *before; /* essays by source when the run began */
	uint32_t before_count;
	struct keep *keep;
	size_t count, capacity;
	bool sorted;
	struct arena arena;
};

static bool count_before(struct sync *sync)
{
	for (size_t i = 0; i < stamps_count(sync->stamps); i++) {
		uint32_t source = stamps_at(sync->stamps, i)->source;
		if (source >= sync->before_count)
			sync->before_count = source + 1;
	}
	sync->before = calloc(
		(size_t)sync->before_count + 1, sizeof *sync->before);
	if (!sync->before)
		return false;
	for (size_t i = 0; i < stamps_count(sync->stamps); i++) {
		const struct stamp *stamp = stamps_at(sync->stamps, i);
		sync->before[stamp->source] += stamp->document != 0;
	}
	return true;
}

struct sync *sync_new(
	struct stamps *stamps, bool verify, int64_t now_ns, struct error *err)
{
	struct sync *sync = calloc(1, sizeof *sync);
	if (!sync) {
		error_set_memory(err);
		return NULL;
	}
	sync->stamps = stamps;
	sync->verify = verify;
	sync->doubt_ns = now_ns - TICK_NS;
	if (!count_before(sync)) {
		error_set_memory(err);
		sync_free(sync);
		return NULL;
	}
	return sync;
}

void sync_free(struct sync *sync)
{
	if (!sync)
		return;
	free(sync->keep);
	free(sync->before);
	arena_free(&sync->arena);
	free(sync);
}

static bool looks_equal(const struct stamp_look *a, const struct stamp_look *b)
{
	return a->size_bytes == b->size_bytes && a->mtime_ns == b->mtime_ns &&
	       a->ctime_ns == b->ctime_ns && a->inode == b->inode;
}

bool sync_is_same(const struct sync *sync, const struct stamp *stamp,
	const struct scan_file *file)
{
	return stamp && !sync->verify && stamp->look.ctime_ns != 0 &&
	       looks_equal(&stamp->look, &file->look);
}

bool sync_note_file(const struct sync *sync, struct stamp *stamp,
	const struct scan_file *file)
{
	struct stamp_look look = file->look;
	if (look.mtime_ns >= sync->doubt_ns || look.ctime_ns >= sync->doubt_ns)
		look.ctime_ns = 0;
	if (looks_equal(&stamp->look, &look))
		return false;
	stamp->look = look;
	stamp->dirty = true;
	return true;
}

bool sync_keep(struct sync *sync, uint32_t source, const char *path,
	bool unchanged, struct error *err)
{
	struct keep *grown = array_room(
		sync->keep, sync->count, &sync->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	sync->keep = grown;
	struct slice copy = slice_text(path);
	copy.bytes = arena_copy(&sync->arena, copy);
	if (!copy.bytes)
		return error_set_memory(err);
	sync->keep[sync->count++] = (struct keep){source, unchanged, copy};
	sync->sorted = false;
	return true;
}

static int compare_keeps(const void *a, const void *b)
{
	const struct keep *x = a, *y = b;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return slice_compare(x->path, y->path);
}

/* What keeps the stamp: its own path, a folder above it, or the file that it
 * is a line of; NULL when nothing does. */
static const struct keep *find_keep(
	struct sync *sync, const struct stamp *stamp)
{
	if (sync->count == 0)
		return NULL;
	if (!sync->sorted)
		qsort(sync->keep, sync->count, sizeof *sync->keep,
			compare_keeps);
	sync->sorted = true;
	for (const char *at = stamp->name;; at++) {
		if (*at != '\0' && *at != '/')
			continue;
		struct keep wanted = {.source = stamp->source,
			.path = slice_of(
				stamp->name, (size_t)(at - stamp->name))};
		const struct keep *found = bsearch(&wanted, sync->keep,
			sync->count, sizeof wanted, compare_keeps);
		if (found || *at == '\0')
			return found;
	}
}

bool sync_is_kept(struct sync *sync, const struct stamp *stamp)
{
	return find_keep(sync, stamp) != NULL;
}

struct sync_counts sync_count(struct sync *sync, uint32_t source)
{
	struct sync_counts counts = {0};
	if (source < sync->before_count)
		counts.before = sync->before[source];
	for (size_t i = 0; i < stamps_count(sync->stamps); i++) {
		const struct stamp *stamp = stamps_at(sync->stamps, i);
		if (stamp->source != source || stamp->gone || stamp->seen ||
			stamp->document == 0)
			continue;
		const struct keep *keep = find_keep(sync, stamp);
		if (!keep)
			counts.gone++;
		else if (keep->unchanged)
			counts.unchanged++;
		else
			counts.kept++;
	}
	return counts;
}

bool sync_each_gone(struct sync *sync, uint32_t source, sync_take *take,
	void *context, struct error *err)
{
	for (size_t i = 0; i < stamps_count(sync->stamps); i++) {
		struct stamp *stamp = stamps_at(sync->stamps, i);
		if (stamp->source != source || stamp->gone || stamp->seen ||
			find_keep(sync, stamp))
			continue;
		if (!take(context, stamp, err))
			return false;
	}
	return true;
}

bool sync_is_too_much(uint64_t before, uint64_t gone)
{
	return gone * 2 > before;
}
