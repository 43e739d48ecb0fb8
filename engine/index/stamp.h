/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stamp.h - what was indexed and as what: the memory of an incremental run.
 *
 * Each segment holds the stamps that its commit changed; what a later one says
 * of a name counts.  A stamp tells for each file (or line of an NDJSON file) which document it
 * became and how its bytes looked then.  All stamps are loaded when a run begins.
 */
#ifndef TELUSUR_STAMP_H
#define TELUSUR_STAMP_H

#include "buf.h"
#include "catalogue.h"
#include "errors.h"
#include "hash.h"
#include "segment_writer.h"
#include "sketch.h"

/* How a file looked.  The time of change and the inode tell what a kept size
 * and time of modification hide: nobody can set them. */
struct stamp_look {
	uint64_t size_bytes;
	int64_t mtime_ns, ctime_ns; /* since the epoch */
	uint64_t inode;
};

struct stamp {
	uint32_t source; /* number of the source */
	uint32_t document; /* 0: holds nothing, or is a file of many */
	struct stamp_look look; /* ctime_ns 0: not to be believed; a line */
	struct hash_wide content; /* all zero: not known */
	struct sketch sketch; /* of the text, to find near copies */
	const char *name; /* path in the source; for a line, path//id */
	/* Why the file was skipped, or, where there is a document, why its
	 * sidecar counts for nothing; NULL: neither. */
	const char *why;
	bool listed; /* this run found a file there */
	bool seen; /* by this run, and what it holds is in the index */
	bool moved; /* by this run, from another name */
	bool fresh; /* what it holds was written by this run */
	bool evicted; /* by this run: must be given another id */
	bool dirty, gone; /* to be written, to be removed */
};

/* Between the name of a file of many and the id of a line in it. */
#define STAMP_LINE_MARK "//"

struct stamps;

/* None yet; or those that the index has. */
struct stamps *stamps_new(struct error *err);
struct stamps *stamps_load(
	const struct catalogue *catalogue, struct error *err);
void stamps_free(struct stamps *stamps);

/* The stamp of the name, or NULL.  It stays where it is. */
struct stamp *stamps_find(
	struct stamps *stamps, uint32_t source, struct slice name);

/* As stamps_find, but made (with document 0) when there is none.  NULL only
 * when out of memory. */
struct stamp *stamps_put(struct stamps *stamps, uint32_t source,
	struct slice name, struct error *err);

/* Sets or (NULL) takes back the stamp's why, which is copied; *changed says
 * whether it was another.  False only when out of memory. */
bool stamps_set_why(struct stamps *stamps, struct stamp *stamp, const char *why,
	bool *changed, struct error *err);

/* Whether it is the stamp of a line in a file of many, and how long the name
 * of that file is; the whole name of a file's own. */
bool stamp_is_line(const struct stamp *stamp);
size_t stamp_file_length(const struct stamp *stamp);

/* The stamps, in no order. */
size_t stamps_count(const struct stamps *stamps);
struct stamp *stamps_at(struct stamps *stamps, size_t i);

/* Whether anything is dirty or gone. */
bool stamps_changed(const struct stamps *stamps);

/* Writes what is dirty or gone as the stamps of a segment.  Errors as
 * segment_put's. */
bool stamps_write(struct stamps *stamps, struct segment_writer *writer,
	struct error *err);

/* Writes the newest stamps of several segments, which are in their order; that
 * one is gone is told on unless these are all there are below. */
bool stamps_merge(struct segment *const *segment, size_t count, bool oldest,
	struct segment_writer *writer, struct error *err);

#endif
