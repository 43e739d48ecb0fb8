/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet_impl.h"

#include <stdlib.h>

enum { YEAR_BYTES = 4 };

struct facet_group facet_group_of(
	enum facet_kind kind, size_t limit, struct arena *arena)
{
	return (struct facet_group){
		.kind = kind, .limit = limit, .arena = arena};
}

void facet_group_free(struct facet_group *group)
{
	buf_free(&group->key);
	buf_free(&group->name);
	free(group->folder);
	free(group->best);
}

/* < 0: a is shown before b. */
static int compare(const void *a, const void *b)
{
	const struct facet_value *x = a, *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return slice_compare(x->value, y->value);
}

static void swap(struct facet_value *a, struct facet_value *b)
{
	struct facet_value other = *a;
	*a = *b;
	*b = other;
}

/* Lets the heap's last value rise, or its first one sink, to its place. */
static void rise(struct facet_value *heap, size_t count)
{
	for (size_t i = count - 1; i; i = (i - 1) / 2) {
		if (compare(&heap[i], &heap[(i - 1) / 2]) <= 0)
			return;
		swap(&heap[i], &heap[(i - 1) / 2]);
	}
}

static void sink(struct facet_value *heap, size_t count)
{
	for (size_t i = 0, child; (child = 2 * i + 1) < count; i = child) {
		if (child + 1 < count &&
			compare(&heap[child + 1], &heap[child]) > 0)
			child++;
		if (compare(&heap[child], &heap[i]) <= 0)
			return;
		swap(&heap[i], &heap[child]);
	}
}

/* Keeps a value if it is among the most frequent. */
static bool put(struct facet_group *group, struct slice value, uint32_t count,
	struct error *err)
{
	struct facet_value next = {value, count};
	group->total++;
	bool full = group->count == group->limit;
	if (full && (group->limit == 0 || compare(&next, &group->best[0]) > 0))
		return true;
	char *copy = arena_copy(group->arena, value);
	struct facet_value *grown = group->best;
	if (!full)
		grown = array_room(
			grown, group->count, &group->capacity, sizeof *grown);
	if (!copy || !grown)
		return error_set_memory(err);
	next.value.bytes = copy;
	if (group->kind == FACET_FOLDER)
		for (size_t i = 0; i < value.length; i++)
			if (!copy[i])
				copy[i] = '/';
	group->best = grown;
	if (full) {
		grown[0] = next;
		sink(grown, group->count);
	} else {
		grown[group->count++] = next;
		rise(grown, group->count);
	}
	return true;
}

/* ---- authors and years ---- */

/* The value at hand is whole. */
static bool end_value(struct facet_group *group, struct error *err)
{
	const struct buf *value = group->kind == FACET_AUTHOR ? &group->name
							      : &group->key;
	bool ok = group->sum == 0 ||
		  put(group, buf_slice(value), group->sum, err);
	group->sum = group->most = 0;
	return ok;
}

/* Adds to the value with the key. */
static bool add_value(struct facet_group *group, struct slice key,
	struct slice name, uint32_t count, struct error *err)
{
	if (group->sum && !slice_equal(buf_slice(&group->key), key) &&
		!end_value(group, err))
		return false;
	if (group->sum == 0) {
		buf_clear(&group->key);
		buf_put_slice(&group->key, key);
	}
	group->sum += count;
	if (count > group->most) {
		group->most = count;
		buf_clear(&group->name);
		buf_put_slice(&group->name, name);
	}
	return (!group->key.failed && !group->name.failed) ||
	       error_set_memory(err);
}

static bool add_author(struct facet_group *group, struct slice string,
	uint32_t count, struct error *err)
{
	size_t length = strnlen(string.bytes, string.length);
	size_t behind = length + (length < string.length);
	return add_value(group, slice_of(string.bytes, length),
		slice_of(string.bytes + behind, string.length - behind), count,
		err);
}

/* ---- folders ---- */

/* Whether the string lies in the folder of so many bytes of the last one. */
static bool lies_in(
	const struct facet_group *group, size_t length, struct slice string)
{
	return string.length >= length &&
	       memcmp(group->key.bytes, string.bytes, length) == 0 &&
	       (string.length == length || string.bytes[length] == 0);
}

/* Ends the folders that the string does not lie in. */
static bool leave_folders(
	struct facet_group *group, struct slice string, struct error *err)
{
	while (group->depth) {
		struct facet_folder last = group->folder[group->depth - 1];
		if (lies_in(group, last.length, string))
			return true;
		if (!put(group, slice_of(group->key.bytes, last.length),
			    last.count, err))
			return false;
		group->depth--;
	}
	return true;
}

static bool enter(struct facet_group *group, size_t length, struct error *err)
{
	struct facet_folder *grown = array_room(group->folder, group->depth,
		&group->folder_capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	group->folder = grown;
	grown[group->depth++] = (struct facet_folder){.length = length};
	return true;
}

/* All that lies in a folder follows it: column.h. */
static bool add_folder(struct facet_group *group, struct slice string,
	uint32_t count, struct error *err)
{
	if (!leave_folders(group, string, err))
		return false;
	size_t at = group->depth ? group->folder[group->depth - 1].length : 0;
	while (at++ < string.length)
		if ((at == string.length || string.bytes[at] == 0) &&
			!enter(group, at, err))
			return false;
	for (size_t i = 0; i < group->depth; i++)
		group->folder[i].count += count;
	buf_clear(&group->key);
	buf_put_slice(&group->key, string);
	return !group->key.failed || error_set_memory(err);
}

bool facet_group_add(struct facet_group *group, struct slice string,
	uint32_t count, struct error *err)
{
	switch (group->kind) {
	case FACET_AUTHOR:
		return add_author(group, string, count, err);
	case FACET_FOLDER:
		return add_folder(group, string, count, err);
	case FACET_YEAR:
		if (string.length > YEAR_BYTES)
			string.length = YEAR_BYTES;
		break;
	case FACET_KIND:
	case FACET_COUNT:
		break;
	}
	return add_value(group, string, slice_of("", 0), count, err);
}

bool facet_group_end(struct facet_group *group, struct error *err)
{
	/* No folder is the empty string's. */
	return group->kind == FACET_FOLDER
		       ? leave_folders(group, slice_of("", 0), err)
		       : end_value(group, err);
}

bool facet_group_take(
	struct facet_group *group, struct facet *facet, struct error *err)
{
	facet->total = group->total;
	facet->count = group->count;
	facet->value = arena_array(
		group->arena, group->count, sizeof *facet->value);
	if (!facet->value)
		return error_set_memory(err);
	if (group->count == 0)
		return true;
	qsort(group->best, group->count, sizeof *group->best, compare);
	memcpy(facet->value, group->best, group->count * sizeof *group->best);
	return true;
}
