/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorted tables in a database's metadata, against a plain array. */
#include "table.h"

#include "index_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { KEYS = 3000, ROUNDS = 150, MOST_CHANGES = 120 };

struct world {
	char *folder;
	struct xap_writer *writer;
	struct slice name;
	/* The reference: all keys that may be in the table, sorted, and the
	 * value of each; an empty value is no entry. */
	struct buf key[KEYS], value[KEYS];
	size_t keys;
	uint64_t chance;
};

static int compare_bufs(const void *a, const void *b)
{
	return slice_compare(buf_slice(a), buf_slice(b));
}

/* Keys of all lengths that share beginnings, with every byte in them. */
static void make_keys(struct world *world)
{
	for (size_t i = 0; i < KEYS; i++) {
		struct buf *key = &world->key[i];
		static const char *const stems[] = {
			"", "a", "mem", "memper", "\xff", "\x01", "zzzz"};
		buf_put_text(key, stems[support_random(&world->chance, 7)]);
		uint32_t kind = support_random(&world->chance, 20);
		uint32_t length = kind == 0 ? TABLE_MAX_KEY_BYTES
				  : kind < 3
					  ? support_random(&world->chance, 200)
					  : support_random(&world->chance, 9);
		while (key->length <= length &&
			key->length < TABLE_MAX_KEY_BYTES)
			buf_put_byte(key, (unsigned char)support_random(
						  &world->chance, 256));
	}
	qsort(world->key, KEYS, sizeof *world->key, compare_bufs);
	size_t kept = 1;
	for (size_t i = 1; i < KEYS; i++) {
		if (compare_bufs(&world->key[kept - 1], &world->key[i]) == 0) {
			buf_free(&world->key[i]);
			continue;
		}
		struct buf key = world->key[i];
		world->key[i] = (struct buf){0};
		world->key[kept++] = key;
	}
	world->keys = kept;
}

static int set_up(void **state)
{
	struct error err;
	struct world *world = calloc(1, sizeof *world);
	*state = world;
	world->folder = support_folder();
	world->writer = xap_writer_open(world->folder, &err);
	support_ok(world->writer != NULL, err);
	world->name = slice_text("L");
	world->chance = 7;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	xap_writer_free(world->writer);
	support_remove(world->folder);
	for (size_t i = 0; i < KEYS; i++) {
		buf_free(&world->key[i]);
		buf_free(&world->value[i]);
	}
	free(world);
	return 0;
}

/* Where a walk over the table is in the reference. */
struct walk {
	struct world *world;
	size_t at, seen, stop_after;
};

static size_t next_entry(const struct world *world, size_t at)
{
	while (at < world->keys && world->value[at].length == 0)
		at++;
	return at;
}

static bool compare_entry(void *context, struct slice key, struct slice value)
{
	struct walk *walk = context;
	walk->at = next_entry(walk->world, walk->at);
	assert_true(walk->at < walk->world->keys);
	assert_true(slice_equal(key, buf_slice(&walk->world->key[walk->at])));
	assert_true(
		slice_equal(value, buf_slice(&walk->world->value[walk->at])));
	walk->at++;
	walk->seen++;
	return walk->seen != walk->stop_after;
}

static void compare_from(struct world *world, size_t first)
{
	struct error err;
	struct walk walk = {.world = world, .at = first};
	support_ok(table_each(xap_writer_reader(world->writer), world->name,
			   buf_slice(&world->key[first]), compare_entry, &walk,
			   &err),
		err);
	assert_int_equal(next_entry(world, walk.at), world->keys);
}

static void compare_found(struct world *world, size_t i)
{
	struct error err;
	struct buf out = {0};
	bool found;
	support_ok(table_find(xap_writer_reader(world->writer), world->name,
			   buf_slice(&world->key[i]), &out, &found, &err),
		err);
	assert_int_equal(found, world->value[i].length > 0);
	assert_true(slice_equal(buf_slice(&out), buf_slice(&world->value[i])));
	buf_free(&out);
}

/* Changes a random choice of the keys, here and there alike. */
static void change_some(struct world *world, uint32_t percent_removed)
{
	struct error err;
	struct table_change change[MOST_CHANGES];
	size_t count = 0;
	size_t wanted = 1 + support_random(&world->chance, MOST_CHANGES);
	size_t step = world->keys / wanted;
	for (size_t i = support_random(&world->chance, (uint32_t)step + 1);
		i < world->keys && count < wanted;
		i += 1 + support_random(&world->chance, 2 * (uint32_t)step)) {
		struct buf *value = &world->value[i];
		buf_clear(value);
		if (support_random(&world->chance, 100) >= percent_removed)
			for (uint32_t n =
					1 + support_random(&world->chance, 60);
				n; n--)
				buf_put_byte(value, (unsigned char)n);
		change[count].key = buf_slice(&world->key[i]);
		change[count++].value = buf_slice(value);
	}
	support_ok(table_apply(world->writer, world->name, change, count,
			   table_replace, &err),
		err);
}

static size_t count_pages(struct world *world)
{
	return support_count_keys(
		xap_writer_reader(world->writer), world->name);
}

static void random_changes_match_an_array(void **state)
{
	struct world *world = *state;
	struct error err;
	make_keys(world);
	for (unsigned round = 0; round < ROUNDS; round++) {
		change_some(world, round % 50 < 30 ? 25 : 80);
		compare_found(world,
			support_random(&world->chance, (uint32_t)world->keys));
		if (round % 10 == 0)
			compare_from(world, support_random(&world->chance,
						    (uint32_t)world->keys));
		if (round % 25 == 0)
			support_ok(xap_writer_commit(world->writer, &err), err);
	}
	compare_from(world, 0);
	for (size_t i = 0; i < world->keys; i++)
		compare_found(world, i);
	assert_true(count_pages(world) > 5);
	for (unsigned round = 0; round < 2000 && count_pages(world); round++)
		change_some(world, 100);
	assert_int_equal(count_pages(world), 0);
}

static void put_one(struct world *world, const char *key, const char *value)
{
	struct error err;
	struct table_change change = {slice_text(key), slice_text(value)};
	support_ok(table_apply(world->writer, world->name, &change, 1,
			   table_replace, &err),
		err);
}

static bool collect(void *context, struct slice key, struct slice value)
{
	buf_put_slice(context, key);
	buf_put_byte(context, '=');
	buf_put_slice(context, value);
	buf_put_byte(context, ' ');
	return true;
}

static void assert_table(
	struct world *world, const char *from, const char *wanted)
{
	struct error err;
	struct buf all = {0};
	support_ok(table_each(xap_writer_reader(world->writer), world->name,
			   slice_text(from), collect, &all, &err),
		err);
	buf_put_byte(&all, 0);
	assert_string_equal(all.bytes, wanted);
	buf_free(&all);
}

static void removing_the_last_entry_keeps_order(void **state)
{
	struct world *world = *state;
	put_one(world, "b", "1");
	put_one(world, "d", "2");
	put_one(world, "d", "");
	assert_table(world, "", "b=1 ");
	put_one(world, "c", "3");
	put_one(world, "a", "4");
	assert_table(world, "", "a=4 b=1 c=3 ");
	/* In one go: the last goes, one takes a place before it. */
	struct error err;
	struct table_change change[] = {
		{slice_text("bb"), slice_text("5")},
		{slice_text("c"), slice_text("")},
		{slice_text("ca"), slice_text("6")},
	};
	support_ok(table_apply(world->writer, world->name, change, 3,
			   table_replace, &err),
		err);
	assert_table(world, "", "a=4 b=1 bb=5 ca=6 ");
	assert_table(world, "b", "b=1 bb=5 ca=6 ");
	assert_table(world, "bc", "ca=6 ");
	assert_table(world, "cb", "");
	put_one(world, "nothing", "");
	for (const char *const *key =
			(const char *const[]){"a", "b", "bb", "ca", NULL};
		*key; key++)
		put_one(world, *key, "");
	assert_table(world, "", "");
	assert_int_equal(count_pages(world), 0);
}

static void pages_split_and_stay_small(void **state)
{
	struct world *world = *state;
	char key[16], value[101];
	memset(value, 'v', 100);
	value[100] = '\0';
	enum { ENTRIES = 400 };
	/* Backwards, so that every put meets a page. */
	for (int i = ENTRIES; i-- > 0;) {
		snprintf(key, sizeof key, "%05d", i);
		put_one(world, key, value);
	}
	size_t pages = count_pages(world);
	assert_true(pages >= ENTRIES * 100 / (2 * TABLE_PAGE_BYTES));
	assert_true(pages <= 3 * (ENTRIES * 110 / TABLE_PAGE_BYTES + 1));
	struct error err;
	struct slice found, page;
	struct xap_reader *reader = xap_writer_reader(world->writer);
	support_ok(xap_reader_meta_seek(
			   reader, world->name, world->name, &found, &err),
		err);
	struct buf copy = {0};
	buf_put_slice(&copy, found);
	support_ok(xap_reader_meta(reader, buf_slice(&copy), &page, &err), err);
	assert_in_range(page.length, 1, TABLE_PAGE_BYTES + 200);
	buf_free(&copy);
}

static void long_keys_and_values_fit(void **state)
{
	struct world *world = *state;
	char key[TABLE_MAX_KEY_BYTES + 1];
	memset(key, 'k', sizeof key);
	key[TABLE_MAX_KEY_BYTES] = '\0';
	struct buf value = {0};
	for (int i = 0; i < 100000; i++)
		buf_put_byte(&value, 'v');
	buf_put_byte(&value, 0);
	put_one(world, key, "first");
	put_one(world, key, value.bytes);
	key[TABLE_MAX_KEY_BYTES - 1] = 'a';
	put_one(world, key, "second");
	bool found;
	struct error err;
	struct buf out = {0};
	support_ok(table_find(xap_writer_reader(world->writer), world->name,
			   slice_text(key), &out, &found, &err),
		err);
	assert_true(found);
	assert_true(slice_equal(buf_slice(&out), slice_text("second")));
	key[TABLE_MAX_KEY_BYTES - 1] = 'k';
	buf_clear(&out);
	support_ok(table_find(xap_writer_reader(world->writer), world->name,
			   slice_text(key), &out, &found, &err),
		err);
	assert_int_equal(out.length, 100000);
	buf_free(&out);
	buf_free(&value);
}

static void append(struct slice old, struct slice change, struct buf *out)
{
	buf_put_slice(out, old);
	buf_put_slice(out, change);
}

static void combine_meets_the_old_value(void **state)
{
	struct world *world = *state;
	struct error err;
	struct table_change first[] = {{slice_text("a"), slice_text("1")},
		{slice_text("c"), slice_text("3")}};
	struct table_change second[] = {{slice_text("a"), slice_text("x")},
		{slice_text("b"), slice_text("y")},
		{slice_text("d"), slice_text("z")}};
	support_ok(
		table_apply(world->writer, world->name, first, 2, append, &err),
		err);
	support_ok(table_apply(
			   world->writer, world->name, second, 3, append, &err),
		err);
	assert_table(world, "", "a=1x b=y c=3 d=z ");
}

static void a_walk_stops_when_told(void **state)
{
	struct world *world = *state;
	struct error err;
	make_keys(world);
	change_some(world, 0);
	struct walk walk = {.world = world, .stop_after = 1};
	support_ok(table_each(xap_writer_reader(world->writer), world->name,
			   slice_of(NULL, 0), compare_entry, &walk, &err),
		err);
	assert_int_equal(walk.seen, 1);
}

static void other_metadata_is_left_alone(void **state)
{
	struct world *world = *state;
	struct error err;
	struct slice value;
	support_ok(xap_writer_set_meta(world->writer, slice_text("Kz"),
			   slice_text("before"), &err),
		err);
	support_ok(xap_writer_set_meta(world->writer, slice_text("Ma"),
			   slice_text("behind"), &err),
		err);
	put_one(world, "a", "1");
	assert_table(world, "", "a=1 ");
	put_one(world, "a", "");
	assert_table(world, "", "");
	struct xap_reader *reader = xap_writer_reader(world->writer);
	support_ok(
		xap_reader_meta(reader, slice_text("Kz"), &value, &err), err);
	assert_true(slice_equal(value, slice_text("before")));
	support_ok(
		xap_reader_meta(reader, slice_text("Ma"), &value, &err), err);
	assert_true(slice_equal(value, slice_text("behind")));
}

static void a_damaged_page_is_an_error(void **state)
{
	struct world *world = *state;
	static const struct slice bad[] = {
		{"\x05", 1}, /* shares bytes with nothing */
		{"\x00\x7f"
		 "a",
			3}, /* a key beyond the end */
		{"\x00\x01"
		 "a\x09",
			4}, /* a value beyond the end */
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 11},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct error err = {0};
		struct buf out = {0};
		bool found;
		support_ok(xap_writer_set_meta(world->writer, slice_text("La"),
				   bad[i], &err),
			err);
		assert_false(table_find(xap_writer_reader(world->writer),
			world->name, slice_text("a"), &out, &found, &err));
		assert_int_equal(err.code, ERROR_CORRUPT);
		err = (struct error){0};
		struct table_change change = {slice_text("a"), slice_text("1")};
		assert_false(table_apply(world->writer, world->name, &change, 1,
			table_replace, &err));
		assert_int_equal(err.code, ERROR_CORRUPT);
		buf_free(&out);
	}
}

#define TABLE_TEST(test) \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TABLE_TEST(random_changes_match_an_array),
		TABLE_TEST(removing_the_last_entry_keeps_order),
		TABLE_TEST(pages_split_and_stay_small),
		TABLE_TEST(long_keys_and_values_fit),
		TABLE_TEST(combine_meets_the_old_value),
		TABLE_TEST(a_walk_stops_when_told),
		TABLE_TEST(other_metadata_is_left_alone),
		TABLE_TEST(a_damaged_page_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
