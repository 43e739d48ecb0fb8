/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ingest_state.h - what the files of ingest share: the state of one run.
 */
#ifndef TELUSUR_INGEST_STATE_H
#define TELUSUR_INGEST_STATE_H

#include "contents.h"
#include "index_write.h"
#include "jobs.h"
#include "previous.h"
#include "reader_set.h"
#include "report.h"
#include "sidecar.h"
#include "source.h"
#include "sync.h"

/* A batch is committed when it has so many essays or bytes of text. */
enum {
	INGEST_BATCH_ESSAYS = 5000,
	INGEST_BATCH_BYTES = 32 << 20,
};

/* A source and the files that the scan found in it. */
struct ingest_source {
	const struct source *source;
	struct scan scan;
};

struct ingest {
	struct index_writer *writer; /* borrowed, as are the next five */
	struct sync *sync;
	struct reader_set *readers;
	struct jobs *jobs;
	struct report *report;
	struct previous *previous; /* the replaced index; NULL: no rebuild */
	struct ingest_source *sources; /* sorted by source number */
	size_t source_count;
	bool changed; /* there is something to commit */
	bool stopped; /* SIGINT or SIGTERM came */
	uint32_t pending; /* essays since the last commit */
	struct stamp **owner; /* by document number; made on first use */
	uint32_t owners;
	struct contents contents; /* of lines, when reading begins */
	struct buf name, id; /* scratch */
	struct sidecar sidecar; /* scratch */
};

/* Frees what the struct owns; the borrowed members stay. */
void ingest_state_free(struct ingest *ingest);

/* Whether SIGINT or SIGTERM is pending; both are blocked during a run. */
bool ingest_state_stop_wanted(void);

/* Fills name with what people call the stamp's essay, and a NUL: the source's
 * path and the name in it, "folder/a.txt" or "folder/a.ndjson#id".
 * ERROR_MEMORY. */
bool ingest_state_name(const struct ingest *ingest, const struct stamp *stamp,
	struct buf *name, struct error *err);

/* Counts in the report what happened to the stamp's essay; in a dry run also
 * lists it there by name.  ERROR_MEMORY. */
bool ingest_state_count(struct ingest *ingest, enum report_change_kind kind,
	const struct stamp *stamp, struct error *err);

/* Commits; the threads of jobs pause meanwhile.  Errors as from
 * index_writer_commit. */
bool ingest_state_commit(struct ingest *ingest, struct error *err);

/* Notes that one essay of the index has changed; commits when the batch is
 * full.  Errors as from index_writer_commit. */
bool ingest_state_changed(struct ingest *ingest, struct error *err);

#endif
