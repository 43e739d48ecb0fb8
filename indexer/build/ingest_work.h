/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ingest_work.h - one file on its way into the index, and what is noted about
 * it in the report and in its stamp.
 *
 * The ingest_work_skip functions take the reason from err, report it and clear
 * err.  They return false, with err set, only for ERROR_MEMORY (which is never
 * a reason to skip) and when noting it fails.
 */
#ifndef TELUSUR_INGEST_WORK_H
#define TELUSUR_INGEST_WORK_H

#include "ingest_state.h"

struct ingest_work {
	struct ingest *ingest;
	const struct source *source;
	const struct scan_file *file;
	const struct reader_format *format;
	struct job *job; /* of the essay; NULL where a file of many ends */
	bool clean; /* no essay of the file was skipped */
};

/* Skips a line of the file; line 0: the file. */
bool ingest_work_skip(
	struct ingest_work *work, uint64_t line, struct error *err);

/* Skips a file that is one essay.  Its stamp keeps the reason, so the file is
 * not read again until it changes. */
bool ingest_work_skip_file(struct ingest_work *work, struct error *err);

/* Skips the file; its essays in the index stay. */
bool ingest_work_skip_and_keep(struct ingest_work *work, struct error *err);

/* Stores in the essay's stamp why its sidecar could not be used, or that all is
 * well.  ERROR_MEMORY. */
bool ingest_work_note_sidecar(
	struct ingest_work *work, struct stamp *stamp, struct error *err);

#endif
