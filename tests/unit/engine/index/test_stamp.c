/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of incremental runs, over the end of a program. */
#include "stamp.h"

#include "index_support.h"
#include "schema.h"
#include "table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct world {
	char *folder;
	struct xap_writer *writer;
	struct stamps *stamps;
};

/* As a new run finds it. */
static void load(struct world *world)
{
	struct error err;
	stamps_free(world->stamps);
	world->stamps = stamps_load(xap_writer_reader(world->writer), &err);
	support_ok(world->stamps != NULL, err);
}

static void save(struct world *world)
{
	struct error err;
	support_ok(stamps_save(world->stamps, world->writer, &err), err);
	support_ok(xap_writer_commit(world->writer, &err), err);
}

static int set_up(void **state)
{
	struct error err;
	struct world *world = calloc(1, sizeof *world);
	*state = world;
	world->folder = support_folder();
	world->writer = xap_writer_open(world->folder, &err);
	support_ok(world->writer != NULL, err);
	load(world);
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	stamps_free(world->stamps);
	xap_writer_free(world->writer);
	support_remove(world->folder);
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

static bool count_entry(void *context, struct slice key, struct slice value)
{
	(void)key;
	(void)value;
	*(size_t *)context += 1;
	return true;
}

static size_t stored(struct world *world)
{
	struct error err;
	size_t count = 0;
	support_ok(table_each(xap_writer_reader(world->writer),
			   slice_text(SCHEMA_KEY_STAMP), slice_of(NULL, 0),
			   count_entry, &count, &err),
		err);
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
	assert_int_equal(stored(world), 1);
	save(world);
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
		assert_int_equal(stored(world), 1);
		stamp->gone = true;
		if (!written)
			continue;
		save(world);
		assert_int_equal(stored(world), 0);
		save(world);
		assert_int_equal(stored(world), 0);
	}
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

static void a_damaged_stamp_is_as_if_never_seen(void **state)
{
	struct world *world = *state;
	struct error err;
	put(world, 1, "a")->document = 1;
	save(world);
	char key[33] = "0123456789abcdef0123456789abcdef";
	struct table_change bad[] = {{slice_text(key), slice_text("\x01\x01")},
		{slice_text("short"), slice_text("x")}};
	support_ok(table_apply(world->writer, slice_text(SCHEMA_KEY_STAMP), bad,
			   2, table_replace, &err),
		err);
	load(world);
	assert_int_equal(stamps_count(world->stamps), 1);
	assert_non_null(find(world, 1, "a"));
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
		STAMP_TEST(a_damaged_stamp_is_as_if_never_seen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
