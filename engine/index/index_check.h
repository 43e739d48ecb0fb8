/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_check.h - whether an index is whole.
 *
 * Xapian's own check knows the pages of its tables; this one knows what they
 * mean: every essay has its record, its id and its stamp, and nothing has two.
 */
#ifndef TELUSUR_INDEX_CHECK_H
#define TELUSUR_INDEX_CHECK_H

#include "errors.h"

#include <stdint.h>

struct index;
struct index_writer;

struct index_check {
	uint32_t documents;
	uint64_t text_bytes;
};

/* Reads every record with its text, and the stamps; ERROR_CORRUPT names the
 * first thing that is wrong. */
bool index_check(
	struct index *index, struct index_check *found, struct error *err);

/* Looks at what a writer committed last, before it is published: the same but
 * for the texts. */
bool index_check_written(struct index_writer *writer, struct error *err);

#endif
