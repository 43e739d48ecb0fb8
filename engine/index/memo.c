/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memo.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct memo {
	const struct memo_kind *kind;
	char state[MEMO_STATE_BYTES];
	void *made;
	unsigned holders; /* changed under the lock */
};

struct memos {
	pthread_mutex_t mutex; /* over what follows */
	unsigned owners;
	struct memo_hold newest; /* by kind, as in each reader's hold */
	const struct memo_kind *kind[MEMO_MAX_KINDS];
};

struct memos *memos_new(struct error *err)
{
	struct memos *memos = calloc(1, sizeof *memos);
	if (!memos) {
		error_set_memory(err);
		return NULL;
	}
	pthread_mutex_init(&memos->mutex, NULL);
	memos->owners = 1;
	return memos;
}

struct memos *memos_share(struct memos *memos)
{
	pthread_mutex_lock(&memos->mutex);
	memos->owners++;
	pthread_mutex_unlock(&memos->mutex);
	return memos;
}

/* Under the lock. */
static void let_go(struct memo **memo)
{
	if (*memo && --(*memo)->holders == 0) {
		(*memo)->kind->free((*memo)->made);
		free(*memo);
	}
	*memo = NULL;
}

void memos_free(struct memos *memos)
{
	if (!memos)
		return;
	pthread_mutex_lock(&memos->mutex);
	bool last = --memos->owners == 0;
	for (size_t i = 0; last && i < MEMO_MAX_KINDS; i++)
		let_go(&memos->newest.memo[i]);
	pthread_mutex_unlock(&memos->mutex);
	if (!last)
		return;
	pthread_mutex_destroy(&memos->mutex);
	free(memos);
}

static bool fits(const struct memo *memo, const struct memo_kind *kind,
	const char *state)
{
	return memo && memo->kind == kind && strcmp(memo->state, state) == 0;
}

static struct memo *make(const struct memo_kind *kind, const char *state,
	struct index *index, struct error *err)
{
	struct memo *memo = calloc(1, sizeof *memo);
	if (!memo) {
		error_set_memory(err);
		return NULL;
	}
	memo->made = kind->make(index, err);
	if (!memo->made) {
		free(memo);
		return NULL;
	}
	memo->kind = kind;
	memo->holders = 1;
	memcpy(memo->state, state, sizeof memo->state);
	return memo;
}

/* Under the lock: brings the table's memo of the place to the state. */
static struct memo *update(struct memo **newest, const struct memo_kind *kind,
	const char *state, struct index *index, struct error *err)
{
	if (fits(*newest, kind, state))
		return *newest;
	struct memo *made = make(kind, state, index, err);
	if (made) {
		let_go(newest);
		*newest = made;
	}
	return made;
}

const void *memo_get(struct memos *memos, struct memo_hold *hold,
	const struct memo_kind *kind, const char state[MEMO_STATE_BYTES],
	struct index *index, struct error *err)
{
	for (size_t i = 0; i < MEMO_MAX_KINDS; i++)
		if (fits(hold->memo[i], kind, state))
			return hold->memo[i]->made;
	pthread_mutex_lock(&memos->mutex);
	size_t at = 0;
	while (memos->kind[at] && memos->kind[at] != kind)
		at++;
	memos->kind[at] = kind;
	struct memo *memo = update(
		&memos->newest.memo[at], kind, state, index, err);
	if (memo) {
		memo->holders++;
		let_go(&hold->memo[at]);
		hold->memo[at] = memo;
	}
	pthread_mutex_unlock(&memos->mutex);
	return memo ? memo->made : NULL;
}

void memo_release(struct memos *memos, struct memo_hold *hold)
{
	if (!memos)
		return;
	pthread_mutex_lock(&memos->mutex);
	for (size_t i = 0; i < MEMO_MAX_KINDS; i++)
		let_go(&hold->memo[i]);
	pthread_mutex_unlock(&memos->mutex);
}
