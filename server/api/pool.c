/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pool.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* One of the indexes. */
struct slot {
	struct index *index;
	int64_t looked_ms; /* when it was last known to be the newest */
	struct slot *next; /* among the idle ones */
};

struct pool {
	pthread_mutex_t mutex; /* over what follows */
	pthread_cond_t returned;
	struct slot *idle;
	char newest[sizeof((struct index *)0)->generation];
	uint32_t documents;
	unsigned longs; /* requests that keep a slot for long */
	unsigned count;
	struct slot slot[];
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void note_newest(struct pool *pool, const struct index *index)
{
	memcpy(pool->newest, index->generation, sizeof pool->newest);
	pool->documents = index->documents;
}

struct pool *pool_open(const char *path, unsigned count, struct error *err)
{
	if (count < 2)
		count = 2;
	struct pool *pool = calloc(
		1, sizeof *pool + count * sizeof *pool->slot);
	if (!pool) {
		error_set_memory(err);
		return NULL;
	}
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_cond_init(&pool->returned, NULL);
	while (pool->count < count) {
		struct slot *slot = &pool->slot[pool->count++];
		slot->index = pool->count == 1
				      ? index_open(path, err)
				      : index_open_beside(
						pool->slot[0].index, err);
		if (!slot->index) {
			pool_close(pool);
			return NULL;
		}
		slot->looked_ms = now_ms();
		slot->next = pool->idle;
		pool->idle = slot;
		note_newest(pool, slot->index);
	}
	return pool;
}

void pool_close(struct pool *pool)
{
	if (!pool)
		return;
	for (unsigned i = 0; i < pool->count; i++)
		index_close(pool->slot[i].index);
	pthread_cond_destroy(&pool->returned);
	pthread_mutex_destroy(&pool->mutex);
	free(pool);
}

/* Takes a slot out; *behind says whether another one has seen a newer
 * state. */
static struct slot *take(struct pool *pool, bool *behind)
{
	pthread_mutex_lock(&pool->mutex);
	while (!pool->idle)
		pthread_cond_wait(&pool->returned, &pool->mutex);
	struct slot *slot = pool->idle;
	pool->idle = slot->next;
	*behind = strcmp(pool->newest, slot->index->generation) != 0;
	pthread_mutex_unlock(&pool->mutex);
	return slot;
}

static void put_back(struct pool *pool, struct slot *slot)
{
	pthread_mutex_lock(&pool->mutex);
	slot->next = pool->idle;
	pool->idle = slot;
	pthread_cond_signal(&pool->returned);
	pthread_mutex_unlock(&pool->mutex);
}

/* Moves to the newest state, whatever state the slot is in: an index that
 * cannot go on from where it is, is opened anew. */
static bool refresh(struct pool *pool, struct slot *slot, struct error *err)
{
	if (!index_refresh(slot->index, err)) {
		struct index *index = index_open_beside(slot->index, err);
		if (!index)
			return false;
		index_close(slot->index);
		slot->index = index;
	}
	slot->looked_ms = now_ms();
	pthread_mutex_lock(&pool->mutex);
	note_newest(pool, slot->index);
	pthread_mutex_unlock(&pool->mutex);
	return true;
}

bool pool_run(struct pool *pool, pool_task *task, void *context, bool *opened,
	struct error *err)
{
	bool behind, ok = false;
	struct slot *slot = take(pool, &behind);
	*opened = true;
	if (behind || now_ms() - slot->looked_ms >= POOL_LOOK_MS)
		*opened = refresh(pool, slot, err);
	for (unsigned retries = 0; *opened && !ok; retries++) {
		ok = task(slot->index, context, err);
		if (ok || err->code != ERROR_MODIFIED ||
			retries == POOL_MAX_RETRIES)
			break;
		*opened = refresh(pool, slot, err);
	}
	put_back(pool, slot);
	return ok;
}

bool pool_begin_long(struct pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	bool ok = pool->longs + 1 < pool->count;
	pool->longs += ok;
	pthread_mutex_unlock(&pool->mutex);
	return ok;
}

void pool_end_long(struct pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	pool->longs--;
	pthread_mutex_unlock(&pool->mutex);
}

bool pool_ready(struct pool *pool, struct error *err)
{
	bool behind;
	struct slot *slot = take(pool, &behind);
	bool ok = refresh(pool, slot, err);
	put_back(pool, slot);
	return ok;
}

uint32_t pool_documents(struct pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	uint32_t documents = pool->documents;
	pthread_mutex_unlock(&pool->mutex);
	return documents;
}
