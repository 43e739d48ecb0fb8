/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decode.h - the bytes of a text file -> valid UTF-8.
 */
#ifndef TELUSUR_DECODE_H
#define TELUSUR_DECODE_H

#include "buf.h"
#include "errors.h"

enum decode_encoding {
	DECODE_UTF8, /* taken as it is, a byte order mark included */
	DECODE_UTF16, /* by its byte order mark */
	DECODE_WINDOWS_1252, /* and Latin-1, which it contains */
	DECODE_REPAIRED, /* damaged UTF-8: U+FFFD for each bad byte */
	DECODE_BINARY, /* no text at all; there is nothing to show */
	DECODE_ENCODINGS,
};

/* How each is called in a report: "utf8", "windows1252". */
const char *decode_name(enum decode_encoding encoding);

/* Finds the encoding and gives the text: the bytes themselves for
 * DECODE_UTF8, else converted into scratch (cleared first).  A NUL in the
 * first DECODE_LOOK_BYTES without a UTF-16 mark means binary.  False only when
 * out of memory. */
enum { DECODE_LOOK_BYTES = 8192 };
bool decode_text(struct slice bytes, struct buf *scratch, struct slice *text,
	enum decode_encoding *encoding, struct error *err);

/* Whether the beginning of a file says that it is no text. */
bool decode_is_binary(struct slice bytes);

#endif
