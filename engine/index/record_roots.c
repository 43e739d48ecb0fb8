/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which blocks of a long record hold a root.  The roots fall into buckets by
 * their remainder, so that a query reads the few that its words are in.  The
 * lengths of all buckets come first.  A bucket lists its roots in order:
 * difference to the one before, length of the list, and the list: each block's
 * difference to the one before.
 */
#include "record_impl.h"

#include <stdlib.h>

enum {
	/* Blocks for each bucket: a bucket then has about 11 KB, and reading
	 * it takes some 5 us. */
	BUCKET_BLOCKS = 8,
};

bool record_is_long(uint32_t blocks)
{
	return blocks > RECORD_FEW_BLOCKS;
}

static uint32_t bucket_count(uint32_t blocks)
{
	return 1 + blocks / BUCKET_BLOCKS;
}

/* ---- writing ---- */

/* That a root stands in a block: bucket, root and block, in this order. */
struct place {
	uint32_t bucket, root, block;
};

struct places {
	struct place *place;
	size_t count, capacity;
};

static int compare_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->bucket != y->bucket)
		return x->bucket < y->bucket ? -1 : 1;
	if (x->root != y->root)
		return x->root < y->root ? -1 : 1;
	return x->block < y->block ? -1 : x->block > y->block;
}

static struct place place_of(uint32_t root, uint32_t block, uint32_t buckets)
{
	return (struct place){root % buckets, root, block};
}

/* Sorts the places from `first` on and leaves each once. */
static void sort_places(struct places *places, size_t first)
{
	size_t kept = first;
	qsort(places->place + first, places->count - first,
		sizeof *places->place, compare_place);
	for (size_t i = first; i < places->count; i++)
		if (kept == first || compare_place(&places->place[i],
					     &places->place[kept - 1]) != 0)
			places->place[kept++] = places->place[i];
	places->count = kept;
}

/* Adds the places of a block. */
static bool add_block(struct places *places, const struct record_part *part,
	uint32_t number, uint32_t buckets, const uint64_t *code)
{
	size_t count = part->count, first = places->count;
	struct cursor cursor = cursor_of(buf_slice(&part->ids));
	if (places->capacity - places->count < count) {
		size_t capacity = (places->count + count) * 2;
		struct place *grown = realloc(
			places->place, capacity * sizeof *grown);
		if (!grown)
			return false;
		places->place = grown;
		places->capacity = capacity;
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t id = cursor_u32(&cursor);
		if (id)
			places->place[places->count++] = place_of(
				code_root(code[id - 1]), number, buckets);
	}
	if (places->count > first)
		sort_places(places, first);
	return true;
}

/* Appends the list of the root at place `at`; returns the place behind. */
static size_t put_list(struct buf *out, struct buf *list,
	const struct places *places, size_t at, uint32_t before)
{
	uint32_t block = 0, root = places->place[at].root;
	buf_clear(list);
	for (; at < places->count && places->place[at].root == root; at++) {
		uint32_t next = places->place[at].block;
		buf_put_varint(list, next - block);
		block = next;
	}
	buf_put_varint(out, root - before);
	buf_put_string(out, buf_slice(list));
	return at;
}

/* Appends a bucket; returns the place behind its own. */
static size_t put_bucket(struct buf *out, struct buf *list,
	const struct places *places, size_t at)
{
	uint32_t bucket = places->place[at].bucket;
	uint32_t before = 0;
	while (at < places->count && places->place[at].bucket == bucket) {
		uint32_t root = places->place[at].root;
		at = put_list(out, list, places, at, before);
		before = root;
	}
	return at;
}

static bool put_buckets(const struct places *places, uint32_t buckets,
	struct buf *out, struct error *err)
{
	struct buf bytes = {0}, list = {0};
	size_t at = 0;
	for (uint32_t bucket = 0; bucket < buckets; bucket++) {
		size_t before = bytes.length;
		if (at < places->count && places->place[at].bucket == bucket)
			at = put_bucket(&bytes, &list, places, at);
		buf_put_varint(out, bytes.length - before);
	}
	buf_put_slice(out, buf_slice(&bytes));
	bool ok = !(out->failed || bytes.failed || list.failed) ||
		  error_set_memory(err);
	buf_free(&bytes);
	buf_free(&list);
	return ok;
}

bool record_roots_write(const struct record_part *part, uint32_t blocks,
	const uint64_t *code, struct buf *out, struct error *err)
{
	struct places places = {0};
	uint32_t buckets = bucket_count(blocks);
	bool ok = true;
	if (!record_is_long(blocks))
		return true;
	for (uint32_t i = 0; ok && i < blocks; i++)
		ok = add_block(&places, &part[i], i, buckets, code);
	if (!ok)
		error_set_memory(err);
	else if (places.count)
		sort_places(&places, 0);
	ok = ok && put_buckets(&places, buckets, out, err);
	free(places.place);
	return ok;
}

/* ---- reading ---- */

static void set_all(uint64_t *set, uint32_t blocks)
{
	for (uint32_t n = 0; n < blocks; n++)
		set[n / 64] |= (uint64_t)1 << n % 64;
}

/* Sets the bits of a list; false when a block is none of the record's. */
static bool read_list(struct slice list, uint32_t blocks, uint64_t *set)
{
	struct cursor cursor = cursor_of(list);
	uint64_t block = 0;
	while (cursor.at < cursor.end) {
		block += cursor_varint(&cursor);
		if (cursor.failed || block >= blocks)
			return false;
		set[block / 64] |= (uint64_t)1 << block % 64;
	}
	return true;
}

/* Fills the sets of the roots at the places, which are in order and of one
 * bucket; each has the number of its set in the place of the block. */
static bool read_bucket(const struct record *record, struct slice bucket,
	const struct place *place, size_t count, uint64_t *set,
	struct error *err)
{
	uint32_t blocks = record->block_count;
	size_t words = RECORD_SET_WORDS(blocks);
	struct cursor cursor = cursor_of(bucket);
	uint64_t root = 0;
	for (size_t i = 0; cursor.at < cursor.end && i < count;) {
		root += cursor_varint(&cursor);
		struct slice list = cursor_string(&cursor);
		if (cursor.failed)
			return record_unreadable(record->document, err);
		while (i < count && place[i].root < root)
			i++;
		for (; i < count && place[i].root == root; i++)
			if (!read_list(
				    list, blocks, set + words * place[i].block))
				return record_unreadable(record->document, err);
	}
	return true;
}

/* Reads the buckets that the places, which are in order, fall into. */
static bool read_buckets(const struct record *record, const struct place *place,
	size_t count, uint64_t *set, struct error *err)
{
	uint32_t buckets = bucket_count(record->block_count);
	struct cursor lengths = cursor_of(record->roots), bytes = lengths;
	for (uint32_t i = 0; i < buckets; i++)
		cursor_varint(&bytes);
	for (uint32_t i = 0, from = 0, to = 0; i < buckets; i++, from = to) {
		struct slice bucket = cursor_bytes(
			&bytes, cursor_varint(&lengths));
		while (to < count && place[to].bucket == i)
			to++;
		if (lengths.failed || bytes.failed)
			return record_unreadable(record->document, err);
		if (to > from && !read_bucket(record, bucket, place + from,
					 to - from, set, err))
			return false;
	}
	return true;
}

bool record_root_blocks(const struct record *record, const uint32_t *root,
	size_t roots, uint64_t *set, struct error *err)
{
	uint32_t blocks = record->block_count;
	if (!record_is_long(blocks)) {
		for (size_t i = 0; i < roots; i++)
			set_all(set + i * RECORD_SET_WORDS(blocks), blocks);
		return true;
	}
	struct place *place = malloc((roots + 1) * sizeof *place);
	if (!place)
		return error_set_memory(err);
	for (size_t i = 0; i < roots; i++)
		place[i] = place_of(root[i], (uint32_t)i, bucket_count(blocks));
	qsort(place, roots, sizeof *place, compare_place);
	bool ok = read_buckets(record, place, roots, set, err);
	free(place);
	return ok;
}

/* A block and what the wanted roots in it weigh. */
struct weighed {
	uint32_t block;
	double weight;
};

static int compare_weight(const void *a, const void *b)
{
	const struct weighed *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->block < y->block ? -1 : x->block > y->block;
}

static int compare_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

bool record_best_blocks(const struct record *record, const uint32_t *root,
	const double *weight, size_t roots, uint32_t limit, uint32_t *block,
	uint32_t *count, struct error *err)
{
	uint32_t blocks = record->block_count;
	*count = 0;
	if (blocks <= limit || !record_is_long(blocks)) {
		for (; *count < blocks && *count < limit; *count += 1)
			block[*count] = *count;
		return true;
	}
	size_t words = RECORD_SET_WORDS(blocks);
	struct weighed *weighed = calloc(blocks, sizeof *weighed);
	uint64_t *set = calloc(roots * words + 1, sizeof *set);
	bool ok = ((weighed && set) || error_set_memory(err)) &&
		  record_root_blocks(record, root, roots, set, err);
	for (uint32_t n = 0; ok && n < blocks; n++) {
		weighed[n].block = n;
		for (size_t i = 0; i < roots; i++)
			if (set[i * words + n / 64] >> n % 64 & 1)
				weighed[n].weight += weight[i];
	}
	if (ok) {
		qsort(weighed, blocks, sizeof *weighed, compare_weight);
		for (; *count < limit && weighed[*count].weight > 0;
			*count += 1)
			block[*count] = weighed[*count].block;
		qsort(block, *count, sizeof *block, compare_number);
	}
	free(weighed);
	free(set);
	return ok;
}
