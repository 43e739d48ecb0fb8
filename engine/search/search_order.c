/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search_order.h"

#include <stdlib.h>

/* A document's place in the order of its segment. */
struct entry {
	uint64_t key; /* number by which it is sorted, above that of its id */
	uint32_t document;
};

/* The first ones of a segment, while they are joined with others. */
struct run {
	struct column_text by, id;
	const struct entry *entry;
	size_t count, at;
	struct slice string; /* of the entry; empty: none */
	bool read; /* the strings are the entry's */
	struct slice name; /* its id */
};

struct search_order {
	const struct catalogue *catalogue;
	enum column_id column;
	bool down;
	size_t limit;
	struct column_walk walk;
	/* Of the segment that it is in: */
	bool open;
	size_t current; /* its number */
	struct column by, id;
	struct entry looked; /* at last */
	struct entry *entry; /* all segments', one behind the other */
	size_t count, capacity;
	size_t first; /* of the present segment: from there on a heap with the
		       * last one first */
	size_t *start; /* of each segment that has some */
	size_t *segment; /* their numbers */
	size_t segments;
	uint32_t *document; /* the result */
};

struct search_order *search_order_new(const struct catalogue *catalogue,
	enum column_id by, bool down, size_t limit, struct error *err)
{
	struct search_order *order = calloc(1, sizeof *order);
	if (order) {
		order->catalogue = catalogue;
		order->walk = (struct column_walk){.catalogue = catalogue};
		order->column = by;
		order->down = down;
		order->limit = limit;
		order->start = calloc(
			catalogue->count + 1, sizeof *order->start);
		order->segment = calloc(
			catalogue->count + 1, sizeof *order->segment);
	}
	if (order && order->start && order->segment)
		return order;
	search_order_free(order);
	error_set_memory(err);
	return NULL;
}

void search_order_free(struct search_order *order)
{
	if (!order)
		return;
	free(order->entry);
	free(order->start);
	free(order->segment);
	free(order->document);
	free(order);
}

/* Begins with the segment that it walked to. */
static bool open_segment(struct search_order *order, struct error *err)
{
	const struct segment *segment =
		order->catalogue->segment[order->walk.segment];
	order->open = true;
	order->current = order->walk.segment;
	order->first = order->count;
	order->start[order->segments] = order->count;
	order->segment[order->segments++] = order->walk.segment;
	return column_open(segment, order->column, &order->by, err) &&
	       column_open(segment, COLUMN_ID, &order->id, err);
}

static uint64_t key_of(const struct search_order *order)
{
	uint32_t number = column_number(&order->by, order->walk.place);
	uint32_t id = column_number(&order->id, order->walk.place);
	if (number == 0)
		number = UINT32_MAX;
	else if (order->down)
		number = UINT32_MAX - number;
	return (uint64_t)number << 32 | id;
}

bool search_order_look(struct search_order *order, uint32_t document,
	bool *wanted, struct error *err)
{
	*wanted = false;
	if (!column_walk_to(&order->walk, document))
		return true;
	if ((!order->open || order->walk.segment != order->current) &&
		!open_segment(order, err))
		return false;
	order->looked = (struct entry){key_of(order), document};
	*wanted = order->count - order->first < order->limit ||
		  (order->limit &&
			  order->looked.key < order->entry[order->first].key);
	return true;
}

static void swap(struct entry *a, struct entry *b)
{
	struct entry other = *a;
	*a = *b;
	*b = other;
}

static void rise(struct entry *heap, size_t count)
{
	for (size_t i = count - 1; i && heap[i].key > heap[(i - 1) / 2].key;
		i = (i - 1) / 2)
		swap(&heap[i], &heap[(i - 1) / 2]);
}

static void sink(struct entry *heap, size_t count)
{
	for (size_t i = 0, child; (child = 2 * i + 1) < count; i = child) {
		if (child + 1 < count && heap[child + 1].key > heap[child].key)
			child++;
		if (heap[child].key <= heap[i].key)
			return;
		swap(&heap[i], &heap[child]);
	}
}

bool search_order_take(struct search_order *order, struct error *err)
{
	size_t held = order->count - order->first;
	if (held == order->limit) {
		order->entry[order->first] = order->looked;
		sink(order->entry + order->first, held);
		return true;
	}
	struct entry *grown = array_room(
		order->entry, order->count, &order->capacity, sizeof *grown);
	if (!grown)
		return error_set_memory(err);
	order->entry = grown;
	grown[order->count++] = order->looked;
	rise(grown + order->first, held + 1);
	return true;
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return x->key < y->key ? -1 : x->key > y->key;
}

static bool open_run(const struct search_order *order, size_t i,
	struct run *run, struct error *err)
{
	const struct segment *segment =
		order->catalogue->segment[order->segment[i]];
	size_t end = i + 1 < order->segments ? order->start[i + 1]
					     : order->count;
	struct column by, id;
	if (!column_open(segment, order->column, &by, err) ||
		!column_open(segment, COLUMN_ID, &id, err))
		return false;
	size_t count = end - order->start[i];
	struct entry *entry = count ? order->entry + order->start[i] : NULL;
	if (count)
		qsort(entry, count, sizeof *entry, compare_entries);
	*run = (struct run){.by = column_text_of(&by),
		.id = column_text_of(&id),
		.entry = entry,
		.count = count};
	return true;
}

/* Reads the strings of the entry that a run is at. */
static bool read_run(
	const struct search_order *order, struct run *run, struct error *err)
{
	if (run->read || run->at == run->count)
		return true;
	uint64_t key = run->entry[run->at].key;
	uint32_t number = (uint32_t)(key >> 32);
	run->read = true;
	run->string = slice_of("", 0);
	if (number != UINT32_MAX &&
		!column_text_read(&run->by,
			order->down ? UINT32_MAX - number : number,
			&run->string, err))
		return false;
	return column_text_read(&run->id, (uint32_t)key, &run->name, err);
}

/* Whether run a's entry goes before run b's. */
static bool goes_before(const struct search_order *order, const struct run *a,
	const struct run *b)
{
	int by = slice_compare(a->string, b->string);
	if (by == 0)
		return slice_compare(a->name, b->name) < 0;
	if (a->string.length == 0 || b->string.length == 0)
		return b->string.length == 0;
	return order->down ? by > 0 : by < 0;
}

/* Joins the runs; of one alone no string is read. */
static bool join(struct search_order *order, struct run *run, size_t *count,
	struct error *err)
{
	for (*count = 0; *count < order->limit; ++*count) {
		struct run *first = NULL;
		for (size_t i = 0; i < order->segments; i++) {
			struct run *next = &run[i];
			if (order->segments > 1 && !read_run(order, next, err))
				return false;
			if (next->at < next->count &&
				(!first || goes_before(order, next, first)))
				first = next;
		}
		if (!first)
			break;
		order->document[*count] = first->entry[first->at++].document;
		first->read = false;
	}
	return true;
}

bool search_order_end(struct search_order *order, const uint32_t **document,
	size_t *count, struct error *err)
{
	struct run *run = calloc(order->segments + 1, sizeof *run);
	order->document = calloc(order->count + 1, sizeof *order->document);
	bool ok = (run && order->document) || error_set_memory(err);
	for (size_t i = 0; ok && i < order->segments; i++)
		ok = open_run(order, i, &run[i], err);
	ok = ok && join(order, run, count, err);
	for (size_t i = 0; run && i < order->segments; i++) {
		column_text_free(&run[i].by);
		column_text_free(&run[i].id);
	}
	free(run);
	*document = order->document;
	return ok;
}
