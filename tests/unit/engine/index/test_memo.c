/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of an index derive once and share. */
#include "memo.h"

#include "index.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { READERS = 8, ROUNDS = 200 };

static const char first[MEMO_STATE_BYTES] = "1-1-a";
static const char second[MEMO_STATE_BYTES] = "1-2-a";

/* Changed under the lock of the table alone. */
static unsigned made, freed, failures;

static void *make_count(struct index *index, struct error *err)
{
	if (failures) {
		failures--;
		error_set(err, ERROR_MODIFIED, "not now");
		return NULL;
	}
	unsigned *count = malloc(sizeof *count);
	assert_non_null(count);
	*count = index->documents;
	made++;
	return count;
}

static void free_count(void *count)
{
	free(count);
	freed++;
}

static const struct memo_kind count_kind = {make_count, free_count};
static const struct memo_kind other_kind = {make_count, free_count};

static int set_up(void **state)
{
	(void)state;
	made = freed = failures = 0;
	return 0;
}

static void readers_share_what_one_made(void **state)
{
	struct error err = {0};
	struct memos *memos = memos_new(&err);
	struct memo_hold a = {0}, b = {0};
	struct index old = {.documents = 7}, new = {.documents = 8};
	(void)state;
	const unsigned *of_a = memo_get(
		memos, &a, &count_kind, first, &old, &err);
	assert_ptr_equal(
		memo_get(memos, &b, &count_kind, first, &old, &err), of_a);
	assert_ptr_equal(
		memo_get(memos, &a, &count_kind, first, &old, &err), of_a);
	assert_int_equal(made, 1);
	assert_int_equal(*of_a, 7);
	assert_ptr_not_equal(
		memo_get(memos, &a, &other_kind, first, &old, &err), of_a);
	assert_int_equal(made, 2);
	/* One reader goes on; what the other one holds stays. */
	const unsigned *of_b = memo_get(
		memos, &b, &count_kind, second, &new, &err);
	assert_int_equal(*of_b, 8);
	assert_int_equal(*of_a, 7);
	assert_int_equal(freed, 0);
	assert_ptr_equal(
		memo_get(memos, &a, &count_kind, second, &new, &err), of_b);
	assert_int_equal(freed, 1);
	assert_int_equal(made, 3);
	memo_release(memos, &a);
	memo_release(memos, &b);
	assert_int_equal(freed, 1); /* the table has the others */
	memos_free(memos);
	assert_int_equal(freed, made);
}

static void the_last_owner_frees(void **state)
{
	struct error err = {0};
	struct memos *memos = memos_new(&err);
	struct memos *shared = memos_share(memos);
	struct memo_hold hold = {0};
	struct index index = {0};
	(void)state;
	assert_non_null(
		memo_get(memos, &hold, &count_kind, first, &index, &err));
	memo_release(memos, &hold);
	memos_free(memos);
	assert_int_equal(freed, 0);
	assert_non_null(
		memo_get(shared, &hold, &count_kind, first, &index, &err));
	assert_int_equal(made, 1);
	memo_release(shared, &hold);
	memos_free(shared);
	assert_int_equal(freed, 1);
	memos_free(NULL);
}

static void what_fails_is_made_the_next_time(void **state)
{
	struct error err = {0};
	struct memos *memos = memos_new(&err);
	struct memo_hold hold = {0};
	struct index index = {.documents = 7};
	(void)state;
	failures = 1;
	assert_null(memo_get(memos, &hold, &count_kind, first, &index, &err));
	assert_int_equal(err.code, ERROR_MODIFIED);
	const unsigned *count = memo_get(
		memos, &hold, &count_kind, first, &index, &err);
	assert_non_null(count);
	/* A state that cannot be read takes nothing away from the others. */
	failures = 1;
	assert_null(memo_get(memos, &hold, &count_kind, second, &index, &err));
	assert_int_equal(freed, 0);
	assert_ptr_equal(
		memo_get(memos, &hold, &count_kind, first, &index, &err),
		count);
	memo_release(memos, &hold);
	memos_free(memos);
	assert_int_equal(freed, made);
}

static void *read_often(void *shared)
{
	struct memos *memos = shared;
	uintptr_t wrong = 0;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct memo_hold hold = {0};
		struct index index = {.documents = 1 + round / 100};
		const char *name = round / 100 ? second : first;
		struct error err = {0};
		for (unsigned i = 0; i < 2; i++) {
			const unsigned *count = memo_get(
				memos, &hold, &count_kind, name, &index, &err);
			wrong += !count || *count != index.documents;
		}
		memo_release(memos, &hold);
	}
	return (void *)wrong;
}

static void threads_share_too(void **state)
{
	struct error err = {0};
	struct memos *memos = memos_new(&err);
	pthread_t thread[READERS];
	(void)state;
	for (unsigned i = 0; i < READERS; i++)
		assert_int_equal(
			pthread_create(&thread[i], NULL, read_often, memos), 0);
	for (unsigned i = 0; i < READERS; i++) {
		void *wrong;
		assert_int_equal(pthread_join(thread[i], &wrong), 0);
		assert_null(wrong);
	}
	memos_free(memos);
	assert_true(made >= 2);
	assert_int_equal(freed, made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(readers_share_what_one_made, set_up),
		cmocka_unit_test_setup(the_last_owner_frees, set_up),
		cmocka_unit_test_setup(
			what_fails_is_made_the_next_time, set_up),
		cmocka_unit_test_setup(threads_share_too, set_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
