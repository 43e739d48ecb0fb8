/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ingest_id.h - which essay has which id.
 *
 * The result does not depend on what the index held before.  Files of many
 * essays come first, sorted by source number and path; each line has the id
 * that it gives, unless an earlier line has the same one.  A file that is one
 * essay keeps the id that it got first; if a line claims that id, the file gets
 * another.
 *
 * Errors of the functions: ERROR_MEMORY, and those of the index writer.
 */
#ifndef TELUSUR_INGEST_ID_H
#define TELUSUR_INGEST_ID_H

#include "ingest_work.h"

/* Records that the stamp's document now belongs to the stamp. */
void ingest_id_own(struct ingest *ingest, struct stamp *stamp);

/* Fills ingest->id for a file that is one essay: with the id of its document;
 * if document is 0, with the id that the file had before the rebuild; else with
 * a free id made of its path (essay_id.h). */
bool ingest_id_of_file(
	struct ingest_work *work, uint32_t document, struct error *err);

/* Decides whether the line that is being read may have the id that it gives.
 * *holder: the stamp that has the id and keeps it; NULL: the line may have it.
 * *from: the stamp whose document becomes the line's; NULL: none. */
bool ingest_id_claim(struct ingest_work *work, struct slice id,
	const struct stamp **holder, struct stamp **from, struct error *err);

#endif
