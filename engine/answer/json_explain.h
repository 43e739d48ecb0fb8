/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_explain.h - the explanation of a hit's score as JSON. */
#ifndef TELUSUR_JSON_EXPLAIN_H
#define TELUSUR_JSON_EXPLAIN_H

#include "explain.h"
#include "json_write.h"

/* The member "explanation". */
void json_explain(
	struct json_writer *json, const struct explain_reasons *explanation);

#endif
