/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record_impl.h - what record_write.c and record_read.c share. */
#ifndef TELUSUR_RECORD_IMPL_H
#define TELUSUR_RECORD_IMPL_H

#include "record.h"

enum { RECORD_HEAD_KEY_BYTES = 5, RECORD_KEY_BYTES = 9 };

/* kind, document and block, big endian; a head's key is the first five. */
void record_key(unsigned char key[RECORD_KEY_BYTES], char kind,
	uint32_t document, uint32_t block);

/* Stores which of the blocks hold a root, where there are many. */
bool record_roots_write(const struct buf *block, uint32_t blocks,
	struct xap_writer *database, uint32_t document, struct error *err);

#endif
