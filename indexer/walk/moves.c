/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moves.h"

#include <stdlib.h>

/* A file that is not as it was, or an essay that may have moved. */
struct part {
	struct stamp *stamp; /* NULL: a file that was not there before */
	uint32_t source;
	const char *path, *base;
	struct hash_wide content;
	const struct scan_file *file; /* NULL for an essay */
	size_t moves_source; /* index in moves.sources */
	size_t own; /* of a file: its essay's place in the list, from 1 */
	uint32_t document;
	bool paired; /* with another, or as it was */
	bool moved;
};

struct parts {
	struct part *part;
	size_t count, capacity;
};

struct search {
	const struct moves *moves;
	struct parts files; /* that are new or changed */
	struct parts essays; /* that are gone or were changed */
	uint64_t *size; /* of the essays, sorted */
};

static struct part *add(struct parts *parts, struct error *err)
{
	struct part *grown = array_room(
		parts->part, parts->count, &parts->capacity, sizeof *grown);
	if (!grown) {
		error_set_memory(err);
		return NULL;
	}
	parts->part = grown;
	struct part *part = &parts->part[parts->count++];
	*part = (struct part){0};
	return part;
}

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool add_essay(
	struct search *search, struct stamp *stamp, struct error *err)
{
	static const struct hash_wide unknown;
	if (!stamp->document || stamp_is_line(stamp) ||
		memcmp(&stamp->content, &unknown, sizeof unknown) == 0)
		return true;
	struct part *essay = add(&search->essays, err);
	if (!essay)
		return false;
	essay->stamp = stamp;
	essay->source = stamp->source;
	essay->path = stamp->name;
	essay->base = base_of(stamp->name);
	essay->content = stamp->content;
	essay->document = stamp->document;
	return true;
}

/* Notes the files that are there; those that are not as they were are looked
 * at, and so is the essay that each of them was. */
static bool list_files(struct search *search, struct error *err)
{
	const struct moves *moves = search->moves;
	for (size_t l = 0; l < moves->source_count; l++)
		for (size_t i = 0; i < moves->sources[l].scan->count; i++) {
			const struct scan_file *scanned =
				&moves->sources[l].scan->file[i];
			uint32_t source = moves->sources[l].number;
			struct stamp *stamp = stamps_find(moves->stamps, source,
				slice_text(scanned->path));
			if (stamp)
				stamp->listed = true;
			if (sync_is_same(moves->sync, stamp, scanned) ||
				!moves->is_essay(scanned->path))
				continue;
			struct part *file = add(&search->files, err);
			if (!file)
				return false;
			file->stamp = stamp;
			file->source = source;
			file->path = scanned->path;
			file->base = base_of(scanned->path);
			file->file = scanned;
			file->moves_source = l;
			size_t before = search->essays.count;
			if (stamp && !add_essay(search, stamp, err))
				return false;
			if (search->essays.count > before)
				file->own = search->essays.count;
		}
	return true;
}

static bool is_searched(const struct moves *moves, uint32_t source)
{
	for (size_t l = 0; l < moves->source_count; l++)
		if (moves->sources[l].number == source)
			return true;
	return false;
}

static bool list_gone(struct search *search, struct error *err)
{
	const struct moves *moves = search->moves;
	for (size_t i = 0; i < stamps_count(moves->stamps); i++) {
		struct stamp *stamp = stamps_at(moves->stamps, i);
		if (stamp->gone || stamp->listed ||
			!is_searched(moves, stamp->source) ||
			sync_is_kept(moves->sync, stamp))
			continue;
		if (!add_essay(search, stamp, err))
			return false;
	}
	return true;
}

static int compare_sizes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

static bool list_sizes(struct search *search, struct error *err)
{
	const struct parts *essays = &search->essays;
	search->size = malloc(essays->count * sizeof *search->size);
	if (!search->size)
		return error_set_memory(err);
	for (size_t i = 0; i < essays->count; i++)
		search->size[i] = essays->part[i].stamp->look.size_bytes;
	qsort(search->size, essays->count, sizeof *search->size, compare_sizes);
	return true;
}

/* Reads what may be an essay that moved.  A file that cannot be read, or that
 * is what it was, is no part of this, and neither is its essay. */
static bool read_files(struct search *search, struct error *err)
{
	const struct moves *moves = search->moves;
	for (size_t i = 0; i < search->files.count; i++) {
		struct part *file = &search->files.part[i];
		bool known = false;
		file->paired = !bsearch(&file->file->look.size_bytes,
			search->size, search->essays.count,
			sizeof *search->size, compare_sizes);
		if (file->paired)
			continue;
		if (!moves->read(moves->context, file->moves_source, file->file,
			    &file->content, &known, err))
			return false;
		struct stamp *stamp = file->stamp;
		file->paired = !known ||
			       (stamp && memcmp(&stamp->content, &file->content,
						 sizeof stamp->content) == 0);
		if (file->paired && file->own)
			search->essays.part[file->own - 1].paired = true;
	}
	return true;
}

static int compare_content(const struct part *a, const struct part *b)
{
	return memcmp(&a->content, &b->content, sizeof a->content);
}

static int compare_base(const struct part *a, const struct part *b)
{
	int order = compare_content(a, b);
	return order ? order : strcmp(a->base, b->base);
}

static int compare_parts(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	int order = compare_base(x, y);
	if (order)
		return order;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return strcmp(x->path, y->path);
}

/* Gives files their essays where the two compare as equal: both lists are in
 * that order. */
static void pair(struct search *search,
	int (*compare)(const struct part *a, const struct part *b))
{
	struct parts *files = &search->files, *essays = &search->essays;
	size_t f = 0, e = 0;
	while (f < files->count && e < essays->count) {
		struct part *file = &files->part[f], *essay = &essays->part[e];
		if (file->paired) {
			f++;
		} else if (essay->paired) {
			e++;
		} else {
			int order = compare(file, essay);
			if (order == 0) {
				file->paired = essay->paired = true;
				file->moved = essay->moved = true;
				file->document = essay->document;
			}
			f += order <= 0;
			e += order >= 0;
		}
	}
}

/* Makes the stamps tell what was found.  What an essay leaves is either gone
 * or a file that becomes another essay. */
static bool move_documents(struct search *search, struct error *err)
{
	const struct moves *moves = search->moves;
	for (size_t i = 0; i < search->essays.count; i++) {
		struct stamp *stamp = search->essays.part[i].stamp;
		if (!search->essays.part[i].moved)
			continue;
		stamp->document = 0;
		stamp->look.ctime_ns = 0;
		stamp->dirty = true;
		stamp->gone = !stamp->listed;
	}
	for (size_t i = 0; i < search->files.count; i++) {
		struct part *file = &search->files.part[i];
		if (!file->moved)
			continue;
		struct stamp *stamp = stamps_put(moves->stamps, file->source,
			slice_text(file->path), err);
		if (!stamp || (stamp->document && moves->drop &&
				      !moves->drop(moves->context, stamp, err)))
			return false;
		stamp->document = file->document;
		memset(&stamp->content, 0, sizeof stamp->content);
		stamp->look.ctime_ns = 0;
		stamp->listed = stamp->moved = stamp->dirty = true;
	}
	return true;
}

static int by_content(const struct part *a, const struct part *b)
{
	return compare_content(a, b);
}

static bool find(struct search *search, struct error *err)
{
	if (!list_files(search, err) || !list_gone(search, err))
		return false;
	if (search->files.count == 0 || search->essays.count == 0)
		return true;
	if (!list_sizes(search, err) || !read_files(search, err))
		return false;
	qsort(search->files.part, search->files.count,
		sizeof *search->files.part, compare_parts);
	qsort(search->essays.part, search->essays.count,
		sizeof *search->essays.part, compare_parts);
	/* Of several copies the one of the same name moved. */
	pair(search, compare_base);
	pair(search, by_content);
	return move_documents(search, err);
}

bool moves_find(const struct moves *moves, struct error *err)
{
	struct search search = {.moves = moves};
	bool ok = find(&search, err);
	free(search.files.part);
	free(search.essays.part);
	free(search.size);
	return ok;
}
