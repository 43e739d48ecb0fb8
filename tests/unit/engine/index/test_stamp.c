/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of incremental runs, over the end of a program. */
#include "stamp.h"

#include "index_support.h"
#include "merge.h"
#include "stamp_section.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct world {
	struct support_store store;
	struct stamps *stamps;
};

/* As a new run finds it. */
static void load(struct world *world)
{
	struct error err;
	stamps_free(world->stamps);
	world->stamps = stamps_load(&world->store.catalogue, &err);
	support_ok(world->stamps != NULL, err);
}

static void save(struct world *world)
{
	struct error err;
	struct segment_writer *writer = support_segment(&world->store);
	support_ok(stamps_write(world->stamps, writer, &err), err);
	support_segment_end(&world->store, writer);
	assert_false(stamps_changed(world->stamps));
}

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof *world);
	*state = world;
	support_store_open(&world->store);
	load(world);
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	stamps_free(world->stamps);
	support_store_close(&world->store);
	free(world);
	return 0;
}

static struct stamp *put(struct world *world, uint32_t source, const char *name)
{
	struct error err;
	struct stamp *stamp = stamps_put(
		world->stamps, source, slice_text(name), &err);
	support_ok(stamp != NULL, err);
	stamp->dirty = true;
	return stamp;
}

static struct stamp *find(
	struct world *world, uint32_t source, const char *name)
{
	return stamps_find(world->stamps, source, slice_text(name));
}

/* How many stamps the segments tell of, the dead ones too. */
static size_t stored(struct world *world)
{
	struct error err;
	size_t count = 0;
	for (size_t i = 0; i < world->store.catalogue.count; i++) {
		struct stamp_section_reader section;
		stamp_section_open(&section, world->store.catalogue.segment[i]);
		support_ok(stamp_section_next(&section, &err), err);
		for (; !section.done; count++)
			support_ok(stamp_section_next(&section, &err), err);
		stamp_section_close(&section);
	}
	return count;
}

static void all_fields_come_back(void **state)
{
	struct world *world = *state;
	struct stamp *stamp = put(world, 4000000000, "esai/\xc3\xa9 a#b.txt");
	stamp->document = 4000000001;
	stamp->look.size_bytes = UINT64_MAX;
	stamp->look.mtime_ns = INT64_MIN;
	stamp->look.ctime_ns = INT64_MAX;
	stamp->look.inode = UINT64_MAX - 1;
	memset(&stamp->sketch, 7, sizeof stamp->sketch);
	for (size_t i = 0; i < sizeof stamp->content.bytes; i++)
		stamp->content.bytes[i] = (unsigned char)(250 + i);
	struct stamp wanted = *stamp;
	struct stamp *negative = put(world, 1, "before 1970");
	negative->look.mtime_ns = -1;
	save(world);
	assert_false(find(world, 1, "before 1970")->dirty);
	load(world);
	assert_int_equal(stamps_count(world->stamps), 2);
	stamp = find(world, 4000000000, "esai/\xc3\xa9 a#b.txt");
	assert_non_null(stamp);
	assert_string_equal(stamp->name, "esai/\xc3\xa9 a#b.txt");
	assert_true(stamp->source == wanted.source);
	assert_true(stamp->document == wanted.document);
	assert_true(stamp->look.size_bytes == wanted.look.size_bytes);
	assert_true(stamp->look.mtime_ns == wanted.look.mtime_ns);
	assert_true(stamp->look.ctime_ns == wanted.look.ctime_ns);
	assert_true(stamp->look.inode == wanted.look.inode);
	assert_memory_equal(
		&stamp->sketch, &wanted.sketch, sizeof stamp->sketch);
	assert_memory_equal(
		&stamp->content, &wanted.content, sizeof stamp->content);
	assert_false(stamp->seen || stamp->dirty || stamp->gone);
	assert_true(find(world, 1, "before 1970")->look.mtime_ns == -1);
}

static void sources_may_share_a_name(void **state)
{
	struct world *world = *state;
	put(world, 1, "a.txt")->document = 10;
	put(world, 2, "a.txt")->document = 20;
	assert_null(find(world, 3, "a.txt"));
	save(world);
	load(world);
	assert_int_equal(find(world, 1, "a.txt")->document, 10);
	assert_int_equal(find(world, 2, "a.txt")->document, 20);
	assert_null(find(world, 3, "a.txt"));
	assert_null(find(world, 1, "a.tx"));
	assert_null(find(world, 1, ""));
}

static void what_is_gone_stays_gone(void **state)
{
	struct world *world = *state;
	put(world, 1, "a")->document = 1;
	put(world, 1, "b")->document = 2;
	save(world);
	load(world);
	find(world, 1, "a")->gone = true;
	assert_null(find(world, 1, "a"));
	assert_non_null(find(world, 1, "b"));
	save(world);
	assert_int_equal(stored(world), 3); /* a, b; and that a is gone */
	save(world);
	load(world);
	assert_null(find(world, 1, "a"));
	assert_non_null(find(world, 1, "b"));
	support_merge(&world->store);
	assert_int_equal(stored(world), 1);
	load(world);
	assert_null(find(world, 1, "a"));
	assert_int_equal(stamps_count(world->stamps), 1);
}

static void what_was_gone_may_come_back(void **state)
{
	struct world *world = *state;
	put(world, 1, "a")->document = 7;
	save(world);
	find(world, 1, "a")->gone = true;
	/* Before it was written, and after. */
	for (int written = 0; written < 2; written++) {
		if (written)
			save(world);
		struct stamp *stamp = put(world, 1, "a");
		assert_false(stamp->gone);
		assert_int_equal(stamp->document, 0);
		stamp->document = 8;
		save(world);
		load(world);
		assert_int_equal(find(world, 1, "a")->document, 8);
		find(world, 1, "a")->gone = true;
	}
	save(world);
	size_t told = stored(world);
	save(world);
	assert_int_equal(stored(world), told);
	support_merge(&world->store);
	assert_int_equal(stored(world), 0);
}

/* That one is gone is told on as long as an older segment has it. */
static void newer_segments_merge_without_older(void **state)
{
	struct world *world = *state;
	struct error err;
	put(world, 1, "a")->document = 1;
	put(world, 1, "b")->document = 2;
	save(world);
	find(world, 1, "a")->gone = true;
	save(world);
	put(world, 1, "c")->document = 3;
	save(world);
	support_ok(
		merge_range(&world->store.catalogue, (struct merge_range){1, 2},
			xap_writer_reader(world->store.database),
			world->store.folder, &err),
		err);
	assert_int_equal(world->store.catalogue.count, 2);
	load(world);
	assert_null(find(world, 1, "a"));
	assert_int_equal(find(world, 1, "b")->document, 2);
	assert_int_equal(find(world, 1, "c")->document, 3);
}

static void only_changes_are_written(void **state)
{
	struct world *world = *state;
	put(world, 1, "a")->document = 1;
	save(world);
	find(world, 1, "a")->document = 2; /* not dirty */
	save(world);
	load(world);
	assert_int_equal(find(world, 1, "a")->document, 1);
}

static void many_stamps_are_all_found(void **state)
{
	struct world *world = *state;
	enum { MANY = 20000 };
	char name[40];
	for (uint32_t i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "folder/%u/essay.txt", (unsigned)i);
		put(world, 1 + i % 3, name)->document = i + 1;
		if (i == MANY / 2)
			save(world);
	}
	save(world);
	for (uint32_t i = 0; i < MANY; i += 5) {
		snprintf(name, sizeof name, "folder/%u/essay.txt", (unsigned)i);
		find(world, 1 + i % 3, name)->gone = true;
	}
	save(world);
	support_merge(&world->store);
	load(world);
	assert_int_equal(stamps_count(world->stamps), MANY - MANY / 5);
	for (uint32_t i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "folder/%u/essay.txt", (unsigned)i);
		struct stamp *stamp = find(world, 1 + i % 3, name);
		if (i % 5 == 0) {
			assert_null(stamp);
		} else {
			assert_non_null(stamp);
			assert_int_equal(stamp->document, i + 1);
		}
	}
	uint64_t sum = 0;
	for (size_t i = 0; i < stamps_count(world->stamps); i++)
		sum += stamps_at(world->stamps, i)->document;
	assert_true(sum > 0);
}

static void a_damaged_section_ends_there(void **state)
{
	struct world *world = *state;
	struct error err;
	put(world, 1, "a")->document = 1;
	save(world);
	static const char *const bad[] = {"\x01", "\x01\x05\x01z\x02",
		"\x01\x01\x7f", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct segment_writer *writer = support_segment(&world->store);
		support_ok(segment_begin(writer, SEGMENT_STAMPS, &err), err);
		support_ok(segment_put(writer, slice_text(bad[i]), &err), err);
		support_segment_end(&world->store, writer);
		load(world);
		assert_int_equal(stamps_count(world->stamps), 1);
		assert_non_null(find(world, 1, "a"));
	}
}

static void set_why(struct world *world, const char *name, const char *why,
	bool wanted_changed)
{
	struct error err;
	bool changed;
	support_ok(stamps_set_why(world->stamps, find(world, 1, name), why,
			   &changed, &err),
		err);
	assert_int_equal(changed, wanted_changed);
}

static void why_a_file_was_skipped_is_remembered(void **state)
{
	struct world *world = *state;
	put(world, 1, "a");
	put(world, 1, "b");
	set_why(world, "a", "binary", true);
	set_why(world, "a", "binary", false);
	set_why(world, "b", NULL, false);
	save(world);
	load(world);
	assert_string_equal(find(world, 1, "a")->why, "binary");
	assert_null(find(world, 1, "b")->why);
	set_why(world, "a", NULL, true);
	assert_true(find(world, 1, "a")->dirty);
	save(world);
	load(world);
	assert_null(find(world, 1, "a")->why);
	set_why(world, "b", "too long", true);
	find(world, 1, "b")->gone = true;
	assert_null(put(world, 1, "b")->why);
}

#define STAMP_TEST(test) \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STAMP_TEST(all_fields_come_back),
		STAMP_TEST(sources_may_share_a_name),
		STAMP_TEST(what_is_gone_stays_gone),
		STAMP_TEST(what_was_gone_may_come_back),
		STAMP_TEST(why_a_file_was_skipped_is_remembered),
		STAMP_TEST(only_changes_are_written),
		STAMP_TEST(many_stamps_are_all_found),
		STAMP_TEST(newer_segments_merge_without_older),
		STAMP_TEST(a_damaged_section_ends_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
