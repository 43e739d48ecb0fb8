/* stamp.h - what was indexed and as what: the memory of an incremental run.
 *
 * A stamp tells for each file (or line of an NDJSON file) which document it
 * became and how its bytes looked then.  All stamps are loaded when a run
 * begins; changes are written with each commit.
 */
#ifndef TELUSUR_STAMP_H
#define TELUSUR_STAMP_H

#include "buf.h"
#include "error.h"
#include "hash.h"
#include "xap.h"

struct stamp {
	uint32_t source; /* number of the source */
	uint32_t document; /* 0: seen and skipped, holds nothing */
	uint64_t size_bytes;
	int64_t mtime_ns; /* since the epoch; 0 for a line */
	struct hash_wide content;
	const char *name; /* path in the source; for a line, path#id */
	bool seen; /* by this run */
	bool dirty, gone; /* to be written, to be removed */
};

struct stamps;

struct stamps *stamps_load(struct xap_reader *reader, struct error *err);
void stamps_free(struct stamps *stamps);

/* The stamp of the name, or NULL.  Valid until stamps_put. */
struct stamp *stamps_find(
	struct stamps *stamps, uint32_t source, struct slice name);

/* As stamps_find, but made (with document 0) when there is none.  NULL only
 * when out of memory. */
struct stamp *stamps_put(struct stamps *stamps, uint32_t source,
	struct slice name, struct error *err);

/* The stamps, in no order. */
size_t stamps_count(const struct stamps *stamps);
struct stamp *stamps_at(struct stamps *stamps, size_t i);

/* Writes what is dirty or gone. */
bool stamps_save(
	struct stamps *stamps, struct xap_writer *writer, struct error *err);

#endif
