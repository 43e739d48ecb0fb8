/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pool.h - a pool of readers: the same index, opened several times.
 *
 * A struct index belongs to one thread at a time, so each request takes one
 * from the pool and puts it back.  It is first refreshed to the newest state if
 * its last refresh is POOL_LOOK_MS ago, or if another reader of the pool has
 * seen a newer state: a client must not see a new essay appear, disappear and
 * appear again.
 */
#ifndef TELUSUR_POOL_H
#define TELUSUR_POOL_H

#include "index.h"

/* So a commit is visible within a second.  Looking for one costs a few
 * microseconds, which is negligible every 500 ms. */
enum { POOL_LOOK_MS = 500 };

/* How often a request is repeated because the index has moved on.  Of 622,671
 * queries during 35 commits a second one needed a second retry. */
enum { POOL_MAX_RETRIES = 3 };

struct pool;

/* Opens the index count times, at least twice: one reader for long requests,
 * one for the others.  Errors as from index_open. */
struct pool *pool_open(const char *path, unsigned count, struct error *err);
/* No request may be running.  NULL is allowed. */
void pool_close(struct pool *pool);

/* What a request does with an index.  After ERROR_MODIFIED it is called again,
 * at most POOL_MAX_RETRIES times. */
typedef bool pool_task(struct index *index, void *context, struct error *err);

/* Runs the task on a fresh reader; waits while all are in use.  *opened false:
 * the index cannot be opened, with the errors of index_open.  Else the errors
 * of the task. */
bool pool_run(struct pool *pool, pool_task *task, void *context, bool *opened,
	struct error *err);

/* Announces a request that keeps a reader for long.  False: refused, as long
 * requests hold all readers but one, which is left for the others.  Otherwise
 * call pool_end_long afterwards. */
bool pool_begin_long(struct pool *pool);
void pool_end_long(struct pool *pool);

/* Whether the index can be read now.  Errors as from index_open. */
bool pool_ready(struct pool *pool, struct error *err);

/* The number of essays in the newest state that was seen. */
uint32_t pool_documents(struct pool *pool);

#endif
