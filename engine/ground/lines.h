/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lines.h - the plain text files that people write for Telusur: UTF-8, a thing
 * a line, comments from # on.
 */
#ifndef TELUSUR_LINES_H
#define TELUSUR_LINES_H

#include "errors.h"

enum { LINES_MAX_BYTES = 1022 }; /* of one line */

/* Takes a line without its comment; it may be blank. */
typedef bool lines_visit(void *context, const char *line, struct error *err);

/* Visits every line of the file until one is refused.  `what` names the file's
 * kind in errors, which name file and line as well. */
bool lines_read(const char *path, const char *what, lines_visit *visit,
	void *context, struct error *err);

#endif
