/* ingest.h - from the files of a source to essays in the index: reads what is
 * new or changed, leaves what is not, removes what is gone, commits in
 * batches.
 */
#ifndef TELUSUR_INGEST_H
#define TELUSUR_INGEST_H

#include "index_write.h"
#include "place.h"
#include "report.h"
#include "source.h"
#include "sync.h"

enum {
	INGEST_BATCH_ESSAYS = 5000,
	INGEST_BATCH_BYTES = 32 << 20, /* of text */
};

/* A file of many essays that must be read once more, because an id in it
 * belonged to an essay that may be gone by then. */
struct ingest_again {
	const struct place *place;
	struct scan_file file;
};

struct ingest {
	struct index_writer *writer; /* borrowed, as are the next three */
	struct sync *sync;
	struct sources *sources;
	struct report *report;
	bool changed; /* there is something to commit */
	bool stopped; /* SIGINT or SIGTERM came */
	uint32_t pending; /* essays since the last commit */
	struct ingest_again *again;
	size_t again_count, again_capacity;
	struct buf name, id, path; /* scratch */
	struct arena arena;
};

void ingest_free(struct ingest *ingest);

/* Brings in what the place holds now.  Ends early, and sets stopped, when
 * SIGINT or SIGTERM is pending (they are blocked while a run goes on). */
bool ingest_place(
	struct ingest *ingest, const struct place *place, struct error *err);

/* Removes the essays of the place that were not met. */
bool ingest_remove_gone(
	struct ingest *ingest, const struct place *place, struct error *err);

/* Reads the files of `again` once more, after what is gone was removed. */
bool ingest_read_again(struct ingest *ingest, struct error *err);

bool ingest_commit(struct ingest *ingest, struct error *err);

#endif
