/* SPDX-License-Identifier: GPL-3.0-or-later */
/* copies.h - essays that are copies of each other, or nearly.
 */
#ifndef TELUSUR_COPIES_H
#define TELUSUR_COPIES_H

#include "ingest_state.h"

/* Finds the groups that an essay of this run belongs to and puts them into the
 * report, the original first: the one with the earliest date, of the essay or
 * else of its file. */
bool copies_find(struct ingest *ingest, struct error *err);

/* Of SKETCH_BYTES that agree in near copies, at least so many: eight in ten
 * runs of three words are in both then. */
enum { COPIES_LIKENESS = 26 };

#endif
