/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_read.h - parses JSON with jansson.  For json_line.c and json_meta.c.
 *
 * jansson 2.14 goes on where an allocation fails: it reports a syntax error,
 * drops characters of a string, or ends the process by an assertion.  So it is
 * left at once, and what it had allocated is freed here.
 */
#ifndef TELUSUR_JSON_READ_H
#define TELUSUR_JSON_READ_H

#include "buf.h"
#include "errors.h"

struct json_t;
struct json_error_t;

/* Parses a text; the flags are json_loadb's.  *root is the caller's
 * (json_decref, in this thread), or NULL where the text is not valid JSON: then
 * *cause says why.  ERROR_MEMORY. */
bool json_read(struct slice text, size_t flags, struct json_t **root,
	struct json_error_t *cause, struct error *err);

#endif
