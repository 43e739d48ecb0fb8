/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ingest_essay.h - puts one essay into the index.
 */
#ifndef TELUSUR_INGEST_ESSAY_H
#define TELUSUR_INGEST_ESSAY_H

#include "ingest_work.h"

/* Adds or replaces the essay of work's job.  Its name is in ingest->name;
 * stamp is the stamp of that name, or NULL.  An essay that cannot be read or
 * breaks a limit is skipped (ingest_work.h), which is no failure.
 * ERROR_MEMORY, and the errors of the index writer. */
bool ingest_essay(
	struct ingest_work *work, struct stamp *stamp, struct error *err);

#endif
