/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pool.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* One of the indexes. */
struct place {
	struct index *index;
	int64_t looked_ms; /* when it was last known to be the newest */
	struct place *next; /* among the idle ones */
};

struct pool {
	char *path;
	pthread_mutex_t mutex; /* over what follows */
	pthread_cond_t returned;
	struct place *idle;
	char newest[sizeof((struct index *)0)->generation];
	uint32_t documents;
	unsigned longs; /* requests that keep a place for long */
	unsigned count;
	struct place place[];
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
		1, sizeof *pool + count * sizeof *pool->place);
	char *copy = strdup(path);
	if (!pool || !copy) {
		free(pool);
		free(copy);
		error_set_memory(err);
		return NULL;
	}
	pool->path = copy;
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_cond_init(&pool->returned, NULL);
	while (pool->count < count) {
		struct place *place = &pool->place[pool->count++];
		place->index = index_open(path, err);
		if (!place->index) {
			pool_close(pool);
			return NULL;
		}
		place->looked_ms = now_ms();
		place->next = pool->idle;
		pool->idle = place;
		note_newest(pool, place->index);
	}
	return pool;
}

void pool_close(struct pool *pool)
{
	if (!pool)
		return;
	for (unsigned i = 0; i < pool->count; i++)
		index_close(pool->place[i].index);
	pthread_cond_destroy(&pool->returned);
	pthread_mutex_destroy(&pool->mutex);
	free(pool->path);
	free(pool);
}

/* Takes a place out; *behind says whether another one has seen a newer
 * state. */
static struct place *take(struct pool *pool, bool *behind)
{
	pthread_mutex_lock(&pool->mutex);
	while (!pool->idle)
		pthread_cond_wait(&pool->returned, &pool->mutex);
	struct place *place = pool->idle;
	pool->idle = place->next;
	*behind = strcmp(pool->newest, place->index->generation) != 0;
	pthread_mutex_unlock(&pool->mutex);
	return place;
}

static void put_back(struct pool *pool, struct place *place)
{
	pthread_mutex_lock(&pool->mutex);
	place->next = pool->idle;
	pool->idle = place;
	pthread_cond_signal(&pool->returned);
	pthread_mutex_unlock(&pool->mutex);
}

/* Moves to the newest state, whatever state the place is in: an index that
 * cannot go on from where it is, is opened anew. */
static bool refresh(struct pool *pool, struct place *place, struct error *err)
{
	if (!index_refresh(place->index, err)) {
		struct index *index = index_open(pool->path, err);
		if (!index)
			return false;
		index_close(place->index);
		place->index = index;
	}
	place->looked_ms = now_ms();
	pthread_mutex_lock(&pool->mutex);
	note_newest(pool, place->index);
	pthread_mutex_unlock(&pool->mutex);
	return true;
}

bool pool_run(struct pool *pool, pool_task *task, void *context, bool *opened,
	struct error *err)
{
	bool behind, ok = false;
	struct place *place = take(pool, &behind);
	*opened = true;
	if (behind || now_ms() - place->looked_ms >= POOL_LOOK_MS)
		*opened = refresh(pool, place, err);
	for (unsigned retries = 0; *opened && !ok; retries++) {
		ok = task(place->index, context, err);
		if (ok || err->code != ERROR_MODIFIED ||
			retries == POOL_MAX_RETRIES)
			break;
		*opened = refresh(pool, place, err);
	}
	put_back(pool, place);
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
	struct place *place = take(pool, &behind);
	bool ok = refresh(pool, place, err);
	put_back(pool, place);
	return ok;
}

uint32_t pool_documents(struct pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	uint32_t documents = pool->documents;
	pthread_mutex_unlock(&pool->mutex);
	return documents;
}
