/* plan_xap.h - a plan as a question to Xapian. */
#ifndef TELUSUR_PLAN_XAP_H
#define TELUSUR_PLAN_XAP_H

#include "plan.h"
#include "schema.h"

/* A query that is matched by every essay that the plan's tree is true of, and
 * by no other where !plan->checked.  What a title has of the query's words adds to the
 * score with the weight. */
struct xap_query *plan_xap_query(
	const struct plan *plan, double title_weight, struct error *err);

/* The prefix of a field's terms; "" for the text. */
const char *plan_field_prefix(enum query_field field);

/* The term of Xapian that stands for a reading in a field, put into name. */
struct slice plan_term_name(enum query_field field,
	const struct plan_term *term, char name[XAP_MAX_TERM_BYTES]);

#endif
