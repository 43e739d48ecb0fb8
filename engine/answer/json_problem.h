/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_problem.h - a problem document (RFC 9457). */
#ifndef TELUSUR_JSON_PROBLEM_H
#define TELUSUR_JSON_PROBLEM_H

#include "buf.h"
#include "errors.h"

struct json_problem {
	unsigned status; /* of HTTP */
	const char *title; /* of the status */
	const char *code; /* stable, camelCase */
	struct slice detail, instance;
	bool positioned; /* position is known */
	uint32_t position; /* byte in the query */
};

/* Appends the document to out.  ERROR_MEMORY. */
bool json_problem(
	const struct json_problem *problem, struct buf *out, struct error *err);

#endif
