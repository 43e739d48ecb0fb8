/* SPDX-License-Identifier: GPL-3.0-or-later */
/* copies.h - finds essays that are copies, or near copies, of each other.
 */
#ifndef TELUSUR_COPIES_H
#define TELUSUR_COPIES_H

#include "ingest_state.h"

/* Two essays are near copies if at least so many of the SKETCH_BYTES bytes of
 * their sketches are equal; then they share about eight in ten of their word
 * trigrams. */
enum { COPIES_LIKENESS = 26 };

/* Puts into the report each group of copies that has an essay written by this
 * run.  First in a group comes the original: the essay with the earliest date,
 * its own or else that of its file.  ERROR_MEMORY, and the errors of reading a
 * record. */
bool copies_find(struct ingest *ingest, struct error *err);

#endif
