/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet.h"

#include "hash.h"
#include "schema.h"
#include "slot.h"

#include <stdlib.h>

/* Distinct values of one facet, as an open hash table. */
struct tally {
	struct facet_value *entry; /* count 0: free */
	size_t room, used;
};

struct facet_counter {
	struct arena arena;
	uint32_t slot[FACET_COUNT];
	enum facet_kind kind[FACET_COUNT]; /* of each slot */
	size_t count;
	struct tally tally[FACET_COUNT];
	bool failed;
};

static const struct {
	const char *name;
	uint32_t slot;
} facets[FACET_COUNT] = {
	[FACET_AUTHOR] = {"author", SCHEMA_SLOT_AUTHOR},
	[FACET_YEAR] = {"year", SCHEMA_SLOT_DATE},
	[FACET_FOLDER] = {"folder", SCHEMA_SLOT_PATH},
	[FACET_KIND] = {"kind", SCHEMA_SLOT_KIND},
};

const char *facet_name(enum facet_kind kind)
{
	return facets[kind].name;
}

bool facet_read(struct slice names, unsigned *set, struct error *err)
{
	for (size_t at = 0; at < names.length;) {
		size_t end = at;
		while (end < names.length && names.bytes[end] != ',')
			end++;
		struct slice name = slice_of(names.bytes + at, end - at);
		unsigned kind = 0;
		while (kind < FACET_COUNT &&
			!slice_equal(name, slice_text(facets[kind].name)))
			kind++;
		if (kind == FACET_COUNT)
			return error_set(err, ERROR_USAGE,
				"facets must be one or several of author, "
				"year, folder, kind, commas between");
		*set |= 1U << kind;
		at = end + 1;
	}
	return true;
}

struct facet_counter *facet_counter_new(unsigned set, struct error *err)
{
	struct facet_counter *counter = calloc(1, sizeof *counter);
	if (!counter) {
		error_set_memory(err);
		return NULL;
	}
	for (unsigned kind = 0; kind < FACET_COUNT; kind++) {
		if (!(set >> kind & 1))
			continue;
		counter->slot[counter->count] = facets[kind].slot;
		counter->kind[counter->count++] = (enum facet_kind)kind;
	}
	return counter;
}

void facet_counter_free(struct facet_counter *counter)
{
	if (!counter)
		return;
	for (size_t i = 0; i < FACET_COUNT; i++)
		free(counter->tally[i].entry);
	arena_free(&counter->arena);
	free(counter);
}

const uint32_t *facet_counter_slots(
	const struct facet_counter *counter, size_t *count)
{
	*count = counter->count;
	return counter->slot;
}

/* The entry of the value, or the free entry to put it in. */
static struct facet_value *find(const struct tally *tally, struct slice value)
{
	size_t at = (size_t)hash_bytes(value) & (tally->room - 1);
	while (tally->entry[at].count &&
		!slice_equal(tally->entry[at].value, value))
		at = (at + 1) & (tally->room - 1);
	return &tally->entry[at];
}

static bool grow(struct tally *tally)
{
	struct tally grown = {.room = tally->room ? tally->room * 2 : 64,
		.used = tally->used};
	grown.entry = calloc(grown.room, sizeof *grown.entry);
	if (!grown.entry)
		return false;
	for (size_t i = 0; i < tally->room; i++)
		if (tally->entry[i].count)
			*find(&grown, tally->entry[i].value) = tally->entry[i];
	free(tally->entry);
	*tally = grown;
	return true;
}

/* The part of a slot's value that is counted. */
static struct slice part_of(enum facet_kind kind, struct slice value)
{
	if (kind == FACET_YEAR && value.length > 4)
		value.length = 4;
	return kind == FACET_FOLDER ? slot_folder(value) : value;
}

static bool count_part(
	struct facet_counter *counter, struct tally *tally, struct slice part)
{
	if (tally->used * 2 >= tally->room && !grow(tally))
		return false;
	struct facet_value *entry = find(tally, part);
	if (entry->count++)
		return true;
	char *copy = arena_copy(&counter->arena, part);
	entry->value = slice_of(copy, part.length);
	tally->used++;
	return copy != NULL;
}

void facet_counter_add(struct facet_counter *counter, const struct slice *value)
{
	for (size_t i = 0; i < counter->count; i++) {
		enum facet_kind kind = counter->kind[i];
		struct slice part = part_of(kind, value[i]);
		while (part.length && !counter->failed) {
			counter->failed = !count_part(
				counter, &counter->tally[kind], part);
			part = kind == FACET_FOLDER ? slot_folder(part)
						    : slice_of("", 0);
		}
	}
}

static int compare_value(const void *a, const void *b)
{
	const struct facet_value *x = a, *y = b;
	return slice_compare(x->value, y->value);
}

static int compare_count(const void *a, const void *b)
{
	const struct facet_value *x = a, *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return slice_compare(x->value, y->value);
}

/* Cuts a value of the authors' slot into its key and the name. */
static struct slice cut_key(struct slice *value)
{
	size_t length = strnlen(value->bytes, value->length);
	struct slice key = slice_of(value->bytes, length);
	length += length < value->length;
	*value = slice_of(value->bytes + length, value->length - length);
	return key;
}

/* Merges names with equal keys.  Entries are sorted by value, hence by key.
 * Returns how many are left. */
static size_t merge_authors(struct facet_value *entry, size_t count)
{
	struct slice before = {0};
	uint32_t most = 0;
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		struct facet_value next = entry[i];
		struct slice key = cut_key(&next.value);
		if (kept == 0 || !slice_equal(key, before)) {
			most = next.count;
			entry[kept++] = next;
		} else {
			struct facet_value *same = &entry[kept - 1];
			same->count += next.count;
			if (next.count > most) {
				most = next.count;
				same->value = next.value;
			}
		}
		before = key;
	}
	return kept;
}

static bool finish(const struct tally *tally, enum facet_kind kind,
	struct arena *arena, struct facet *facet)
{
	size_t count = 0;
	for (size_t i = 0; i < tally->room; i++)
		if (tally->entry[i].count)
			tally->entry[count++] = tally->entry[i];
	if (count == 0)
		return true;
	qsort(tally->entry, count, sizeof *tally->entry, compare_value);
	if (kind == FACET_AUTHOR)
		count = merge_authors(tally->entry, count);
	qsort(tally->entry, count, sizeof *tally->entry, compare_count);
	if (count > FACET_MAX_VALUES)
		count = FACET_MAX_VALUES;
	facet->value = arena_array(arena, count, sizeof *facet->value);
	for (size_t i = 0; facet->value && i < count; i++) {
		struct slice value = tally->entry[i].value;
		char *copy = arena_copy(arena, value);
		if (!copy)
			return false;
		facet->value[i].value = slice_of(copy, value.length);
		facet->value[i].count = tally->entry[i].count;
		facet->count++;
	}
	return facet->value != NULL;
}

bool facet_counter_finish(struct facet_counter *counter, struct arena *arena,
	struct facet facet[FACET_COUNT], struct error *err)
{
	if (counter->failed)
		return error_set_memory(err);
	for (size_t i = 0; i < counter->count; i++) {
		enum facet_kind kind = counter->kind[i];
		if (!finish(&counter->tally[kind], kind, arena, &facet[kind]))
			return error_set_memory(err);
	}
	return true;
}
