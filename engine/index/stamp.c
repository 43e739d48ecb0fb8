/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamp.h"

#include "schema.h"
#include "table.h"

#include <stdlib.h>

enum { KEY_BYTES = 32 }; /* a wide hash in hexadecimal */

struct entry {
	char key[KEY_BYTES];
	bool removed; /* gone from the table already */
	struct stamp stamp;
};

struct stamps {
	struct arena arena; /* names, reasons */
	struct entry **entry;
	size_t count, capacity;
	uint32_t *slot; /* index + 1 into entry; 0 is free */
	size_t slots; /* a power of two */
	bool failed; /* out of memory while loading */
};

static void make_key(uint32_t source, struct slice name, char key[KEY_BYTES])
{
	static const char digits[] = "0123456789abcdef";
	struct hash_wide hash = hash_wide(name);
	/* The source is mixed in, so that two may hold one name. */
	for (int i = 0; i < 4; i++)
		hash.bytes[i] ^= source >> (8 * i) & 255;
	for (int i = 0; i < KEY_BYTES / 2; i++) {
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

static void put_value(struct buf *out, const struct stamp *stamp)
{
	buf_put_varint(out, stamp->source);
	buf_put_varint(out, stamp->document);
	buf_put_varint(out, stamp->look.size_bytes);
	buf_put_varint(out, (uint64_t)stamp->look.mtime_ns);
	buf_put_varint(out, (uint64_t)stamp->look.ctime_ns);
	buf_put_varint(out, stamp->look.inode);
	buf_put(out, stamp->content.bytes, sizeof stamp->content.bytes);
	buf_put(out, stamp->sketch.bytes, sizeof stamp->sketch.bytes);
	buf_put_string(out, slice_text(stamp->name));
	buf_put_string(out, slice_text(stamp->why ? stamp->why : ""));
}

static bool load_one(void *context, struct slice key, struct slice value)
{
	struct stamps *stamps = context;
	struct stamp read = {0};
	struct cursor cursor = cursor_of(value);
	read.source = (uint32_t)cursor_varint(&cursor);
	read.document = (uint32_t)cursor_varint(&cursor);
	read.look.size_bytes = cursor_varint(&cursor);
	read.look.mtime_ns = (int64_t)cursor_varint(&cursor);
	read.look.ctime_ns = (int64_t)cursor_varint(&cursor);
	read.look.inode = cursor_varint(&cursor);
	struct slice content = cursor_bytes(&cursor, sizeof read.content);
	struct slice sketch = cursor_bytes(&cursor, sizeof read.sketch);
	struct slice name = cursor_string(&cursor);
	struct slice why = cursor_string(&cursor);
	if (cursor.failed || key.length != KEY_BYTES)
		return true; /* as if never seen: it is indexed again */
	memcpy(&read.content, content.bytes, sizeof read.content);
	memcpy(&read.sketch, sketch.bytes, sizeof read.sketch);
	if (why.length)
		read.why = arena_copy(&stamps->arena, why);
	struct stamp *stamp = put(stamps, key.bytes, read.source, name);
	if (!stamp || (why.length && !read.why)) {
		stamps->failed = true;
		return false;
	}
	read.name = stamp->name;
	*stamp = read;
	return true;
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

struct stamps *stamps_load(struct xap_reader *reader, struct error *err)
{
	struct stamps *stamps = stamps_new(err);
	if (!stamps)
		return NULL;
	if (!table_each(reader, slice_text(SCHEMA_KEY_STAMP), slice_of(NULL, 0),
		    load_one, stamps, err))
		goto fail;
	if (stamps->failed) {
		error_set_memory(err);
		goto fail;
	}
	return stamps;
fail:
	stamps_free(stamps);
	return NULL;
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

static int compare_change(const void *a, const void *b)
{
	return slice_compare(((const struct table_change *)a)->key,
		((const struct table_change *)b)->key);
}

bool stamps_save(
	struct stamps *stamps, struct xap_writer *writer, struct error *err)
{
	struct arena arena = {0};
	struct buf value = {0};
	struct table_change *change = malloc(
		(stamps->count + 1) * sizeof *change);
	bool ok = change || error_set_memory(err);
	size_t count = 0;
	for (size_t i = 0; ok && i < stamps->count; i++) {
		struct entry *entry = stamps->entry[i];
		bool gone = entry->stamp.gone;
		if (gone ? entry->removed : !entry->stamp.dirty)
			continue;
		buf_clear(&value);
		if (!gone)
			put_value(&value, &entry->stamp);
		char *copy = arena_copy(&arena, buf_slice(&value));
		ok = (copy && !value.failed) || error_set_memory(err);
		change[count].key = slice_of(entry->key, KEY_BYTES);
		change[count].value = slice_of(copy, value.length);
		entry->stamp.dirty = false;
		entry->removed = gone;
		count++;
	}
	if (ok) {
		qsort(change, count, sizeof *change, compare_change);
		ok = table_apply(writer, slice_text(SCHEMA_KEY_STAMP), change,
			count, table_replace, err);
	}
	free(change);
	buf_free(&value);
	arena_free(&arena);
	return ok;
}
