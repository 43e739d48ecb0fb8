/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record_impl.h - what record_write.c, record_read.c and record_roots.c share.
 */
#ifndef TELUSUR_RECORD_IMPL_H
#define TELUSUR_RECORD_IMPL_H

#include "record.h"

/* Appends which of the blocks hold a root, where there are many blocks; nothing
 * where there are few.  ERROR_MEMORY. */
bool record_roots_write(const struct buf *block, uint32_t blocks,
	struct buf *out, struct error *err);

#endif
