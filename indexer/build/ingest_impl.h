/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ingest_impl.h - what the files of ingest share.
 */
#ifndef TELUSUR_INGEST_IMPL_H
#define TELUSUR_INGEST_IMPL_H

#include "ingest.h"

/* One file on its way. */
struct work {
	struct ingest *ingest;
	const struct place *place;
	const struct scan_file *file;
	const struct reader_format *format;
	struct reader *reader; /* of a file of many */
	struct job *job; /* of a file that is one essay */
	bool clean; /* everything in it is in the index */
};

/* Counts a change, and commits when there are enough. */
bool ingest_batch(struct ingest *ingest, struct error *err);

/* Counts what became of the stamp's essay; a dry run names it, too. */
bool ingest_count(struct ingest *ingest, enum report_change_kind kind,
	const struct stamp *stamp, struct error *err);

bool ingest_stop_wanted(void);

/* Brings in a file of many, unless it is as it was. */
bool ingest_many(struct ingest *ingest, const struct place *place,
	const struct scan_file *file, struct error *err);

/* Has a file that is one essay brought in, unless it is as it was; those that
 * are left over at the end: ingest_finish. */
bool ingest_one(struct ingest *ingest, const struct place *place,
	const struct scan_file *file, struct error *err);
bool ingest_finish(struct ingest *ingest, struct error *err);

/* Reports what err says as the reason for passing over a line (0: the file).
 * Out of memory is no reason but a failure. */
bool ingest_skip(struct work *work, uint64_t line, struct error *err);

/* As ingest_skip, for a file that is one essay: the reason is remembered, and
 * the file not read again before it changes. */
bool ingest_skip_file(struct work *work, struct error *err);

/* As ingest_skip, for a file whose essays stay as they are. */
bool ingest_skip_and_keep(struct work *work, struct error *err);

/* Remembers in the essay's stamp what was wrong with its sidecar, if it was. */
bool ingest_note_sidecar(
	struct work *work, struct stamp *stamp, struct error *err);

/* Puts the essay of an item into the index, under the name that is in
 * ingest->name; stamp is what is known of it, or NULL. */
bool ingest_essay(struct work *work, const struct reader_item *item,
	struct stamp *stamp, struct error *err);

/* What the scan found at a path of a source, NULL when nothing; *searched says
 * whether this run looked there. */
const struct scan_file *ingest_listed(const struct ingest *ingest,
	uint32_t source, struct slice path, bool *searched);

/* The stamp of a document, NULL when none has it. */
bool ingest_owner(struct ingest *ingest, uint32_t document,
	struct stamp **stamp, struct error *err);
/* Notes that the document is the stamp's now. */
void ingest_own(struct ingest *ingest, struct stamp *stamp);

/* Finds the essay's id in ingest->id.  A file's is the one that its document
 * has, or had before a rebuild, else one made of its path. */
bool ingest_file_id(struct work *work, uint32_t document, struct error *err);

/* Finds out whether the line that says it has the id may have it: *holder is
 * the stamp that keeps it from that, or NULL, and *from the one that must give
 * its document to the line, or NULL. */
bool ingest_claim(struct work *work, struct slice id,
	const struct stamp **holder, struct stamp **from, struct error *err);

#endif
