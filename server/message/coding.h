/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coding.h - content negotiation: chooses the content coding of a reply from
 * the Accept-Encoding header (RFC 9110, 8.4 and 12.5.3).
 */
#ifndef TELUSUR_CODING_H
#define TELUSUR_CODING_H

#include "buf.h"

/* In order of preference: shorter before longer. */
enum coding {
	CODING_BROTLI,
	CODING_GZIP,
	CODING_PLAIN,
	CODING_COUNT,
};

/* The value of Content-Encoding; NULL for CODING_PLAIN. */
const char *coding_name(enum coding coding);

/* Chooses among the codings that are held: the one with the highest quality
 * value, of equal ones the shorter.  CODING_PLAIN if the header names none, and
 * also if it refuses all: a reply the client may be able to read is better than
 * none. */
enum coding coding_choose(
	struct slice accept_encoding, const bool held[CODING_COUNT]);

#endif
