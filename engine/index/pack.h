/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.h - the texts of records, packed by zstd; short ones with a dictionary
 * that is made of the index's own texts.
 *
 * A text of some hundred bytes has little to refer back to, and what zstd tells
 * of its letters is half of what is stored.  With a dictionary of 16 KB such
 * texts (Wikipedia, 356 bytes on average) take .475 of their size instead of
 * .648, are packed in 3.5 us instead of 10.5 and unpacked in .76 us instead of
 * 2.5.  Blocks of 16 KB would gain a fifteenth and be packed more slowly: they
 * do without it.
 *
 * The dictionary is made once in the life of a generation, when the writer has
 * taken PACK_SAMPLE_BYTES of short texts, and stored in it under
 * SCHEMA_KEY_PACKING; the texts before it stay as they are.  Only who stores
 * the records has it, and packs the last block of each with it: so the order of
 * records alone decides, and any number of workers makes the same index.
 */
#ifndef TELUSUR_PACK_H
#define TELUSUR_PACK_H

#include "buf.h"
#include "errors.h"
#include "xap.h"

enum {
	PACK_SHORT_BYTES = 4096, /* no longer text takes the dictionary */
	PACK_DICTIONARY_BYTES = 16384,
	/* zstd asks for a hundred times the dictionary; a third of that gives
	 * all but a fiftieth of the gain, in a tenth of a second. */
	PACK_SAMPLE_BYTES = 512 * 1024,
};

/* What stands before a packed text. */
enum pack_kind { PACK_PLAIN, PACK_ALONE, PACK_WITH_DICTIONARY };

/* ---- writing ---- */

/* The dictionary of an index that is written: for the thread that writes it. */
struct pack_book;

/* Takes the index's dictionary, if it has one. */
struct pack_book *pack_book_new(struct xap_reader *database, struct error *err);
void pack_book_free(struct pack_book *book);

/* Makes the dictionary of this and earlier texts, when they are enough, and
 * stores it.  Nothing is done when there is one. */
bool pack_book_learn(struct pack_book *book, struct slice text,
	struct xap_writer *database, struct error *err);

/* One thread's at a time. */
struct packer;
struct packer *packer_new(struct error *err);
void packer_free(struct packer *packer);

/* Appends the text's kind, length and bytes; it stays as it is where zstd gains
 * nothing.  book may be NULL. */
bool packer_put(struct packer *packer, const struct pack_book *book,
	struct slice text, struct buf *out, struct error *err);

/* ---- reading ---- */

struct packed {
	enum pack_kind kind;
	uint32_t length; /* of the text */
	struct slice bytes;
};

/* Reads what packer_put wrote, up to the cursor's end; false when it is not
 * that. */
bool packed_read(struct cursor *cursor, struct packed *packed);

struct unpacker;
struct unpacker *unpacker_new(struct xap_reader *database, struct error *err);
void unpacker_free(struct unpacker *unpacker);

/* Asks another reader of the same database from now on. */
void unpacker_use(struct unpacker *unpacker, struct xap_reader *database);

/* The text, valid until the next call; ERROR_CORRUPT when it cannot be
 * unpacked. */
bool unpacker_read(struct unpacker *unpacker, const struct packed *packed,
	struct slice *text, struct error *err);

#endif
