/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - a file -> the essays in it.
 *
 * Each kind of file (kinds.h) is a format here: with a parser
 * (parsers/parsers.h) that runs in the worker, or with a reader of its own
 * (source_*.c).  A reader gives the essays of a file one after the other: first
 * what tells them apart and whether they changed, then, when asked, the essay
 * itself.
 */
#ifndef TELUSUR_SOURCE_H
#define TELUSUR_SOURCE_H

#include "decode.h"
#include "kinds.h"
#include "record.h"
#include "worker.h"

enum source_result {
	SOURCE_ITEM, /* here it is */
	SOURCE_SKIP, /* this one cannot be had, err says why; go on */
	SOURCE_END, /* there are no more */
	SOURCE_FAILED, /* the file cannot be read (on), err says why: what
			* was known of it stays true */
};

/* One essay of a file, before it is read as one. */
struct source_item {
	struct slice key; /* its id in a file of many; empty in others */
	uint64_t line; /* where it stands in a file of many, from 1 */
	struct hash_wide content;
};

struct source_format;

/* How files are read: the functions of a reader. */
struct source_type {
	bool many; /* a file holds any number of essays with ids */
	/* Format and worker are borrowed. */
	struct source_reader *(*open)(const struct source_format *format,
		struct worker *worker, struct error *err);
	/* Takes the file to read next; the descriptor stays the caller's. */
	void (*start)(struct source_reader *reader, int fd, const char *path);
	enum source_result (*next)(struct source_reader *reader,
		struct source_item *item, struct error *err);
	/* Fills all but id, path and source.  The item before; valid until the
	 * next call.  SOURCE_ITEM or SOURCE_SKIP. */
	enum source_result (*essay)(struct source_reader *reader,
		struct essay *essay, enum decode_encoding *encoding,
		struct error *err);
	void (*free)(struct source_reader *reader);
};

/* One essay a file, read in this process; any number of essays, likewise; one
 * essay a file, read by the format's parser in the worker. */
extern const struct source_type source_text, source_ndjson, source_document;

struct source_format {
	const struct kind *kind; /* of its essays */
	const struct source_type *type;
	extract_parser *parser; /* NULL but for source_document */
};

/* The format of a file by its name, NULL for other files. */
const struct source_format *source_format(const char *name);

/* Whether a file of the name may hold essays. */
bool source_is_wanted(const char *name);

/* The readers of all formats, made when they are first needed, and the worker
 * that runs their parsers, which is started here: early, while this process is
 * small and holds no lock. */
struct sources;
struct sources *sources_new(struct error *err);
void sources_free(struct sources *sources);
struct source_reader *sources_reader(struct sources *sources,
	const struct source_format *format, struct error *err);

/* What an open file looked like, to see whether it changes while it is read. */
struct source_state {
	uint64_t size_bytes;
	int64_t mtime_ns, ctime_ns;
};
bool source_state(int fd, struct source_state *state, struct error *err);
bool source_state_equal(
	const struct source_state *a, const struct source_state *b);

#endif
