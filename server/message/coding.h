/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coding.h - content codings: in which of the forms we hold a client is sent
 * an answer (RFC 9110, 8.4 and 12.5.3).
 */
#ifndef TELUSUR_CODING_H
#define TELUSUR_CODING_H

#include "buf.h"

/* In the order we would choose in. */
enum coding {
	CODING_BROTLI,
	CODING_GZIP,
	CODING_PLAIN,
	CODING_COUNT,
};

/* As Content-Encoding has it; NULL for CODING_PLAIN. */
const char *coding_name(enum coding coding);

/* The best of the forms that are held, by an Accept-Encoding header: what is
 * wanted most, and of two that are wanted alike the shorter.  Plain is what a
 * client gets that names nothing, or refuses all there is: an answer it may
 * be able to read is better than none. */
enum coding coding_choose(
	struct slice accept_encoding, const bool held[CODING_COUNT]);

#endif
