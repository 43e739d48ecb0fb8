/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_read.h"

#include <jansson.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>

/* A block of jansson's.  Those of the parse at hand are in a list. */
struct block {
	struct block *next;
	struct block **link; /* what points to it; NULL: no list, or first of
			      * one that has ended */
	max_align_t bytes[];
};

static _Thread_local struct block *first;
static _Thread_local jmp_buf *way_out; /* NULL: nothing is parsed */

static void *take(size_t size)
{
	struct block *block = NULL;
	if (size <= SIZE_MAX - sizeof *block)
		block = malloc(sizeof *block + size);
	if (!block && way_out)
		longjmp(*way_out, 1);
	if (!block)
		return NULL;
	block->next = first;
	block->link = &first;
	if (first)
		first->link = &block->next;
	first = block;
	return block->bytes;
}

static void give_back(void *bytes)
{
	if (!bytes)
		return;
	struct block *block =
		(struct block *)(void *)((char *)bytes - sizeof *block);
	if (block->link)
		*block->link = block->next;
	if (block->next)
		block->next->link = block->link;
	free(block);
}

static void use_ours(void)
{
	json_set_alloc_funcs(take, give_back);
}

bool json_read(struct slice text, size_t flags, struct json_t **root,
	struct json_error_t *cause, struct error *err)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	jmp_buf here;
	pthread_once(&once, use_ours);
	*root = NULL;
	way_out = &here;
	if (setjmp(here) != 0) {
		way_out = NULL;
		while (first) {
			struct block *block = first;
			first = block->next;
			free(block);
		}
		return error_set_memory(err);
	}
	*root = json_loadb(
		text.bytes ? text.bytes : "", text.length, flags, cause);
	way_out = NULL;
	/* What is left is the caller's. */
	if (first)
		first->link = NULL;
	first = NULL;
	return true;
}
