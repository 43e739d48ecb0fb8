/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamp.h"

#include "stamp_section.h"

#include <stdlib.h>

enum { KEY_BYTES = 32 }; /* a wide hash in hexadecimal */

struct entry {
	char key[KEY_BYTES];
	bool removed; /* a segment tells that it is gone */
	struct stamp stamp;
};

struct stamps {
	struct arena arena; /* names, reasons */
	struct entry **entry;
	size_t count, capacity;
	uint32_t *slot; /* index + 1 into entry; 0 is free */
	size_t slots; /* a power of two */
};

static void make_key(uint32_t source, struct slice name, char key[KEY_BYTES])
{
	static const char digits[] = "0123456789abcdef";
	struct hash_wide hash = hash_wide(name);
	/* The source is mixed in, so that two may hold one name. */
	for (int i = 0; i < 4; i++)
		hash.bytes[i] ^= source >> (8 * i) & 255;
	for (size_t i = 0; i < KEY_BYTES / 2; i++) {
		key[2 * i] = digits[hash.bytes[i] >> 4];
		key[2 * i + 1] = digits[hash.bytes[i] & 15];
	}
}

static uint32_t *slot_of(const struct stamps *stamps, const char *key)
{
	uint64_t start;
	memcpy(&start, key + 8, sizeof start);
	start *= 0x9E3779B97F4A7C15u; /* the golden ratio: digits spread */
	start >>= 20;
	for (size_t i = start & (stamps->slots - 1);;
		i = (i + 1) & (stamps->slots - 1)) {
		uint32_t *slot = &stamps->slot[i];
		if (*slot == 0 || memcmp(stamps->entry[*slot - 1]->key, key,
					  KEY_BYTES) == 0)
			return slot;
	}
}

static bool make_room(struct stamps *stamps)
{
	struct entry **entry = array_room(
		stamps->entry, stamps->count, &stamps->capacity, sizeof *entry);
	if (!entry)
		return false;
	stamps->entry = entry;
	if (stamps->count * 2 < stamps->slots)
		return true;
	size_t slots = stamps->slots ? stamps->slots * 2 : 4096;
	uint32_t *grown = calloc(slots, sizeof *grown);
	if (!grown)
		return false;
	free(stamps->slot);
	stamps->slot = grown;
	stamps->slots = slots;
	for (size_t i = 0; i < stamps->count; i++)
		*slot_of(stamps, stamps->entry[i]->key) = (uint32_t)i + 1;
	return true;
}

static struct stamp *put(struct stamps *stamps, const char *key,
	uint32_t source, struct slice name)
{
	if (!make_room(stamps))
		return NULL;
	struct entry *entry = arena_array(&stamps->arena, 1, sizeof *entry);
	char *copy = arena_copy(&stamps->arena, name);
	if (!entry || !copy)
		return NULL;
	memcpy(entry->key, key, KEY_BYTES);
	entry->stamp.source = source;
	entry->stamp.name = copy;
	*slot_of(stamps, key) = (uint32_t)stamps->count + 1;
	stamps->entry[stamps->count++] = entry;
	return &entry->stamp;
}

struct stamps *stamps_new(struct error *err)
{
	struct stamps *stamps = calloc(1, sizeof *stamps);
	if (stamps && make_room(stamps))
		return stamps;
	error_set_memory(err);
	stamps_free(stamps);
	return NULL;
}

/* Takes what a segment says of a name over what is known. */
static bool take(struct stamps *stamps,
	const struct stamp_section_reader *section, struct error *err)
{
	const struct stamp *read = &section->stamp;
	struct slice name = slice_text(read->name);
	char key[KEY_BYTES];
	make_key(read->source, name, key);
	uint32_t slot = *slot_of(stamps, key);
	struct stamp *stamp = slot ? &stamps->entry[slot - 1]->stamp : NULL;
	if (!stamp && !read->gone)
		stamp = put(stamps, key, read->source, name);
	if (!stamp)
		return read->gone || error_set_memory(err);
	const char *own = stamp->name;
	*stamp = *read;
	stamp->name = own;
	stamps->entry[*slot_of(stamps, key) - 1]->removed = read->gone;
	if (section->why.length)
		stamp->why = arena_copy(&stamps->arena, section->why);
	return section->why.length == 0 || stamp->why || error_set_memory(err);
}

static bool load(
	struct stamps *stamps, const struct segment *segment, struct error *err)
{
	struct stamp_section_reader section;
	stamp_section_open(&section, segment);
	bool ok = stamp_section_next(&section, err);
	while (ok && !section.done)
		ok = take(stamps, &section, err) &&
		     stamp_section_next(&section, err);
	stamp_section_close(&section);
	return ok;
}

struct stamps *stamps_load(const struct catalogue *catalogue, struct error *err)
{
	struct stamps *stamps = stamps_new(err);
	for (size_t i = 0; stamps && i < catalogue->count; i++) {
		if (load(stamps, catalogue->segment[i], err))
			continue;
		stamps_free(stamps);
		return NULL;
	}
	return stamps;
}

void stamps_free(struct stamps *stamps)
{
	if (!stamps)
		return;
	arena_free(&stamps->arena);
	free(stamps->entry);
	free(stamps->slot);
	free(stamps);
}

struct stamp *stamps_find(
	struct stamps *stamps, uint32_t source, struct slice name)
{
	char key[KEY_BYTES];
	make_key(source, name, key);
	uint32_t slot = *slot_of(stamps, key);
	if (slot == 0 || stamps->entry[slot - 1]->stamp.gone)
		return NULL;
	return &stamps->entry[slot - 1]->stamp;
}

struct stamp *stamps_put(struct stamps *stamps, uint32_t source,
	struct slice name, struct error *err)
{
	char key[KEY_BYTES];
	make_key(source, name, key);
	uint32_t slot = *slot_of(stamps, key);
	struct stamp *stamp = slot ? &stamps->entry[slot - 1]->stamp
				   : put(stamps, key, source, name);
	if (!stamp) {
		error_set_memory(err);
		return NULL;
	}
	if (stamp->gone) {
		stamp->gone = false;
		stamp->document = 0;
		stamp->why = NULL;
	}
	return stamp;
}

bool stamps_set_why(struct stamps *stamps, struct stamp *stamp, const char *why,
	bool *changed, struct error *err)
{
	*changed = why && stamp->why ? strcmp(why, stamp->why) != 0
				     : why != stamp->why;
	if (!*changed)
		return true;
	stamp->why = why ? arena_copy(&stamps->arena, slice_text(why)) : NULL;
	stamp->dirty = true;
	return !why || stamp->why || error_set_memory(err);
}

/* Two slashes side by side stand in no path that a scan gives. */
static const char *line_mark(const struct stamp *stamp)
{
	return strstr(stamp->name, STAMP_LINE_MARK);
}

bool stamp_is_line(const struct stamp *stamp)
{
	return line_mark(stamp) != NULL;
}

size_t stamp_file_length(const struct stamp *stamp)
{
	const char *mark = line_mark(stamp);
	return mark ? (size_t)(mark - stamp->name) : strlen(stamp->name);
}

size_t stamps_count(const struct stamps *stamps)
{
	return stamps->count;
}

struct stamp *stamps_at(struct stamps *stamps, size_t i)
{
	return &stamps->entry[i]->stamp;
}

/* Whether no segment has the stamp as it is. */
static bool is_changed(const struct entry *entry)
{
	return entry->stamp.gone ? !entry->removed : entry->stamp.dirty;
}

bool stamps_changed(const struct stamps *stamps)
{
	for (size_t i = 0; i < stamps->count; i++)
		if (is_changed(stamps->entry[i]))
			return true;
	return false;
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;
	return stamp_section_compare(&(*x)->stamp, &(*y)->stamp);
}

bool stamps_write(
	struct stamps *stamps, struct segment_writer *writer, struct error *err)
{
	struct stamp_section_writer section = {.writer = writer};
	struct entry **entry = malloc((stamps->count + 1) * sizeof *entry);
	size_t count = 0;
	for (size_t i = 0; entry && i < stamps->count; i++) {
		if (is_changed(stamps->entry[i]))
			entry[count++] = stamps->entry[i];
	}
	if (entry)
		qsort(entry, count, sizeof *entry, compare_entries);
	bool ok = (entry || error_set_memory(err)) &&
		  segment_begin(writer, SEGMENT_STAMPS, err);
	for (size_t i = 0; ok && i < count; i++) {
		ok = stamp_section_put(&section, &entry[i]->stamp, err);
		entry[i]->stamp.dirty = false;
		entry[i]->removed = entry[i]->stamp.gone;
	}
	free(entry);
	stamp_section_writer_free(&section);
	return ok;
}
