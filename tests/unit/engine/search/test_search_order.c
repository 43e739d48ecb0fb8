/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders, filters and facets by the columns of several segments with gaps,
 * against the same worked out from the essays. */
#include "index_fixture.h"
#include "search_run.h"
#include "slot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ESSAYS = 300, ROUNDS = 42, FIELD_BYTES = 32 };

/* What the index holds; no id: it was removed. */
struct wanted {
	char id[FIELD_BYTES], title[FIELD_BYTES], author[FIELD_BYTES],
		date[FIELD_BYTES], path[FIELD_BYTES];
	bool there;
};

static struct wanted essays[ESSAYS];

static void put(struct fixture *fixture, size_t i)
{
	struct error err = {0};
	struct wanted *wanted = &essays[i];
	uint64_t *chance = &fixture->chance;
	uint32_t document;
	memset(wanted, 0, sizeof *wanted);
	wanted->there = true;
	/* Ids that sort in no order of documents or numbers. */
	snprintf(wanted->id, FIELD_BYTES, "%u-%zu",
		(unsigned)(i * 7919 % ESSAYS), i);
	if (support_random(chance, 8))
		snprintf(wanted->title, FIELD_BYTES, "%s Bab %u",
			support_random(chance, 2) ? "Buku" : "Kisah",
			(unsigned)support_random(chance, 30));
	if (support_random(chance, 4))
		snprintf(wanted->date, FIELD_BYTES, "%u-%02u",
			1990 + (unsigned)support_random(chance, 30),
			1 + (unsigned)support_random(chance, 12));
	if (support_random(chance, 4))
		snprintf(wanted->author, FIELD_BYTES, "Penulis %u",
			(unsigned)support_random(chance, 50));
	snprintf(wanted->path, FIELD_BYTES, "%c%s/%u.txt",
		(char)('a' + support_random(chance, 3)),
		support_random(chance, 2) ? "/b" : "-x", (unsigned)i);
	struct essay essay = {.id = slice_text(wanted->id),
		.title = slice_text(wanted->title),
		.author = slice_text(wanted->author),
		.date = slice_text(wanted->date),
		.path = slice_text(wanted->path),
		.kind = slice_text("txt"),
		.text = slice_text(i % 5 ? "Air mengalir tenang." : "Air."),
		.source = 1,
		.titled = true};
	support_ok(
		index_writer_find(fixture->writer, essay.id, &document, &err),
		err);
	support_ok(index_writer_put(fixture->writer, &essay, &document, &err),
		err);
}

static void drop(struct fixture *fixture, size_t i)
{
	struct error err = {0};
	uint32_t document;
	support_ok(index_writer_find(fixture->writer, slice_text(essays[i].id),
			   &document, &err),
		err);
	support_ok(index_writer_remove(fixture->writer, document, &err), err);
	essays[i].there = false;
}

/* An index of several segments, from which essays went and changed. */
static void make_index(struct fixture *fixture)
{
	size_t made = 0;
	fixture_open_writer(fixture, false);
	for (size_t round = 0; round < ROUNDS; round++) {
		size_t until = made + (round ? 4 : 140);
		while (made < until && made < ESSAYS)
			put(fixture, made++);
		for (size_t n = 0; n < 4; n++) {
			size_t i = support_random(
				&fixture->chance, (uint32_t)made);
			if (!essays[i].there)
				continue;
			if (n % 2)
				drop(fixture, i);
			else
				put(fixture, i);
		}
		fixture_commit(fixture);
	}
	fixture_close_writer(fixture);
}

static enum search_sort sorted_by;

static int compare_field(const char *a, const char *b, bool down)
{
	if (!*a || !*b)
		return (*a == 0) - (*b == 0);
	return down ? strcmp(b, a) : strcmp(a, b);
}

static int compare_titles(const char *a, const char *b)
{
	struct error err = {0};
	struct buf keys[2] = {{0}, {0}};
	support_ok(slot_title(slice_text(a), &keys[0], &err), err);
	support_ok(slot_title(slice_text(b), &keys[1], &err), err);
	buf_put_byte(&keys[0], 0);
	buf_put_byte(&keys[1], 0);
	int order = compare_field(keys[0].bytes, keys[1].bytes, false);
	buf_free(&keys[0]);
	buf_free(&keys[1]);
	return order;
}

static int compare_wanted(const void *a, const void *b)
{
	const struct wanted *x = *(const struct wanted *const *)a,
			    *y = *(const struct wanted *const *)b;
	int order = 0;
	if (sorted_by == SEARCH_BY_TITLE)
		order = compare_titles(x->title, y->title);
	else if (sorted_by != SEARCH_BY_RELEVANCE)
		order = compare_field(
			x->date, y->date, sorted_by == SEARCH_BY_DATE_DOWN);
	return order ? order : strcmp(x->id, y->id);
}

/* Asks for a page and compares it with the essays that pass. */
static void check(struct index *index, struct search_request *request,
	bool (*passes)(const struct wanted *wanted))
{
	struct error err = {0};
	const struct wanted *wanted[ESSAYS];
	size_t count = 0;
	for (size_t i = 0; i < ESSAYS; i++)
		if (essays[i].there && passes(&essays[i]))
			wanted[count++] = &essays[i];
	sorted_by = request->sort;
	qsort(wanted, count, sizeof *wanted, compare_wanted);
	struct search_answer *answer = search_run(index, request, &err);
	support_ok(answer != NULL, err);
	assert_true(answer->total_exact);
	assert_int_equal(answer->total, count);
	assert_true(count > 20);
	for (size_t i = 0; i < answer->hit_count; i++)
		assert_true(slice_equal(answer->hit[i].essay.id,
			slice_text(wanted[request->offset + i]->id)));
	size_t left = count > request->offset ? count - request->offset : 0;
	assert_int_equal(answer->hit_count,
		left < request->limit ? left : request->limit);
	search_answer_free(answer);
}

static bool is_any(const struct wanted *wanted)
{
	return *wanted->id;
}

static bool is_of_the_nineties(const struct wanted *wanted)
{
	return strncmp(wanted->date, "199", 3) == 0;
}

static bool lies_in_a(const struct wanted *wanted)
{
	return strncmp(wanted->path, "a/", 2) == 0;
}

static void each_order_is_that_of_the_essays(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	make_index(fixture);
	struct index *index = fixture_open_index(fixture->path);
	assert_true(index->catalogue->count > 1);
	for (int sort = 0; sort < 4; sort++)
		for (unsigned page = 0; page < 40; page++) {
			struct search_request request = {
				.sort = (enum search_sort)sort,
				.offset = page * page,
				.limit = page};
			if (sort) {
				check(index, &request, is_any);
				request.q = slice_text("air");
				check(index, &request, is_any);
				request.q = slice_text("");
			}
			support_ok(filter_add(&request.filter, "year",
					   slice_text("1990..1999"), &err),
				err);
			check(index, &request, is_of_the_nineties);
			request.filter = (struct filter){0};
			support_ok(filter_add(&request.filter, "path",
					   slice_text("a/"), &err),
				err);
			check(index, &request, lies_in_a);
		}
	index_close(index);
}

static uint32_t count_with(size_t offset, const char *value, size_t length)
{
	uint32_t count = 0;
	for (size_t i = 0; i < ESSAYS; i++) {
		const char *field = (const char *)&essays[i] + offset;
		count += essays[i].there && strlen(field) >= length &&
			 memcmp(field, value, length) == 0;
	}
	return count;
}

static void check_facet(const struct facet *facet, size_t offset, uint32_t sum,
	const char *behind)
{
	uint32_t counted = 0;
	for (size_t i = 0; i < facet->count; i++) {
		char value[FIELD_BYTES * 2];
		int length = snprintf(value, sizeof value, "%.*s%s",
			(int)facet->value[i].value.length,
			facet->value[i].value.bytes, behind);
		assert_int_equal(facet->value[i].count,
			count_with(offset, value, (size_t)length));
		counted += facet->value[i].count;
		if (i)
			assert_true(facet->value[i].count <=
				    facet->value[i - 1].count);
	}
	assert_int_equal(counted, sum);
	assert_int_equal(facet->total, facet->count);
}

static uint32_t count_known(size_t offset)
{
	uint32_t count = 0;
	for (size_t i = 0; i < ESSAYS; i++)
		count += essays[i].there && ((const char *)&essays[i])[offset];
	return count;
}

static void facets_count_what_is_there(void **state)
{
	struct fixture *fixture = *state;
	struct error err = {0};
	make_index(fixture);
	struct index *index = fixture_open_index(fixture->path);
	struct search_request request = {.q = slice_text("air"),
		.limit = 1,
		.facet_limit = FACET_MAX_LIMIT,
		.facets = (1 << FACET_COUNT) - 1};
	struct search_answer *answer = search_run(index, &request, &err);
	support_ok(answer != NULL, err);
	const struct facet *facet = answer->facet;
	uint32_t all = count_known(offsetof(struct wanted, id));
	assert_true(facet[FACET_YEAR].count > 20);
	check_facet(&facet[FACET_YEAR], offsetof(struct wanted, date),
		count_known(offsetof(struct wanted, date)), "-");
	check_facet(&facet[FACET_FOLDER], offsetof(struct wanted, path),
		all + count_with(offsetof(struct wanted, path), "a/b/", 4) +
			count_with(offsetof(struct wanted, path), "b/b/", 4) +
			count_with(offsetof(struct wanted, path), "c/b/", 4),
		"/");
	assert_int_equal(facet[FACET_KIND].value[0].count, all);
	uint32_t written = 0;
	for (size_t i = 0; i < facet[FACET_AUTHOR].count; i++)
		written += facet[FACET_AUTHOR].value[i].count;
	assert_int_equal(written, count_known(offsetof(struct wanted, author)));
	search_answer_free(answer);
	index_close(index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			each_order_is_that_of_the_essays, fixture_set_up,
			fixture_tear_down),
		cmocka_unit_test_setup_teardown(facets_count_what_is_there,
			fixture_set_up, fixture_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
