/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_term.h - the names of roots as terms of Xapian: the field's prefix, then
 * the root.
 */
#ifndef TELUSUR_PLAN_TERM_H
#define TELUSUR_PLAN_TERM_H

#include "plan.h"
#include "schema.h"

/* The prefix of a field's terms; "" for the text. */
const char *plan_term_prefix(enum query_field field);

/* Writes the term of a root in a field into name, not NUL-terminated. */
struct slice plan_term_of_root(enum query_field field, struct slice root,
	char name[XAP_MAX_TERM_BYTES]);

/* plan_term_of_root for the root of a reading. */
struct slice plan_term_name(enum query_field field,
	const struct plan_term *term, char name[XAP_MAX_TERM_BYTES]);

#endif
