/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ingest.h - from the files of the sources to essays in the index: reads what
 * is new or changed, leaves what is not, removes what is gone, commits in
 * batches.
 *
 * Who has an id does not depend on what an index held before: files of many
 * essays come first, in the order of their sources and names, and a line has
 * the id that it says unless a line before it has the same.  A file that is
 * one essay keeps the id that it was given first; where a line claims that, it
 * is given another.
 */
#ifndef TELUSUR_INGEST_H
#define TELUSUR_INGEST_H

#include "index_write.h"
#include "jobs.h"
#include "place.h"
#include "previous.h"
#include "reader_set.h"
#include "report.h"
#include "sidecar.h"
#include "sync.h"

enum {
	INGEST_BATCH_ESSAYS = 5000,
	INGEST_BATCH_BYTES = 32 << 20, /* of text */
};

/* A source and what lies there now. */
struct ingest_list {
	const struct place *place;
	struct scan scan;
};

struct ingest {
	struct index_writer *writer; /* borrowed, as are the next five */
	struct sync *sync;
	struct reader_set *readers;
	struct jobs *jobs;
	struct report *report;
	struct previous *previous; /* of a rebuild, whose ids are taken over */
	struct ingest_list *list; /* by number of source */
	size_t lists;
	bool changed; /* there is something to commit */
	bool stopped; /* SIGINT or SIGTERM came */
	uint32_t pending; /* essays since the last commit */
	struct stamp **owner; /* by document, once it was asked for */
	uint32_t owners;
	struct buf name, id, path; /* scratch */
	struct sidecar sidecar; /* the same */
};

void ingest_free(struct ingest *ingest);

/* Looks at what lies in the places, which have their numbers. */
bool ingest_scan(struct ingest *ingest, const struct place *place, size_t count,
	struct error *err);

/* Finds the essays that only changed their place, in this index or in the one
 * before a rebuild. */
bool ingest_find_moves(struct ingest *ingest, struct error *err);

/* Brings in what is new or changed.  Ends early, and sets stopped, when SIGINT
 * or SIGTERM is pending (they are blocked while a run goes on). */
bool ingest_read(struct ingest *ingest, struct error *err);

/* Removes the essays of the place that were not met. */
bool ingest_remove_gone(
	struct ingest *ingest, const struct place *place, struct error *err);

/* The name of an essay that people know, with NUL: the source's path and the
 * name in it, "folder/a.txt" or "folder/a.ndjson#id". */
bool ingest_name(const struct ingest *ingest, const struct stamp *stamp,
	struct buf *name, struct error *err);

bool ingest_commit(struct ingest *ingest, struct error *err);

#endif
