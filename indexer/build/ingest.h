/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ingest.h - brings the files of the sources into the index: adds what is new,
 * replaces what has changed, removes what is gone, and commits in batches.
 *
 * Call the functions in this order.  Errors of all: ERROR_MEMORY, and those of
 * the index writer; ingest_scan also those of scan.h.  What was committed
 * before an error stays.
 *
 * The files by idea: ingest_state.h (what all share), ingest_work.h (one file
 * on its way), ingest_id.h (ids of essays), ingest_essay.h (one essay),
 * ingest_file.h (one file), ingest.h (all files).
 */
#ifndef TELUSUR_INGEST_H
#define TELUSUR_INGEST_H

#include "ingest_state.h"

/* Scans the sources, whose numbers are set. */
bool ingest_scan(struct ingest *ingest, const struct source *source,
	size_t count, struct error *err);

/* Finds essays whose file was renamed or moved (moves.h), in this index or, in
 * a rebuild, in the one that is replaced. */
bool ingest_find_moves(struct ingest *ingest, struct error *err);

/* Writes what is new or changed.  Ends early and sets stopped when SIGINT or
 * SIGTERM is pending. */
bool ingest_read(struct ingest *ingest, struct error *err);

/* Removes the essays of the source that this run did not meet. */
bool ingest_remove_gone(
	struct ingest *ingest, const struct source *source, struct error *err);

#endif
