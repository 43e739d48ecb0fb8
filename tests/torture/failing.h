/* SPDX-License-Identifier: GPL-3.0-or-later */
/* failing.h - memory that runs out when asked to.  Linked into a program (or
 * preloaded), it takes the place of malloc and its kin for everything in the
 * process, operator new and the C library's own calls included.
 *
 * Of glibc alone, for it hands on to __libc_malloc; not with a sanitizer.
 */
#ifndef TELUSUR_TESTS_FAILING_H
#define TELUSUR_TESTS_FAILING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FAILING_FRAMES = 40 };

/* From where an allocation was asked for, the innermost frame first. */
struct failing_stack {
	void *frame[FAILING_FRAMES];
	int count;
};

/* From now on allocations are numbered from 1, in all threads, and that number
 * fails, once; 0: none does. */
void failing_arm(uint64_t number);

/* Stops that; how many allocations were asked for since failing_arm.  *failed
 * says whether one was refused. */
uint64_t failing_disarm(bool *failed);

/* While armed: where the call stack of an allocation is one that was not met
 * before, its number is appended to `number`, which has room for so many.
 * failing_met gives how many were met.  NULL ends it. */
void failing_watch(uint64_t *number, size_t room);
size_t failing_met(void);

/* The stack of the last allocation that was refused. */
const struct failing_stack *failing_where(void);

/* Blocks that were allocated and not freed since the program began. */
int64_t failing_live(void);

/* Remembers from now on where each block comes from (true), or ends that.
 * Then visit is called for each that is left; not for programs of several
 * threads. */
void failing_trace(bool on);
void failing_left(
	void (*visit)(void *context, const struct failing_stack *stack),
	void *context);

#endif
