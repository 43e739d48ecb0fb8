/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_line.h - reads one line of an NDJSON source. */
#ifndef TELUSUR_JSON_LINE_H
#define TELUSUR_JSON_LINE_H

#include "errors.h"
#include "record.h"

/* Reads {"id","title","text","author"?,"date"?,"url"?} into the fields of the
 * same names and clears all others.  A null field is unknown; other names are
 * ignored.  The strings are in the arena.  The caller checks ids and lengths.
 *
 * ERROR_SYNTAX: not such an object; the message says why.  ERROR_LIMIT: so many
 * values that parsing them would take too much memory.  ERROR_MEMORY. */
bool json_line(struct slice line, struct arena *arena, struct essay *essay,
	struct error *err);

#endif
