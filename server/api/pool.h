/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pool.h - the open index, several times.
 *
 * A struct index belongs to one thread at a time, so each request takes one
 * out and puts it back.  An index that was not looked at for POOL_LOOK_MS is
 * moved to the newest state first; so is one that is behind another of the
 * pool, for a client must not see a new essay come, go and come again.
 */
#ifndef TELUSUR_POOL_H
#define TELUSUR_POOL_H

#include "index.h"

/* A commit is seen within a second; looking costs a few microseconds, which
 * at 500 ms is nothing. */
enum { POOL_LOOK_MS = 500 };

/* How often a request is begun again because the index moved on meanwhile: of
 * 622,671 queries against 35 commits a second one needed the second. */
enum { POOL_MAX_RETRIES = 3 };

struct pool;

/* Opens the index `count` times, twice at least: one for what takes long, one
 * for the others.  Errors as from index_open. */
struct pool *pool_open(const char *path, unsigned count, struct error *err);
/* No request may be running. */
void pool_close(struct pool *pool);

/* What a request does with an index.  It may be called again when it failed
 * with ERROR_MODIFIED. */
typedef bool pool_task(struct index *index, void *context, struct error *err);

/* Runs the task on an index that is up to date.  *opened says whether there
 * was one: without it, err says why the index cannot be read. */
bool pool_run(struct pool *pool, pool_task *task, void *context, bool *opened,
	struct error *err);

/* Asks to keep an index for long.  False when all but one of the pool are kept
 * so already: others must be answered meanwhile.  pool_end_long when done. */
bool pool_begin_long(struct pool *pool);
void pool_end_long(struct pool *pool);

/* Whether the index can be read right now. */
bool pool_ready(struct pool *pool, struct error *err);

/* Essays in the state that was opened or read last. */
uint32_t pool_documents(struct pool *pool);

#endif
