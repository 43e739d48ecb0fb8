/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.h - what a reader is: it turns a file into the essays in it.
 *
 * Each kind of file (kinds.h) has a format here: a type of reader and, where
 * the file is of a foreign format, the parser (parsers/parsers.h) that the
 * reader runs in the worker.  A reader returns the essays of a file one by one:
 * first an item, which identifies an essay and its content, then, on request,
 * the essay itself.  So an essay that has not changed is never analysed.
 *
 * A file of many essays is cut into them by one reader, in order; each essay
 * may then be read by another, in another thread.
 *
 * Each type is defined in the file of its name: reader_text.c, reader_ndjson.c,
 * reader_document.c.
 */
#ifndef TELUSUR_READER_H
#define TELUSUR_READER_H

#include "decode.h"
#include "kinds.h"
#include "record.h"
#include "worker.h"

/* What next and essay return.  err is set for SKIP and FAILED, and only then:
 * to the reason (ERROR_LIMIT, ERROR_CORRUPT, ERROR_SYNTAX, ERROR_IO), or to
 * ERROR_MEMORY or ERROR_ENGINE, which say nothing about the file. */
enum reader_result {
	READER_ITEM, /* the item or the essay was filled */
	READER_SKIP, /* this essay cannot be read; call next for the others */
	READER_END, /* the file has no more essays */
	READER_FAILED, /* the file cannot be read, or read on; what the index
			* knows of its essays stays valid */
};

/* Identifies one essay of a file. */
struct reader_item {
	struct slice key; /* the essay's id if the type is `many`, else empty */
	uint64_t line; /* line number in the file, from 1; 0 if not `many` */
	struct slice bytes; /* of the line, without its end, if `many` */
	struct hash_wide content; /* of the bytes; equal: nothing changed */
};

struct reader_format;

/* The functions of a reader.  A reader belongs to one thread at a time. */
struct reader_type {
	bool many; /* a file holds any number of essays, each with an id */
	/* Makes a reader; NULL with ERROR_MEMORY.  It keeps pointers to format
	 * and worker. */
	struct reader *(*open)(const struct reader_format *format,
		struct worker *worker, struct error *err);
	/* Begins a file.  The reader keeps fd and path until the next start,
	 * but the caller closes and frees them. */
	void (*start)(struct reader *reader, int fd, const char *path);
	/* Finds the next essay of the file.  `many`: only where it stands, so
	 * line and bytes of the item, the latter valid until the next call. */
	enum reader_result (*next)(struct reader *reader,
		struct reader_item *item, struct error *err);
	/* `many`, else NULL: takes up an essay that next of any reader of the
	 * type found, and fills key and content of the item.  READER_ITEM or
	 * READER_SKIP.  The item's bytes must stay until essay is called. */
	enum reader_result (*take)(struct reader *reader,
		struct reader_item *item, struct error *err);
	/* Reads the essay that next found, or that take took up (`many`):
	 * READER_ITEM or READER_SKIP.  Fills all fields but id (for `many`:
	 * fills it), path and source; the slices are valid until the next call
	 * of any function. */
	enum reader_result (*essay)(struct reader *reader, struct essay *essay,
		enum decode_encoding *encoding, struct error *err);
	void (*free)(struct reader *reader);
};

/* text: one essay a file, read in this process.
 * ndjson: any number of essays a file, read in this process.
 * document: one essay a file, read by the format's parser in the worker. */
extern const struct reader_type reader_text, reader_ndjson, reader_document;

struct reader_format {
	const struct kind *kind; /* of the essays */
	const struct reader_type *type;
	extract_parser *parser; /* of reader_document; NULL for the others */
};

#endif
