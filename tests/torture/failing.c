/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "failing.h"

#include <errno.h>
#include <execinfo.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

enum {
	/* Frames that tell one place of the code from another; the whole stack
	 * would tell every depth of a recursion apart. */
	TOLD_APART = 12,
	OURS = 4, /* frames of this file, at most */
	SEEN_SLOTS = 1 << 16,
	BLOCK_SLOTS = 1 << 17,
};

static atomic_bool armed;
static atomic_uint_fast64_t asked, refuse_at;
static atomic_bool refused;
static atomic_int_fast64_t live;
static struct failing_stack where;

/* Threads take turns at the watch. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static uint64_t *watch_number;
static size_t watch_room, watch_met;
static uint64_t seen[SEEN_SLOTS];

/* Blocks by address, where they are traced; freed ones keep their slot. */
static struct traced {
	void *block;
	bool freed;
	struct failing_stack stack;
} traced[BLOCK_SLOTS];
static bool tracing;

/* Taking a stack may allocate. */
static _Thread_local bool inside;

static int take_stack(void **frame, int count, const void *caller)
{
	inside = true;
	int taken = backtrace(frame, count), ours = 0;
	inside = false;
	/* What is above the caller is of this file. */
	while (ours < taken && frame[ours] != caller)
		ours++;
	if (ours == taken)
		ours = 0;
	memmove(frame, frame + ours, (size_t)(taken - ours) * sizeof *frame);
	return taken - ours;
}

static bool is_new_stack(const void *caller)
{
	void *frame[TOLD_APART + OURS];
	int count = take_stack(frame, TOLD_APART + OURS, caller);
	uint64_t hash = 1;
	for (int i = 0; i < count && i < TOLD_APART; i++)
		hash = (hash ^ (uint64_t)(uintptr_t)frame[i]) *
		       UINT64_C(0x9E3779B97F4A7C15);
	hash = (hash ^ hash >> 29) | 1;
	size_t slot = hash % SEEN_SLOTS;
	while (seen[slot] && seen[slot] != hash)
		slot = (slot + 1) % SEEN_SLOTS;
	bool is_new = seen[slot] == 0;
	seen[slot] = hash;
	return is_new;
}

/* Counts an allocation that is asked for; true: it fails. */
static bool refuse(const void *caller)
{
	if (!atomic_load(&armed) || inside)
		return false;
	uint64_t number = atomic_fetch_add(&asked, 1) + 1;
	if (watch_number) {
		pthread_mutex_lock(&turn);
		if (watch_met < watch_room && is_new_stack(caller))
			watch_number[watch_met++] = number;
		pthread_mutex_unlock(&turn);
	}
	if (number != atomic_load(&refuse_at))
		return false;
	where.count = take_stack(where.frame, FAILING_FRAMES, caller);
	atomic_store(&refused, true);
	errno = ENOMEM;
	return true;
}

static struct traced *slot_of(void *block)
{
	size_t slot = ((uintptr_t)block >> 4) * UINT64_C(0x9E3779B97F4A7C15) %
		      BLOCK_SLOTS;
	while (traced[slot].block && traced[slot].block != block)
		slot = (slot + 1) % BLOCK_SLOTS;
	return &traced[slot];
}

static void *given(void *block, const void *caller)
{
	if (!block)
		return NULL;
	atomic_fetch_add(&live, 1);
	if (tracing && !inside) {
		struct traced *slot = slot_of(block);
		slot->block = block;
		slot->freed = false;
		slot->stack.count = take_stack(
			slot->stack.frame, FAILING_FRAMES, caller);
	}
	return block;
}

static void taken(void *block)
{
	atomic_fetch_sub(&live, 1);
	if (tracing)
		slot_of(block)->freed = true;
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size)
{
	return refuse(CALLER) ? NULL : given(__libc_malloc(size), CALLER);
}

void *calloc(size_t count, size_t size)
{
	return refuse(CALLER) ? NULL
			      : given(__libc_calloc(count, size), CALLER);
}

static void *resize(void *block, size_t size, const void *caller)
{
	if (size && refuse(caller))
		return NULL;
	void *moved = __libc_realloc(block, size);
	if (block && (moved || size == 0))
		taken(block);
	return given(moved, caller);
}

void *realloc(void *block, size_t size)
{
	return resize(block, size, CALLER);
}

void *reallocarray(void *block, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return resize(block, count * size, CALLER);
}

static void *align(size_t alignment, size_t size, const void *caller)
{
	return refuse(caller) ? NULL
			      : given(__libc_memalign(alignment, size), caller);
}

void *memalign(size_t alignment, size_t size)
{
	return align(alignment, size, CALLER);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return align(alignment, size, CALLER);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
	int before = errno;
	void *aligned = align(alignment, size, CALLER);
	errno = before;
	if (!aligned)
		return ENOMEM;
	*block = aligned;
	return 0;
}

void free(void *block)
{
	if (!block)
		return;
	taken(block);
	__libc_free(block);
}

void failing_arm(uint64_t number)
{
	/* The first stack that is taken loads a library. */
	void *frame[2];
	take_stack(frame, 2, NULL);
	atomic_store(&asked, 0);
	atomic_store(&refuse_at, number);
	atomic_store(&refused, false);
	atomic_store(&armed, true);
}

uint64_t failing_disarm(bool *failed)
{
	atomic_store(&armed, false);
	*failed = atomic_load(&refused);
	return atomic_load(&asked);
}

void failing_watch(uint64_t *number, size_t room)
{
	for (size_t i = 0; i < SEEN_SLOTS; i++)
		seen[i] = 0;
	watch_number = number;
	watch_room = number ? room : 0;
	watch_met = 0;
}

size_t failing_met(void)
{
	return watch_met;
}

const struct failing_stack *failing_where(void)
{
	return &where;
}

int64_t failing_live(void)
{
	return atomic_load(&live);
}

void failing_trace(bool on)
{
	for (size_t i = 0; on && i < BLOCK_SLOTS; i++)
		traced[i].block = NULL;
	tracing = on;
}

void failing_left(
	void (*visit)(void *context, const struct failing_stack *stack),
	void *context)
{
	for (size_t i = 0; i < BLOCK_SLOTS; i++)
		if (traced[i].block && !traced[i].freed)
			visit(context, &traced[i].stack);
}
