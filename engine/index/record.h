/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record.h - the forward record of an essay: its fields, its text, and its
 * tokens in order.
 *
 * Xapian finds the essays; the record knows their words in order.  Phrases,
 * exact forms, passages and highlights all read it.
 *
 * A record is a head and one or more blocks of about RECORD_BLOCK_BYTES of
 * text, one behind the other in a segment (segment.h), where they are read
 * without being copied.  A block holds the codes of its tokens (code.h),
 * the offsets of its paragraphs and the lengths of its sentences, and its text,
 * packed (pack.h).  Byte offsets of tokens are not stored: the few paragraphs
 * that are shown are tokenised again.
 */
#ifndef TELUSUR_RECORD_H
#define TELUSUR_RECORD_H

#include "analyse.h"
#include "buf.h"
#include "code.h"
#include "errors.h"
#include "hash.h"
#include "layout.h"
#include "pack.h"
#include "xap.h"

struct catalogue;

enum {
	RECORD_BLOCK_BYTES = 16384,
	/* An essay of more blocks has a list, for each root, of the blocks
	 * that hold it: what looks for words reads those alone, and its cost
	 * does not follow the essay's length.  The lists take about a
	 * twelfth of the text's size. */
	RECORD_FEW_BLOCKS = 4,
};

/* What is known of an essay.  Empty slices are unknown fields. */
struct essay {
	struct slice id;
	struct slice path; /* relative to its source */
	struct slice title;
	struct slice author;
	struct slice date; /* ISO 8601, or its beginning */
	struct slice url;
	struct slice kind; /* of file: txt, md, ndjson, html ... */
	struct slice text; /* valid UTF-8 */
	struct slice pages; /* u32 little endian each: where in the text a
			     * page of the file begins; empty: no pages */
	uint32_t source; /* number of the source, see index.h */
	uint32_t furniture; /* blocks that were left out of the text when it
			     * was extracted; not kept in the index */
	bool extracted; /* text is not the file byte for byte */
	bool titled; /* the title does not stand in the text */
};

/* A paragraph (or piece) of a block.  Offsets are into the essay's text. */
struct record_paragraph {
	struct layout_paragraph place;
	uint32_t first_code; /* in the block's codes */
	uint32_t code_count;
	uint32_t first_token; /* position in the essay, from 0 */
	uint32_t token_count;
	uint32_t first_sentence; /* in the block's sentences */
	uint32_t sentence_count;
};

struct record_block {
	const uint64_t *code; /* of its tokens in order: code.h; the reader's */
	uint32_t code_count;
	struct record_paragraph *paragraph;
	uint32_t paragraph_count;
	uint32_t *sentence; /* tokens of each sentence */
	uint32_t text_start; /* of its text in the essay's */
	struct packed text; /* see record_text */
};

struct record {
	uint32_t document;
	struct essay essay; /* text is empty */
	uint32_t text_length, token_count, paragraph_count, block_count;
	struct slice title_words; /* as stored; see record_title */
	uint32_t title_code_count;
	/* of each block: where text, tokens, lines and its bytes begin */
	const struct record_block_start {
		uint32_t text, token, line, number, byte;
	} * block_start;
	struct slice blocks; /* as stored */
	struct slice roots; /* record_roots.c; empty where it is not long */
	struct arena arena; /* all else is the segment's */
};

/* ---- writing ---- */

struct record_writer;

/* Borrows the book. */
struct record_writer *record_writer_new(
	struct pack_book *book, struct error *err);
void record_writer_free(struct record_writer *writer);

/* Starts a record; forgets what was not finished.  The essay stays borrowed
 * until record_finish.  title are the tokens of its title. */
bool record_start(struct record_writer *writer, const struct essay *essay,
	const struct tokens *title, struct error *err);

/* Adds the next paragraph; the tokens' offsets are into its own text. */
bool record_add(struct record_writer *writer,
	const struct layout_paragraph *paragraph, const struct tokens *tokens,
	struct error *err);

/* Appends the record to out; code has the codes of the words by their id in the
 * analyser that gave the tokens.  What stands before may be done by any thread;
 * this is for the one that has the book's database, where the packing's
 * dictionary is stored when there is enough text for one. */
bool record_finish(struct record_writer *writer, struct xap_writer *database,
	const uint64_t *code, struct buf *out, struct error *err);

/* ---- reading ---- */

struct record_reader;

/* The catalogue is borrowed, and may change what it holds; the database gives
 * the packing's dictionary. */
struct record_reader *record_reader_new(const struct catalogue *catalogue,
	struct xap_reader *database, struct error *err);
void record_reader_free(struct record_reader *reader);

/* Asks another reader of the same database for the dictionary from now on. */
void record_reader_use(
	struct record_reader *reader, struct xap_reader *database);

/* Reads the head; ERROR_NOT_FOUND when there is none.  The record borrows from
 * its segment: valid until the index moves to another state, of one that is not
 * committed until the next is put.  record_free it, also after a failure. */
bool record_read(struct record_reader *reader, uint32_t document,
	struct record *record, struct error *err);
void record_free(struct record *record);

/* Takes the fields from the bytes of a record, without its text; false when
 * they are none. */
bool record_fields(struct slice record, struct essay *essay);

/* The codes of the title's tokens, title_code_count of them; valid until the next
 * record_title of this reader. */
bool record_title(struct record_reader *reader, const struct record *record,
	const uint64_t **code, struct error *err);

/* Reads block number n of the record.  The block is valid until the next
 * record_block of this reader, or the record is freed. */
bool record_block(struct record_reader *reader, const struct record *record,
	uint32_t n, struct record_block *block, struct error *err);

/* Unpacks the block's text: valid until the next record_text of this reader
 * or the block is gone. */
bool record_text(struct record_reader *reader, const struct record_block *block,
	struct slice *text, struct error *err);

/* Reports that a record is not as it was written; returns false. */
bool record_unreadable(uint32_t document, struct error *err);

/* Whether an essay of so many blocks has lists of them by root. */
bool record_is_long(uint32_t blocks);

/* A set of so many blocks takes as many words of 64 bits. */
#define RECORD_SET_WORDS(blocks) (((size_t)(blocks) + 63) / 64)

/* Adds to the set of each root (code_root) the blocks that hold a token
 * with it; all blocks of an essay that is not long.  The sets lie one behind
 * the other, in RECORD_SET_WORDS each.  Many roots at once cost little more
 * than one in each of the essay's lists. */
bool record_root_blocks(const struct record *record, const uint32_t *root,
	size_t roots, uint64_t *set, struct error *err);

/* The up to `limit` blocks whose roots among the wanted ones weigh most, in
 * their order in the text; those that hold none are left out.  An essay that is
 * not long gives its first ones. */
bool record_best_blocks(const struct record *record, const uint32_t *root,
	const double *weight, size_t roots, uint32_t limit, uint32_t *block,
	uint32_t *count, struct error *err);

/* Copies all fields of an essay but its text, which is empty then, into the
 * arena; false when out of memory. */
bool record_copy_essay(
	struct arena *arena, const struct essay *from, struct essay *to);

/* The number (from 1) of the page that the byte of the text stands on; 0 when
 * the essay has no pages. */
uint32_t record_page(const struct essay *essay, uint32_t offset);

/* Appends the whole text of the essay to out. */
bool record_whole_text(struct record_reader *reader,
	const struct record *record, struct buf *out, struct error *err);

#endif
