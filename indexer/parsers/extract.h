/* SPDX-License-Identifier: GPL-3.0-or-later */
/* extract.h - what a parser of a format takes from a file: the text and what
 * the file says of it.
 *
 * A parser is one function of bytes; it runs in a process of its own
 * (worker.h), so it may trust nothing, and need not free what it has.
 */
#ifndef TELUSUR_EXTRACT_H
#define TELUSUR_EXTRACT_H

#include "buf.h"
#include "decode.h"
#include "errors.h"

struct extract {
	struct buf text; /* UTF-8; paragraphs with a blank line between */
	struct buf title, author, date, url; /* empty: not known */
	struct buf pages; /* u32 each: where in the text a page begins */
	uint32_t furniture; /* blocks of the page that were left out */
	enum decode_encoding encoding;
};

void extract_free(struct extract *extract);

/* Fails with the reason why there is nothing to be had from the file. */
typedef bool extract_parser(
	struct slice bytes, struct extract *out, struct error *err);

/* For parsers that cannot say that they are out of memory: ends the process
 * that they run in, with that as the reason. */
enum { EXTRACT_END_MEMORY = 2 }; /* its exit status */
_Noreturn void extract_out_of_memory(void);

/* Whether the text has over INDEX_MAX_TEXT_BYTES; says so in err. */
bool extract_is_too_long(const struct extract *extract, struct error *err);

/* For the way between processes. */
void extract_pack(const struct extract *extract, struct buf *out);
/* Believes nothing: false when the bytes are not what extract_pack makes, a
 * field or the text is no valid UTF-8 or too long, or a page begins outside the
 * text or before the page before it. */
bool extract_unpack(struct slice packed, struct extract *extract);

#endif
