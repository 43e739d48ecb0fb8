/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_xap.h - a plan as a question to Xapian. */
#ifndef TELUSUR_PLAN_XAP_H
#define TELUSUR_PLAN_XAP_H

#include "plan_score.h"
#include "schema.h"

/* The query that finds and scores what the tree says.  The caller's. */
struct xap_query *plan_xap_query(
	const struct plan_score *score, struct error *err);

/* The prefix of a field's terms; "" for the text. */
const char *plan_field_prefix(enum query_field field);

/* The term of Xapian that stands for a root in a field, put into name. */
struct slice plan_root_name(enum query_field field, struct slice root,
	char name[XAP_MAX_TERM_BYTES]);

/* The same for a reading's root. */
struct slice plan_term_name(enum query_field field,
	const struct plan_term *term, char name[XAP_MAX_TERM_BYTES]);

#endif
