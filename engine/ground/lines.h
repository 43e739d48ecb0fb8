/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lines.h - reads plain text files that users write (exceptions, synonyms,
 * ...): UTF-8, one entry a line, comments from # to the end of the line.
 */
#ifndef TELUSUR_LINES_H
#define TELUSUR_LINES_H

#include "errors.h"

enum { LINES_MAX_BYTES = 1022 }; /* of one line */

/* Gets one line without its comment, NUL-terminated; it may be blank.  Returns
 * false with err set to stop. */
typedef bool lines_visit(void *context, const char *line, struct error *err);

/* Visits every line of the file.  `kind` names the kind of file in error texts
 * ("exceptions").  ERROR_NOT_FOUND or ERROR_IO for the file, ERROR_LIMIT for a
 * line that is too long, ERROR_CORRUPT for one that is not UTF-8, and the codes
 * of visit; those for a line name file and line. */
bool lines_read(const char *path, const char *kind, lines_visit *visit,
	void *context, struct error *err);

#endif
