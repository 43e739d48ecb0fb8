/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ingest_file.h - brings one file of a source into the index, unless it is
 * unchanged.
 *
 * Errors of the functions: ERROR_MEMORY, and those of the index writer.  A file
 * that cannot be read is skipped (ingest_work.h), which is no failure.
 */
#ifndef TELUSUR_INGEST_FILE_H
#define TELUSUR_INGEST_FILE_H

#include "ingest_state.h"

/* Reads a file of many essays and writes those that are new or changed. */
bool ingest_file_many(struct ingest *ingest, const struct source *source,
	const struct scan_file *file, struct error *err);

/* Queues a file that is one essay for the threads of jobs, and writes the
 * oldest files that are done when the queue is full. */
bool ingest_file_one(struct ingest *ingest, const struct source *source,
	const struct scan_file *file, struct error *err);

/* Writes the files that are still in the queue; call it once, at the end. */
bool ingest_file_finish(struct ingest *ingest, struct error *err);

#endif
