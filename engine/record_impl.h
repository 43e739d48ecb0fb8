/* record_impl.h - what record_write.c and record_read.c share. */
#ifndef TELUSUR_RECORD_IMPL_H
#define TELUSUR_RECORD_IMPL_H

#include "record.h"

enum { RECORD_HEAD_KEY_BYTES = 5, RECORD_KEY_BYTES = 9 };

/* kind, document and block, big endian; a head's key is the first five. */
void record_key(unsigned char key[RECORD_KEY_BYTES], char kind,
	uint32_t document, uint32_t block);

/* What is stored of a block. */
struct stored_block {
	struct buf bytes;
	/* Where its text belongs, which record_finish is to pack; SIZE_MAX: it
	 * is packed. */
	size_t text_at;
	uint32_t text_start, text_end; /* in the essay's */
};

/* Stores which of the blocks hold a root, where there are many. */
bool record_roots_write(const struct stored_block *block, uint32_t blocks,
	struct xap_writer *database, uint32_t document, struct error *err);

#endif
