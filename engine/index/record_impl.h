/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record_impl.h - what record_write.c, record_read.c and record_roots.c share.
 */
#ifndef TELUSUR_RECORD_IMPL_H
#define TELUSUR_RECORD_IMPL_H

#include "record.h"

/* A block that is being written: the ids of its tokens' words plus 1, a u32
 * each, CODE_OVER where the next is an alternative; and all behind its codes. */
struct record_part {
	struct buf ids, rest;
	uint32_t count; /* of ids */
};

/* Appends which of the blocks hold a root, where there are many blocks; nothing
 * where there are few.  ERROR_MEMORY. */
bool record_roots_write(const struct record_part *part, uint32_t blocks,
	const uint64_t *code, struct buf *out, struct error *err);

#endif
