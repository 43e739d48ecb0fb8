/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memo.h - what modules above derive from a state of an index, made once for
 * all readers of a process.
 *
 * A memo is immutable and counts its holders: the table that the readers share,
 * which has the newest memo of each kind, and each reader that uses it.  A
 * reader asks its own hold first, without a lock; it takes the table's only
 * lock when it needs a memo of a state for the first time, and to let one go.
 */
#ifndef TELUSUR_MEMO_H
#define TELUSUR_MEMO_H

#include "errors.h"

struct index;

/* One thing that is derived; kinds are told apart by address, and there are at
 * most MEMO_MAX_KINDS. */
struct memo_kind {
	/* Makes it from the state that the index is at; nothing in it may
	 * borrow from the index.  It may not ask for another memo.  NULL with
	 * err set where it fails. */
	void *(*make)(struct index *index, struct error *err);
	void (*free)(void *made);
};

enum {
	MEMO_MAX_KINDS = 4,
	MEMO_STATE_BYTES = 48, /* of a state's name, with its NUL */
};

/* Shared by the readers of an index, from any thread. */
struct memos;

/* The memos that one reader holds; belongs to its thread.  Zero-initialised is
 * empty. */
struct memo_hold {
	struct memo *memo[MEMO_MAX_KINDS];
};

struct memos *memos_new(struct error *err);
/* Another owner of the table; each calls memos_free. */
struct memos *memos_share(struct memos *memos);
void memos_free(struct memos *memos);

/* The memo of that kind for the state that the index is at; the table has it,
 * or it is made now while others wait.  Valid until the reader asks for the
 * kind at another state, or lets go of its memos.  NULL: errors of make, and
 * ERROR_MEMORY. */
const void *memo_get(struct memos *memos, struct memo_hold *hold,
	const struct memo_kind *kind, const char state[MEMO_STATE_BYTES],
	struct index *index, struct error *err);

/* Lets go of all memos of the reader. */
void memo_release(struct memos *memos, struct memo_hold *hold);

#endif
