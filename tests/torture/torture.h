/* SPDX-License-Identifier: GPL-3.0-or-later */
/* torture.h - calls an entry point of the engine again and again, and refuses
 * one allocation after the other in it.
 *
 * Each time the call must fail with ERROR_MEMORY, or do without the memory and
 * give the same answer.  The same call after it must give that answer, and when
 * all is closed no block and no file may be left.  A crash is a finding like
 * any other: calls are made in a child of the test.
 */
#ifndef TELUSUR_TESTS_TORTURE_H
#define TELUSUR_TESTS_TORTURE_H

#include "buf.h"
#include "errors.h"

/* An entry point.  The state is what open gave. */
struct torture_entry {
	const char *name;
	/* What comes before the call, and after; both without failures.  NULL:
	 * nothing to do. */
	void *(*open)(const struct torture_entry *entry);
	void (*close)(void *state);
	/* The call: appends its answer.  It keeps nothing but in the state. */
	bool (*call)(void *state, struct buf *answer, struct error *err);
	/* Between a call that failed and the next; false: err says what did
	 * not work then.  NULL: nothing. */
	bool (*between)(void *state, struct error *err);
	const void *with; /* for the entry's own functions */
};

/* Runs them as one TAP test each and gives what main returns.  The arguments:
 *
 *   --all         refuse every allocation, not only a choice of them
 *   NAME [N]      this entry point alone; its n-th allocation alone, telling
 *                 from where it was asked for
 */
int torture_main(
	int argc, char **argv, const struct torture_entry *entry, size_t count);

/* Ends the test: what must not fail outside of the calls did. */
void torture_must(bool ok, const struct error *err);

#endif
