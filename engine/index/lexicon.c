/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lexicon.h"

#include "hash.h"
#include "lexicon_impl.h"

#include <stdlib.h>

/* Counts as they are shown; what does not add up to more than nothing is not
 * there. */
static uint32_t shown(int64_t count)
{
	return count > 0 ? (uint32_t)count : 0;
}

bool lexicon_find(const struct catalogue *catalogue, struct slice form,
	struct slice root, struct lexicon_entry *entry)
{
	int64_t occurrences = 0, documents = 0;
	uint64_t code = 0;
	struct lexicon_cursor cursor;
	for (size_t i = 0; i < catalogue->count; i++) {
		lexicon_cursor_seek(&cursor, catalogue->segment[i], form, root);
		if (cursor.done ||
			!slice_equal(lexicon_cursor_form(&cursor), form) ||
			!slice_equal(cursor.root, root))
			continue;
		code = cursor.code;
		occurrences += cursor.occurrences;
		documents += cursor.documents;
	}
	*entry = (struct lexicon_entry){
		form, root, code, shown(occurrences), shown(documents)};
	return entry->documents > 0;
}

static uint32_t unknown(struct slice text)
{
	return (uint32_t)hash_bytes(text) | CODE_UNKNOWN;
}

uint64_t lexicon_code(
	const struct catalogue *catalogue, struct slice form, struct slice root)
{
	struct lexicon_entry entry;
	lexicon_find(catalogue, form, root, &entry);
	if (entry.code)
		return entry.code;
	lexicon_find(catalogue, root, root, &entry);
	return code_of(unknown(form),
		entry.code ? code_root(entry.code) : unknown(root));
}

/* What is gathered: the best `limit` so far, as a heap with the
 * rarest on top. */
struct gathering {
	struct slice prefix;
	struct arena *arena;
	struct lexicon_entry *entry;
	size_t count, limit;
	bool more, failed;
	size_t total; /* entries offered */
	uint64_t occurrences; /* of all of them */
};

static bool rarer(const struct lexicon_entry *a, const struct lexicon_entry *b)
{
	if (a->documents != b->documents)
		return a->documents < b->documents;
	return slice_compare(a->form, b->form) > 0;
}

static void sift_down(struct lexicon_entry *heap, size_t count, size_t at)
{
	for (;;) {
		size_t least = at;
		for (size_t child = 2 * at + 1;
			child <= 2 * at + 2 && child < count; child++)
			if (rarer(&heap[child], &heap[least]))
				least = child;
		if (least == at)
			return;
		struct lexicon_entry swap = heap[at];
		heap[at] = heap[least];
		heap[least] = swap;
		at = least;
	}
}

static void sift_up(struct lexicon_entry *heap, size_t at)
{
	while (at && rarer(&heap[at], &heap[(at - 1) / 2])) {
		struct lexicon_entry swap = heap[at];
		heap[at] = heap[(at - 1) / 2];
		heap[(at - 1) / 2] = swap;
		at = (at - 1) / 2;
	}
}

/* Takes the entry, whose form and root are copied if it is kept.  False when
 * out of memory. */
static bool offer(struct gathering *g, struct lexicon_entry entry)
{
	g->total++;
	g->occurrences += entry.occurrences;
	g->more = g->more || g->count == g->limit;
	if (g->count == g->limit &&
		(g->limit == 0 || !rarer(&g->entry[0], &entry)))
		return true;
	size_t form = entry.form.length, root = entry.root.length;
	char *copy = arena_alloc(g->arena, form + root + 1);
	if (!copy) {
		g->failed = true;
		return false;
	}
	memcpy(copy, entry.form.bytes, form);
	memcpy(copy + form, entry.root.bytes, root);
	entry.form = slice_of(copy, form);
	entry.root = slice_of(copy + form, root);
	if (g->count < g->limit) {
		g->entry[g->count] = entry;
		sift_up(g->entry, g->count++);
	} else {
		g->entry[0] = entry;
		sift_down(g->entry, g->count, 0);
	}
	return true;
}

static bool begins_with(struct slice key, struct slice prefix)
{
	return key.length >= prefix.length &&
	       slice_equal(slice_of(key.bytes, prefix.length), prefix);
}

/* The entry that the walk is at; false when there is nothing of it. */
static bool entry_of(
	const struct lexicon_walk *walk, struct lexicon_entry *entry)
{
	*entry = (struct lexicon_entry){
		.form = slice_of(walk->form, walk->form_length),
		.root = slice_of(walk->root, walk->root_length),
		.code = walk->code,
		.occurrences = shown(walk->occurrences),
		.documents = shown(walk->documents)};
	return entry->occurrences && entry->documents;
}

bool lexicon_each(const struct catalogue *catalogue, lexicon_visit *visit,
	void *context, struct error *err)
{
	struct lexicon_walk walk;
	struct lexicon_entry entry;
	if (!lexicon_walk_open(&walk, catalogue->segment, catalogue->count,
		    slice_of("", 0), err))
		return false;
	while (lexicon_walk_next(&walk))
		if (entry_of(&walk, &entry) && !visit(context, &entry))
			break;
	lexicon_walk_free(&walk);
	return true;
}

static int compare_frequency(const void *a, const void *b)
{
	return rarer(a, b) ? 1 : rarer(b, a) ? -1 : 0;
}

/* Sorts what was gathered, the most frequent first. */
static bool gathered(struct gathering *g, struct error *err)
{
	if (g->failed)
		return error_set_memory(err);
	qsort(g->entry, g->count, sizeof *g->entry, compare_frequency);
	return true;
}

/* Gathers the forms that begin with the prefix, or are it. */
static bool gather_forms(const struct catalogue *catalogue, struct gathering *g,
	bool whole, struct error *err)
{
	struct lexicon_walk walk;
	struct lexicon_entry entry;
	g->entry = arena_array(g->arena, g->limit + 1, sizeof *g->entry);
	if (!g->entry)
		return error_set_memory(err);
	if (!lexicon_walk_open(&walk, catalogue->segment, catalogue->count,
		    g->prefix, err))
		return false;
	while (lexicon_walk_next(&walk)) {
		bool there = entry_of(&walk, &entry);
		if (whole ? !slice_equal(entry.form, g->prefix)
			  : !begins_with(entry.form, g->prefix))
			break;
		if (there && !offer(g, entry))
			break;
	}
	lexicon_walk_free(&walk);
	return gathered(g, err);
}

bool lexicon_prefix(const struct catalogue *catalogue, struct slice prefix,
	size_t limit, struct arena *arena, struct lexicon_entry **entry,
	size_t *count, bool *more, struct error *err)
{
	struct gathering g = {.prefix = prefix, .arena = arena, .limit = limit};
	if (!gather_forms(catalogue, &g, false, err))
		return false;
	*entry = g.entry;
	*count = g.count;
	*more = g.more;
	return true;
}

bool lexicon_form(const struct catalogue *catalogue, struct slice form,
	struct arena *arena, struct lexicon_entry **entry, size_t *count,
	struct error *err)
{
	/* The analysis gives a form two readings at most. */
	enum { READINGS = 4 };
	struct gathering g = {
		.prefix = form, .arena = arena, .limit = READINGS};
	if (!gather_forms(catalogue, &g, true, err))
		return false;
	*entry = g.entry;
	*count = g.count;
	return true;
}

/* The first place in the list by root of one that is not before the root. */
static size_t seek_root(
	const struct segment *segment, struct slice root, size_t count)
{
	struct slice numbers = segment->section[SEGMENT_LEXICON_ROOTS];
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct lexicon_cursor cursor;
		lexicon_cursor_at(
			&cursor, segment, segment_u32(numbers, middle));
		if (!cursor.done && slice_compare(cursor.root, root) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Forms of a family as the segments have them. */
struct relatives {
	struct arena *arena;
	struct relative {
		struct slice form;
		uint64_t code;
		int64_t occurrences, documents;
	} * form;
	size_t count, capacity;
};

static bool add_relative(
	struct relatives *all, const struct lexicon_cursor *cursor)
{
	struct relative *grown = array_room(
		all->form, all->count, &all->capacity, sizeof *grown);
	if (!grown)
		return false;
	all->form = grown;
	char *copy = arena_copy(all->arena, lexicon_cursor_form(cursor));
	all->form[all->count++] = (struct relative){
		slice_of(copy, cursor->form_length), cursor->code,
		cursor->occurrences, cursor->documents};
	return copy;
}

static bool read_relatives(
	struct relatives *all, const struct segment *segment, struct slice root)
{
	struct slice numbers = segment->section[SEGMENT_LEXICON_ROOTS];
	size_t count = numbers.length / 4;
	for (size_t i = seek_root(segment, root, count); i < count; i++) {
		struct lexicon_cursor cursor;
		lexicon_cursor_at(&cursor, segment, segment_u32(numbers, i));
		if (cursor.done || !slice_equal(cursor.root, root))
			break;
		if (!add_relative(all, &cursor))
			return false;
	}
	return true;
}

static int compare_relative(const void *a, const void *b)
{
	return slice_compare(((const struct relative *)a)->form,
		((const struct relative *)b)->form);
}

/* Offers each form with the sum of its counts. */
static void offer_relatives(
	struct gathering *g, struct relatives *all, struct slice root)
{
	if (all->count)
		qsort(all->form, all->count, sizeof *all->form,
			compare_relative);
	for (size_t i = 0, next; i < all->count; i = next) {
		struct relative sum = all->form[i];
		for (next = i + 1; next < all->count &&
				   slice_equal(all->form[next].form, sum.form);
			next++) {
			sum.occurrences += all->form[next].occurrences;
			sum.documents += all->form[next].documents;
		}
		if (sum.occurrences > 0 && sum.documents > 0 &&
			!offer(g, (struct lexicon_entry){sum.form, root,
					  sum.code, shown(sum.occurrences),
					  shown(sum.documents)}))
			return;
	}
}

bool lexicon_family(const struct catalogue *catalogue, struct slice root,
	size_t limit, struct arena *arena, struct lexicon_family *family,
	struct error *err)
{
	struct gathering g = {.arena = arena, .limit = limit};
	struct relatives all = {.arena = arena};
	struct lexicon_entry own;
	*family = (struct lexicon_family){0};
	g.entry = arena_array(arena, limit + 1, sizeof *g.entry);
	bool ok = g.entry != NULL;
	for (size_t i = 0; ok && i < catalogue->count; i++)
		ok = read_relatives(&all, catalogue->segment[i], root);
	if (!ok)
		error_set_memory(err);
	if (ok && lexicon_find(catalogue, root, root, &own))
		offer(&g, own);
	if (ok)
		offer_relatives(&g, &all, root);
	free(all.form);
	if (!ok || !gathered(&g, err))
		return false;
	*family = (struct lexicon_family){
		g.entry, g.count, g.total, g.occurrences};
	return true;
}

/* Adds the field's term to the entries. */
static bool put_field_term(struct arena *arena, struct slice term,
	size_t field_bytes, struct lexicon_entry *entry)
{
	char *copy = arena_copy(arena, term);
	if (!copy)
		return false;
	entry->form = slice_of(copy + field_bytes, term.length - field_bytes);
	return true;
}

bool lexicon_field_prefix(struct xap_reader *reader, struct slice field,
	struct slice prefix, size_t limit, struct arena *arena,
	struct lexicon_entry **entry, size_t *count, bool *more,
	struct error *err)
{
	struct buf start = {0}, from = {0};
	struct slice term;
	bool ok = true;
	*count = 0;
	*more = false;
	*entry = arena_array(arena, limit, sizeof **entry);
	buf_put_slice(&start, field);
	buf_put_slice(&start, prefix);
	buf_put_slice(&from, buf_slice(&start));
	if (!*entry || start.failed || from.failed)
		ok = error_set_memory(err);
	while (ok && !*more) {
		ok = xap_reader_term_seek(reader, buf_slice(&start),
			buf_slice(&from), &term, err);
		if (!ok || term.length == 0)
			break;
		*more = *count == limit;
		if (!*more && !put_field_term(arena, term, field.length,
				      &(*entry)[(*count)++]))
			ok = error_set_memory(err);
		/* The smallest term behind this one. */
		buf_clear(&from);
		buf_put_slice(&from, term);
		buf_put_byte(&from, 0);
		if (from.failed)
			ok = error_set_memory(err);
	}
	buf_free(&start);
	buf_free(&from);
	return ok;
}
