/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_explain.h - a hit's explanation as JSON.  For the files engine/json_*.c
 * alone.
 */
#ifndef TELUSUR_JSON_EXPLAIN_H
#define TELUSUR_JSON_EXPLAIN_H

#include "explain.h"
#include "json_write.h"

/* The member "explanation". */
void json_explanation(
	struct json_writer *json, const struct explanation *explanation);

#endif
