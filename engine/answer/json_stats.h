/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_stats.h - the figures of a collection as JSON. */
#ifndef TELUSUR_JSON_STATS_H
#define TELUSUR_JSON_STATS_H

#include "examples.h"
#include "index.h"

/* Appends the figures of the index and the example queries to out; version is
 * the program's.  ERROR_MEMORY. */
bool json_stats(const struct index *index, const struct examples *examples,
	const char *version, struct buf *out, struct error *err);

#endif
