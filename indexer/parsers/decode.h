/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decode.h - detects the encoding of a text file and converts it to UTF-8.
 */
#ifndef TELUSUR_DECODE_H
#define TELUSUR_DECODE_H

#include "buf.h"
#include "errors.h"

enum decode_encoding {
	DECODE_UTF8, /* unchanged, with its byte order mark if any */
	DECODE_UTF16, /* by its byte order mark */
	DECODE_WINDOWS_1252, /* and Latin-1, which it contains */
	DECODE_REPAIRED, /* invalid UTF-8: U+FFFD for each bad byte */
	DECODE_BINARY, /* not a text */
	DECODE_ENCODINGS,
};

/* The name in reports: "utf8", "windows1252". */
const char *decode_name(enum decode_encoding encoding);

/* Detects the encoding and sets text: to bytes themselves for DECODE_UTF8, else
 * to the converted text in scratch (cleared first); empty for DECODE_BINARY.  A
 * file is binary if decode_is_binary says so.  ERROR_MEMORY. */
enum { DECODE_LOOK_BYTES = 8192 };
bool decode_text(struct slice bytes, struct buf *scratch, struct slice *text,
	enum decode_encoding *encoding, struct error *err);

/* Whether the file has a NUL in its first DECODE_LOOK_BYTES and no byte order
 * mark of UTF-16. */
bool decode_is_binary(struct slice bytes);

#endif
