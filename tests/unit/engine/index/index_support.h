/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index_support.h - what tests of the index share.
 */
#ifndef TELUSUR_TEST_INDEX_SUPPORT_H
#define TELUSUR_TEST_INDEX_SUPPORT_H

#include "record.h"
#include "text_support.h"
#include "xap.h"

/* How many metadata keys begin with the prefix. */
size_t support_count_keys(struct xap_reader *reader, struct slice prefix);

/* Analyses the essay's text and stores its record. */
bool support_record(struct record_writer *records, struct analyser *analyser,
	const struct essay *essay, struct xap_writer *database,
	uint32_t document, struct error *err);

#endif
