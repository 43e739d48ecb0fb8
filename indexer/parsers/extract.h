/* SPDX-License-Identifier: GPL-3.0-or-later */
/* extract.h - the result of a parser: the text of a file and its metadata.
 *
 * A parser is a function of the file's bytes.  It runs in a process of its own
 * (formats/worker.h), which exits afterwards: a parser need not free memory.
 */
#ifndef TELUSUR_EXTRACT_H
#define TELUSUR_EXTRACT_H

#include "buf.h"
#include "decode.h"
#include "errors.h"

struct extract {
	struct buf text; /* UTF-8; a blank line between paragraphs */
	struct buf title, author, date, url; /* empty: unknown */
	struct buf pages; /* u32 each: offset in text where a page begins */
	uint32_t furniture; /* number of blocks left out (furniture.h) */
	enum decode_encoding encoding;
};

void extract_free(struct extract *extract);

/* Fills out, which is empty.  On an error the text of err says why the file
 * yields nothing: ERROR_CORRUPT, ERROR_LIMIT, ERROR_MEMORY. */
typedef bool extract_parser(
	struct slice bytes, struct extract *out, struct error *err);

/* Ends the process of the parser with exit status EXTRACT_END_MEMORY, which
 * worker_run reports as out of memory: for libraries whose allocator must not
 * return NULL. */
enum { EXTRACT_END_MEMORY = 2 }; /* exit status */
_Noreturn void extract_out_of_memory(void);

/* Whether the text has more than INDEX_MAX_TEXT_BYTES; then sets
 * ERROR_LIMIT. */
bool extract_is_too_long(const struct extract *extract, struct error *err);

/* Serialises the result, to be sent to another process. */
void extract_pack(const struct extract *extract, struct buf *out);
/* Reads it back.  The sender may be under the control of a hostile file, so
 * everything is checked.  ERROR_CORRUPT: the bytes are not in the format of
 * extract_pack, a field or the text is invalid UTF-8 or too long, or page
 * offsets do not ascend or lie outside the text.  ERROR_MEMORY. */
bool extract_unpack(
	struct slice packed, struct extract *extract, struct error *err);

#endif
