/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document.h - what the formats of one essay a file, read by a parser in the
 * worker, have in common: all but the parser and the names.
 */
#ifndef TELUSUR_DOCUMENT_H
#define TELUSUR_DOCUMENT_H

#include "source.h"

/* A larger file is skipped: its parser would need more memory than it has. */
enum { DOCUMENT_MAX_FILE_BYTES = 128 << 20 };

/* The functions of a struct source_format with a parser. */
struct source_reader *document_open(const struct source_format *format,
	struct worker *worker, struct error *err);
void document_start(struct source_reader *reader, int fd, const char *path);
enum source_result document_next(struct source_reader *reader,
	struct source_item *item, struct error *err);
enum source_result document_essay(struct source_reader *reader,
	struct essay *essay, enum decode_encoding *encoding, struct error *err);
void document_free(struct source_reader *reader);

#endif
